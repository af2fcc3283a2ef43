package org.knime.node;

import java.util.Arrays;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.parameters.NodeParameters;

/** Input and output of one configure. */
final class FluentConfigure implements ConfigureInput, ConfigureOutput {

    private final FluentNodeModel m_model;

    private final PortObjectSpec[] m_in;

    private final PortObjectSpec[] m_out;

    FluentConfigure(final FluentNodeModel model, final PortObjectSpec[] inSpecs) {
        m_model = model;
        m_in = inSpecs;
        m_out = new PortObjectSpec[model.outTypes().length];
    }

    PortObjectSpec[] specs() {
        return m_out;
    }

    @Override
    @SuppressWarnings("unchecked") // the node asks for its own parameters
    public <S extends NodeParameters> S getParameters() {
        return (S)m_model.parameters();
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return m_in.clone();
    }

    @Override
    @SuppressWarnings("unchecked") // the node knows the type of its port
    public <S extends PortObjectSpec> S getInPortSpec(final int index) {
        return (S)m_in[index];
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Arrays.stream(m_in).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public DataTableSpec getInTableSpec(final int index) {
        return (DataTableSpec)m_in[index];
    }

    @Override
    public PortType[] getOutPortTypes() {
        return m_model.outTypes();
    }

    @Override
    public PortsConfiguration getPortsConfiguration() {
        return m_model.ports();
    }

    @Override
    public <S extends PortObjectSpec> void setOutSpec(final int index, final S spec) {
        m_out[index] = spec;
    }

    @Override
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <S extends PortObjectSpec> void setOutSpecs(final S... specs) {
        FluentExecute.checkCount(specs, m_out);
        System.arraycopy(specs, 0, m_out, 0, specs.length);
    }

    @Override
    public void setWarningMessage(final String message) {
        m_model.warn(message);
    }
}
