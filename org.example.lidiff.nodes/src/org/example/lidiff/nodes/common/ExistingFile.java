package org.example.lidiff.nodes.common;

import org.knime.node.parameters.widget.choices.Label;

import org.example.lidiff.engine.IfExists;

/** What happens to a file that is there already. The constants are stored in workflows. */
public enum ExistingFile {
    /** Nothing is written. */
    @Label(value = "Fail", description = "Nothing is written, and the node fails.")
    FAIL(IfExists.FAIL),
    /** It is replaced. */
    @Label(value = "Overwrite", description = "The file is replaced when the new one is complete.")
    OVERWRITE(IfExists.OVERWRITE);

    private final IfExists m_ifExists;

    ExistingFile(final IfExists ifExists) {
        m_ifExists = ifExists;
    }

    /** The engine's word for it. */
    public IfExists engine() {
        return m_ifExists;
    }
}
