package org.knime.node;

import java.io.File;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.ParametersPersistence;

/** Runs a fluent definition as a node model. */
final class FluentNodeModel extends NodeModel implements PortObjectHolder {

    private final PortsConfiguration m_ports;

    private final DefaultModel m_model;

    private NodeParameters m_parameters;

    private PortObject[] m_internal;

    FluentNodeModel(final PortsConfiguration ports, final DefaultModel model) {
        super(ports.getInputPorts(), ports.getOutputPorts());
        m_ports = ports;
        m_model = model;
    }

    PortsConfiguration ports() {
        return m_ports;
    }

    NodeParameters parameters() {
        return m_parameters;
    }

    PortType[] outTypes() {
        return m_ports.getOutputPorts();
    }

    void warn(final String message) {
        setWarningMessage(message);
    }

    @Override
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        if (m_parameters == null && m_model.parameters().isPresent()) {
            final NodeParameters created =
                ParametersPersistence.createDefaults(m_model.parameters().get(), m_ports, inSpecs);
            created.validate();
            m_parameters = created;
        }
        final FluentConfigure configure = new FluentConfigure(this, inSpecs);
        m_model.configure(configure, configure);
        return configure.specs();
    }

    @Override
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        final FluentExecute execute = new FluentExecute(this, inObjects, exec);
        m_model.execute(execute, execute);
        m_internal = execute.internal();
        return execute.data();
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        return m_internal;
    }

    @Override
    public void setInternalPortObjects(final PortObject[] portObjects) {
        m_internal = portObjects;
    }

    @Override
    protected void saveSettingsTo(final NodeSettingsWO settings) {
        m_model.parameters().ifPresent(type -> ParametersPersistence.save(
            m_parameters != null ? m_parameters : ParametersPersistence.createDefaults(type), settings));
    }

    @Override
    protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (m_model.parameters().isPresent()) {
            ParametersPersistence.load(m_model.parameters().get(), settings).validate();
        }
    }

    @Override
    protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (m_model.parameters().isPresent()) {
            m_parameters = ParametersPersistence.load(m_model.parameters().get(), settings);
        }
    }

    @Override
    protected void reset() {
        m_internal = null;
    }

    @Override
    protected void loadInternals(final File nodeInternDir, final ExecutionMonitor exec) {
        // fluent nodes keep their port objects only
    }

    @Override
    protected void saveInternals(final File nodeInternDir, final ExecutionMonitor exec) {
        // fluent nodes keep their port objects only
    }
}
