package org.knime.core.node.workflow;

/** The type of a flow variable; the stand-in passes no flow variables to nodes. */
public abstract class VariableType<T> {

    public VariableType() {
    }
}
