package org.knime.core.node.context.ports.impl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.port.PortType;

/** Fixed ports and added ones; kept as one "port_N" for each added port. */
public final class DefaultExtendablePortGroup implements ExtendablePortGroup {

    private static final PortType[] NONE = new PortType[0];

    private final PortType[] m_fixed;

    private final PortType[] m_supported;

    private final boolean m_inputs;

    private final boolean m_outputs;

    private final int m_maxAdded;

    private final List<PortType> m_added = new ArrayList<>();

    public DefaultExtendablePortGroup(final PortType[] fixedPortTypes, final PortType[] supportedTypes,
        final boolean definesInputPorts, final boolean definesOutputPorts) {
        this(fixedPortTypes, supportedTypes, definesInputPorts, definesOutputPorts, Integer.MAX_VALUE);
    }

    public DefaultExtendablePortGroup(final PortType[] fixedPortTypes, final PortType[] supportedTypes,
        final boolean definesInputPorts, final boolean definesOutputPorts, final int maxAdditionalPorts) {
        m_fixed = fixedPortTypes.clone();
        m_supported = supportedTypes.clone();
        m_inputs = definesInputPorts;
        m_outputs = definesOutputPorts;
        m_maxAdded = maxAdditionalPorts;
    }

    @Override
    public DefaultExtendablePortGroup copy() {
        final DefaultExtendablePortGroup copy =
            new DefaultExtendablePortGroup(m_fixed, m_supported, m_inputs, m_outputs, m_maxAdded);
        copy.m_added.addAll(m_added);
        return copy;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        for (int i = 0; i < m_added.size(); i++) {
            m_added.get(i).save(settings.addNodeSettings("port_" + i));
        }
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        m_added.clear();
        for (final String key : settings.keySet()) {
            final PortType type = PortType.load(settings.getNodeSettings(key));
            if (!Arrays.asList(m_supported).contains(type) || !canAddPort()) {
                throw new InvalidSettingsException("The port group \"" + settings.getKey() + "\" takes at most "
                    + m_maxAdded + " added ports of the types " + Stream.of(m_supported).map(PortType::getName)
                        .collect(Collectors.joining(", ")) + "; " + key + " is a " + type.getName() + ".");
            }
            m_added.add(type);
        }
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
        return m_inputs ? all() : NONE;
    }

    @Override
    public PortType[] getOutputPorts() {
        return m_outputs ? all() : NONE;
    }

    private PortType[] all() {
        return Stream.concat(Stream.of(m_fixed), m_added.stream()).toArray(PortType[]::new);
    }

    @Override
    public PortType[] getFixedPorts() {
        return m_fixed.clone();
    }

    @Override
    public PortType[] getConfiguredPorts() {
        return m_added.toArray(NONE);
    }

    @Override
    public boolean canAddPort() {
        return m_added.size() < m_maxAdded;
    }

    @Override
    public boolean hasConfiguredPorts() {
        return !m_added.isEmpty();
    }

    @Override
    public void addPort(final PortType pType) {
        m_added.add(pType);
    }

    @Override
    public PortType removeLastPort() {
        return m_added.remove(m_added.size() - 1);
    }

    @Override
    public PortType[] getSupportedPortTypes() {
        return m_supported.clone();
    }
}
