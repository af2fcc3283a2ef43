package org.knime.core.node.workflow;

/** A flow variable; the stand-in passes none to nodes. */
public final class FlowVariable {

    private final String m_name;

    private final VariableType<?> m_type;

    public <T> FlowVariable(final String name, final VariableType<T> type) {
        m_name = name;
        m_type = type;
    }

    public String getName() {
        return m_name;
    }

    public VariableType<?> getVariableType() {
        return m_type;
    }
}
