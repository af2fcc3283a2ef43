package org.knime.node.parameters;

import java.util.Arrays;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What is known of the inputs at the first configure. */
final class SpecsInput implements NodeParametersInput {

    private final PortsConfiguration m_ports;

    private final PortObjectSpec[] m_specs;

    SpecsInput(final PortsConfiguration ports, final PortObjectSpec[] specs) {
        m_ports = ports;
        m_specs = specs.clone();
    }

    @Override
    public PortType[] getInPortTypes() {
        return m_ports.getInputPorts();
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return m_specs.clone();
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(final int portIndex) {
        return Optional.ofNullable(m_specs[portIndex]);
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Arrays.stream(m_specs).map(s -> s instanceof DataTableSpec table ? table : null)
            .toArray(DataTableSpec[]::new);
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(final int portIndex) {
        return Optional.ofNullable(getInTableSpecs()[portIndex]);
    }

    @Override
    public PortObject[] getInPortObjects() {
        return new PortObject[m_specs.length];
    }

    @Override
    public Optional<PortObject> getInPortObject(final int portIndex) {
        return Optional.empty();
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return new BufferedDataTable[m_specs.length];
    }

    @Override
    public Optional<BufferedDataTable> getInTable(final int portIndex) {
        return Optional.empty();
    }

    @Override
    public PortType[] getOutPortTypes() {
        return m_ports.getOutputPorts();
    }

    @Override
    public PortsConfiguration getPortsConfiguration() {
        return m_ports;
    }
}
