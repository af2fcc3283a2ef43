package org.example.lidiff.nodes.loadmlff;

import org.example.lidiff.nodes.common.ChosenFiles;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;

/** What the user chooses in Load MLFF. */
public final class LoadMlffParameters implements NodeParameters {

    @Widget(title = "Files", description = """
        The force field: one NEP file, or the aenet network files of all elements. Which kind it is, is told by the content.
        """)
    @ArrayWidget(addButtonText = "Add file", elementTitle = "File")
    ChosenFiles.ForceFieldFile[] m_files = {new ChosenFiles.ForceFieldFile()};
}
