package org.knime.core.node;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.message.Message;
import org.knime.core.node.message.MessageBuilder;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What a node does: keep its settings, check its inputs (configure) and compute its outputs (execute). */
public abstract class NodeModel implements AbstractNodeView.ViewableModel {

    private final PortType[] m_inTypes;

    private final PortType[] m_outTypes;

    private final List<NodeModelWarningListener> m_listeners = new CopyOnWriteArrayList<>();

    private Message m_warning;

    protected NodeModel(final int nrInDataPorts, final int nrOutDataPorts) {
        this(tables(nrInDataPorts), tables(nrOutDataPorts));
    }

    protected NodeModel(final PortType[] inPortTypes, final PortType[] outPortTypes) {
        m_inTypes = inPortTypes.clone();
        m_outTypes = outPortTypes.clone();
    }

    private static PortType[] tables(final int count) {
        return Stream.generate(() -> BufferedDataTable.TYPE).limit(count).toArray(PortType[]::new);
    }

    protected abstract void loadInternals(File nodeInternDir, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    protected abstract void saveInternals(File nodeInternDir, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    protected abstract void saveSettingsTo(NodeSettingsWO settings);

    protected abstract void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    protected abstract void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException;

    protected abstract void reset();

    protected void onDispose() {
    }

    protected final int getNrInPorts() {
        return m_inTypes.length;
    }

    protected final int getNrOutPorts() {
        return m_outTypes.length;
    }

    protected final PortType getInPortType(final int index) {
        return m_inTypes[index];
    }

    protected final PortType getOutPortType(final int index) {
        return m_outTypes[index];
    }

    /** Checks the input specifications and settings and gives the output ones; here for nodes with tables only. */
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        return configure(Stream.of(inSpecs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new));
    }

    protected DataTableSpec[] configure(final DataTableSpec[] inSpecs) throws InvalidSettingsException {
        throw new IllegalStateException(getClass().getName() + " implements no configure method.");
    }

    /** Computes the outputs; here for nodes with tables only. */
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        return execute(Stream.of(inObjects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new), exec);
    }

    protected BufferedDataTable[] execute(final BufferedDataTable[] inData, final ExecutionContext exec)
        throws Exception {
        throw new IllegalStateException(getClass().getName() + " implements no execute method.");
    }

    protected final MessageBuilder createMessageBuilder() {
        return Message.builder();
    }

    protected final void setWarningMessage(final String warningMessage) {
        setWarning(warningMessage == null ? null : Message.fromSummary(warningMessage));
    }

    protected final String getWarningMessage() {
        return Message.getSummaryFrom(m_warning);
    }

    protected final void setWarning(final Message warning) {
        m_warning = warning;
        m_listeners.forEach(l -> l.warningChanged(warning));
    }

    protected final Message getWarning() {
        return m_warning;
    }

    public void addWarningListener(final NodeModelWarningListener listener) {
        m_listeners.add(listener);
    }

    public void removeWarningListener(final NodeModelWarningListener listener) {
        m_listeners.remove(listener);
    }

    protected final NodeLogger getLogger() {
        return NodeLogger.getLogger(getClass());
    }
}
