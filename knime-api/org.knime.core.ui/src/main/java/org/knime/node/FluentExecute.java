package org.knime.node;

import java.util.Arrays;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;

/** Input and output of one execute. */
final class FluentExecute implements ExecuteInput, ExecuteOutput {

    private final FluentNodeModel m_model;

    private final PortObject[] m_in;

    private final ExecutionContext m_exec;

    private final PortObject[] m_out;

    private PortObject[] m_internal;

    FluentExecute(final FluentNodeModel model, final PortObject[] inObjects, final ExecutionContext exec) {
        m_model = model;
        m_in = inObjects;
        m_exec = exec;
        m_out = new PortObject[model.outTypes().length];
    }

    PortObject[] data() {
        return m_out;
    }

    PortObject[] internal() {
        return m_internal;
    }

    static void checkCount(final Object[] given, final Object[] ports) {
        if (given.length != ports.length) {
            throw new IllegalArgumentException(
                "The node has " + ports.length + " outputs, but " + given.length + " were given.");
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the node asks for its own parameters
    public <S extends NodeParameters> S getParameters() {
        return (S)m_model.parameters();
    }

    @Override
    public ExecutionContext getExecutionContext() {
        return m_exec;
    }

    @Override
    public PortObject[] getInPortObjects() {
        return m_in.clone();
    }

    @Override
    @SuppressWarnings("unchecked") // the node knows the type of its port
    public <D extends PortObject> D getInPortObject(final int portIndex) {
        return (D)m_in[portIndex];
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return Arrays.stream(m_in).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
    }

    @Override
    public BufferedDataTable getInTable(final int tableIndex) {
        return (BufferedDataTable)m_in[tableIndex];
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
    public <D extends PortObject> void setOutData(final int index, final D data) {
        m_out[index] = data;
    }

    @Override
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <D extends PortObject> void setOutData(final D... data) {
        checkCount(data, m_out);
        System.arraycopy(data, 0, m_out, 0, data.length);
    }

    @Override
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final <D extends PortObject> void setInternalData(final D... data) {
        m_internal = Arrays.copyOf(data, data.length, PortObject[].class);
    }

    @Override
    public void setWarningMessage(final String message) {
        m_model.warn(message);
    }
}
