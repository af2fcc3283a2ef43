package org.knime.core.node.context.ports.impl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortType;

/** The port groups of a node in order. */
public final class DefaultModifiablePortsConfiguration implements ModifiablePortsConfiguration {

    private final Map<String, PortGroupConfiguration> m_groups;

    public DefaultModifiablePortsConfiguration(final Map<String, PortGroupConfiguration> portGroups) {
        m_groups = new LinkedHashMap<>(portGroups);
    }

    @Override
    public ModifiablePortsConfiguration copy() {
        final Map<String, PortGroupConfiguration> copies = new LinkedHashMap<>();
        m_groups.forEach((name, group) -> copies.put(name, group.copy()));
        return new DefaultModifiablePortsConfiguration(copies);
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        m_groups.forEach((name, group) -> group.saveSettingsTo(settings.addNodeSettings(name)));
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        for (final Map.Entry<String, PortGroupConfiguration> e : m_groups.entrySet()) {
            if (settings.containsKey(e.getKey())) {
                e.getValue().loadSettingsFrom(settings.getNodeSettings(e.getKey()));
            }
        }
    }

    @Override
    public PortType[] getInputPorts() {
        return m_groups.values().stream().map(PortGroupConfiguration::getInputPorts).flatMap(Stream::of)
            .toArray(PortType[]::new);
    }

    @Override
    public PortType[] getOutputPorts() {
        return m_groups.values().stream().map(PortGroupConfiguration::getOutputPorts).flatMap(Stream::of)
            .toArray(PortType[]::new);
    }

    @Override
    public Map<String, int[]> getInputPortLocation() {
        return locations(PortGroupConfiguration::getInputPorts);
    }

    @Override
    public Map<String, int[]> getOutputPortLocation() {
        return locations(PortGroupConfiguration::getOutputPorts);
    }

    private Map<String, int[]> locations(final Function<PortGroupConfiguration, PortType[]> ports) {
        final Map<String, int[]> locations = new LinkedHashMap<>();
        int next = 0;
        for (final Map.Entry<String, PortGroupConfiguration> e : m_groups.entrySet()) {
            final int[] at = new int[ports.apply(e.getValue()).length];
            for (int i = 0; i < at.length; i++) {
                at[i] = next++;
            }
            if (at.length > 0) {
                locations.put(e.getKey(), at);
            }
        }
        return locations;
    }

    @Override
    public List<String> getPortGroupNames() {
        return new ArrayList<>(m_groups.keySet());
    }

    @Override
    public Map<String, ExtendablePortGroup> getExtendablePorts() {
        final Map<String, ExtendablePortGroup> groups = new LinkedHashMap<>();
        m_groups.forEach((name, group) -> {
            if (group instanceof ExtendablePortGroup extendable) {
                groups.put(name, extendable);
            }
        });
        return groups;
    }

    @Override
    public PortGroupConfiguration getGroup(final String grpName) {
        final PortGroupConfiguration group = m_groups.get(grpName);
        if (group == null) {
            throw new NoSuchElementException("There is no port group \"" + grpName + "\".");
        }
        return group;
    }
}
