package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/** The parameters of a node: each non-private field is one parameter, kept under its name without "m_". */
public interface NodeParameters extends Persistable, WidgetGroup {

    /** Checks the values, as they are and against each other. */
    default void validate() throws InvalidSettingsException {
    }
}
