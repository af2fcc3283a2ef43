package org.knime.core.node;

import java.util.Optional;

import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/**
 * A node of a workflow. As in KNIME, port 0 is the flow-variable port: the getters count it, and the two invoke methods
 * take and give the data ports only. The model settings are the content of "model" in settings.xml.
 */
public final class Node {

    public static final String CFG_MODEL = "model";

    public static final String CFG_VARIABLES = "variables";

    private static final String VARIABLE_PORT = "Flow Variable Port";

    private final NodeFactory<NodeModel> m_factory;

    private final ModifiableNodeCreationConfiguration m_config;

    private final NodeModel m_model;

    private String m_name;

    public Node(final NodeFactory<NodeModel> nodeFactory) {
        this(nodeFactory, null);
    }

    /** @param creationCfg the ports the node has; null for those of a new node */
    public Node(final NodeFactory<NodeModel> nodeFactory, final ModifiableNodeCreationConfiguration creationCfg) {
        m_factory = nodeFactory;
        m_factory.init();
        m_config = creationCfg == null && nodeFactory instanceof ConfigurableNodeFactory<?> configurable
            ? configurable.createNodeCreationConfig() : creationCfg;
        m_model = nodeFactory.modelFor(m_config);
        m_name = nodeFactory.getNodeName();
    }

    public String getName() {
        return m_name;
    }

    public void setName(final String name) {
        m_name = name;
    }

    public NodeFactory.NodeType getType() {
        return m_factory.getType();
    }

    public NodeFactory<NodeModel> getFactory() {
        return m_factory;
    }

    public NodeModel getNodeModel() {
        return m_model;
    }

    public Optional<ModifiableNodeCreationConfiguration> getCopyOfCreationConfig() {
        return Optional.ofNullable(m_config).map(ModifiableNodeCreationConfiguration::copy);
    }

    /** The number of input ports, the flow-variable port included. */
    public int getNrInPorts() {
        return m_model.getNrInPorts() + 1;
    }

    /** The number of output ports, the flow-variable port included. */
    public int getNrOutPorts() {
        return m_model.getNrOutPorts() + 1;
    }

    public PortType getInputType(final int index) {
        return index == 0 ? PortObject.TYPE_OPTIONAL : m_model.getInPortType(index - 1);
    }

    public PortType getOutputType(final int index) {
        return index == 0 ? PortObject.TYPE : m_model.getOutPortType(index - 1);
    }

    public String getInportName(final int index) {
        return index == 0 ? VARIABLE_PORT : PortNames.input(m_config, m_factory, index - 1);
    }

    public String getOutportName(final int index) {
        return index == 0 ? VARIABLE_PORT : PortNames.output(m_config, m_factory, index - 1);
    }

    /** Checks settings without keeping them. */
    public void validateModelSettings(final NodeSettingsRO modelSettings) throws InvalidSettingsException {
        m_model.validateSettings(modelSettings);
    }

    /**
     * Loads the parameters. Unlike KNIME, which would go on with the defaults, the stand-in validates first and fails.
     *
     * @param modelSettings the content of "model"
     * @throws InvalidSettingsException if a key is missing or of the wrong type, or a value is refused
     */
    public void loadModelSettingsFrom(final NodeSettingsRO modelSettings) throws InvalidSettingsException {
        m_model.validateSettings(modelSettings);
        m_model.loadValidatedSettingsFrom(modelSettings);
    }

    public void saveModelSettingsTo(final NodeSettingsWO modelSettings) {
        m_model.saveSettingsTo(modelSettings);
    }

    /**
     * Configures the node.
     *
     * @param inSpecs one for each data input; null where unknown
     * @return one for each data output; null where unknown
     */
    public PortObjectSpec[] invokeNodeModelConfigure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        checkLength("input specifications", inSpecs, m_model.getNrInPorts());
        for (int i = 0; i < inSpecs.length; i++) {
            if (!m_model.getInPortType(i).acceptsPortObjectSpec(inSpecs[i])) {
                throw new InvalidSettingsException("The input \"" + getInportName(i + 1) + "\" of " + m_name
                    + " takes " + m_model.getInPortType(i).getName() + ", not "
                    + inSpecs[i].getClass().getSimpleName() + ".");
            }
        }
        m_model.setWarning(null);
        final PortObjectSpec[] outSpecs = m_model.configure(inSpecs.clone());
        final PortObjectSpec[] result = outSpecs == null ? new PortObjectSpec[m_model.getNrOutPorts()] : outSpecs;
        checkLength("output specifications", result, m_model.getNrOutPorts());
        for (int i = 0; i < result.length; i++) {
            if (!m_model.getOutPortType(i).acceptsPortObjectSpec(result[i])) {
                throw new IllegalStateException("The output \"" + getOutportName(i + 1) + "\" of " + m_name
                    + " was configured with " + result[i].getClass().getName() + ".");
            }
        }
        return result;
    }

    /**
     * Executes the node, which must have been configured.
     *
     * @param inData one for each data input
     * @return one for each data output
     * @throws IllegalStateException if the node leaves an output empty or of a wrong type
     */
    public PortObject[] invokeNodeModelExecute(final ExecutionContext exec, final PortObject[] inData)
        throws Exception {
        checkLength("inputs", inData, m_model.getNrInPorts());
        for (int i = 0; i < inData.length; i++) {
            if (inData[i] == null && !m_model.getInPortType(i).isOptional()) {
                throw new IllegalStateException("The input \"" + getInportName(i + 1) + "\" of " + m_name + " is empty.");
            }
            if (!m_model.getInPortType(i).acceptsPortObject(inData[i])) {
                throw new IllegalStateException("The input \"" + getInportName(i + 1) + "\" of " + m_name + " takes "
                    + m_model.getInPortType(i).getName() + ", not " + inData[i].getClass().getSimpleName() + ".");
            }
        }
        exec.checkCanceled();
        final PortObject[] outData = m_model.execute(inData.clone(), exec);
        checkLength("outputs", outData, m_model.getNrOutPorts());
        for (int i = 0; i < outData.length; i++) {
            if (outData[i] == null || !m_model.getOutPortType(i).acceptsPortObject(outData[i])) {
                throw new IllegalStateException("The output \"" + getOutportName(i + 1) + "\" of " + m_name + " is "
                    + (outData[i] == null ? "empty." : "a " + outData[i].getClass().getName() + "."));
            }
        }
        return outData;
    }

    private void checkLength(final String what, final Object[] array, final int expected) {
        if (array == null || array.length != expected) {
            throw new IllegalStateException(m_name + " has " + expected + " " + what + ", not "
                + (array == null ? "null" : array.length) + ".");
        }
    }

    /** What the node keeps for its views, or null. */
    public PortObject[] getInternalHeldPortObjects() {
        if (m_model instanceof PortObjectHolder holder) {
            return holder.getInternalPortObjects();
        }
        return m_model instanceof BufferedDataTableHolder holder ? holder.getInternalTables() : null; // NOSONAR
    }

    public void reset() {
        m_model.setWarning(null);
        m_model.reset();
    }

    public void cleanup() {
        m_model.onDispose();
    }

    @Override
    public String toString() {
        return m_name;
    }
}
