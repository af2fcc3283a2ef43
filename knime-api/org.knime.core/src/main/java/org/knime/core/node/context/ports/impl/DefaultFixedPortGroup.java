package org.knime.core.node.context.ports.impl;

import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.port.PortType;

/** Ports that are always there. */
public final class DefaultFixedPortGroup implements PortGroupConfiguration {

    private static final PortType[] NONE = new PortType[0];

    private final PortType[] m_types;

    private final boolean m_inputs;

    private final boolean m_outputs;

    public DefaultFixedPortGroup(final PortType[] portTypes, final boolean definesInputPorts,
        final boolean definesOutputPorts) {
        m_types = portTypes.clone();
        m_inputs = definesInputPorts;
        m_outputs = definesOutputPorts;
    }

    @Override
    public DefaultFixedPortGroup copy() {
        return new DefaultFixedPortGroup(m_types, m_inputs, m_outputs);
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        // fixed ports are not kept
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) {
        // fixed ports are not kept
    }

    @Override
    public boolean definesInputPorts() {
        return m_inputs;
    }

    @Override
    public boolean definesOutputPorts() {
        return m_outputs;
    }

    @Override
    public PortType[] getInputPorts() {
        return m_inputs ? m_types.clone() : NONE;
    }

    @Override
    public PortType[] getOutputPorts() {
        return m_outputs ? m_types.clone() : NONE;
    }
}
