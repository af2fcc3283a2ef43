package org.example.lidiff.nodes.loadmlff;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** What the user chooses in Load MLFF. */
public final class LoadMlffParameters implements NodeParameters {

    /** Where the force field comes from; the constants are file format. */
    enum Source {
        @Label(value = "From file", description = "A NEP file, or the aenet network files of all elements.")
        FILES,
        @Label(value = "Foundation model NEP89", description = """
            A published NEP force field for 89 elements (arXiv 2504.21286, licence GPL-3), to start a fine-tuning from. It is looked for in the
            workflow's data area, in your data folder, and among the installed features.
            """)
        NEP89
    }

    static final class SourceRef implements ParameterReference<Source> { }

    static final class IsFromFile implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceRef.class).isOneOf(Source.FILES);
        }
    }

    @Widget(title = "Force field", description = """
        Where it comes from. NEP89 does not come with Lidiff: <tt>lidiff foundation nep89</tt> fetches it into your data folder, or its
        feature is installed into KNIME. Nothing is downloaded by this node.
        """)
    @ValueSwitchWidget
    @ValueReference(SourceRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    Source m_source = Source.FILES;

    @Widget(title = "Files", description = """
        The force field: one NEP file, or the aenet network files of all elements. Which kind it is, is told by the content.
        """)
    @ArrayWidget(addButtonText = "Add file", elementTitle = "File")
    @Effect(predicate = IsFromFile.class, type = EffectType.SHOW)
    ChosenFiles.ForceFieldFile[] m_files = {new ChosenFiles.ForceFieldFile()};

    @Widget(title = "Elements to check", description = """
        Symbols of the elements, separated by commas, that the checks and the figure are made with; <tt>Li, Si</tt>. Left empty: all the force
        field knows, of more than four those that are most common in ionic conductors.
        """)
    @Migrate(loadDefaultIfAbsent = true)
    String m_checkedElements = "";

    /** The elements that were named; empty for none. */
    List<Element> checkedElements() throws InvalidSettingsException {
        final List<Element> elements = new ArrayList<>();
        if (m_checkedElements == null || m_checkedElements.isBlank()) {
            return elements;
        }
        for (final String symbol : m_checkedElements.strip().split("[,;\\s]+")) {
            final Element element = Element.find(symbol).orElseThrow(() -> new InvalidSettingsException("Elements to check (checkedElements) has '"
                + symbol + "', which is no element. Write symbols separated by commas, for example Li, Si."));
            if (!elements.contains(element)) {
                elements.add(element);
            }
        }
        return elements;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        checkedElements();
    }
}
