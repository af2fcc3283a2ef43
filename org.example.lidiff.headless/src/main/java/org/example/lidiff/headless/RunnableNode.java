package org.example.lidiff.headless;

import java.util.List;
import java.util.Map;

import org.example.lidiff.headless.WorkflowDirectory.NodeEntry;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.standin.HeadlessSupport;

/** A node of this extension, loaded with its settings. */
final class RunnableNode {

    private static final String MODEL = Node.CFG_MODEL;

    private final NodeEntry entry;
    private final Node node;

    private RunnableNode(final NodeEntry entry, final Node node) {
        this.entry = entry;
        this.node = node;
    }

    /**
     * Makes the node, loads what the workflow stored, then what the command line changes.
     *
     * @throws RunnerException if stored settings are missing or invalid (3), or changed ones are (2)
     */
    static RunnableNode load(final NodeEntry entry, final List<BatchOption> options, final Map<String, WorkflowVariable> variables) {
        final NodeFactory<NodeModel> factory = HeadlessSupport.createFactory(RunnableNode.class.getClassLoader(), entry.factory());
        try {
            final Node node = HeadlessSupport.createNode(factory, entry.settings());
            final NodeSettings model = new NodeSettings(MODEL);
            if (entry.settings().containsKey(MODEL)) {
                entry.settings().getNodeSettings(MODEL).copyTo(model);
            } else {
                // no stored parameters: the defaults
                HeadlessSupport.defaultSettings(factory).copyTo(model);
            }
            SettingsOverrides.applyVariables(entry.settings(), model, variables, entry.id() + " (" + entry.name() + ")");
            node.loadModelSettingsFrom(model);
            change(entry, node, model, options);
            return new RunnableNode(entry, node);
        } catch (InvalidSettingsException e) {
            throw new RunnerException(ExitCode.LOAD, "The settings of node " + entry.id() + " (" + entry.name() + ") in '" + entry.file()
                + "' cannot be used: " + e.getMessage() + " Open the workflow in KNIME, check the node's dialog and save it.", e);
        }
    }

    private static void change(final NodeEntry entry, final Node node, final NodeSettings model, final List<BatchOption> options) {
        boolean changed = false;
        for (final BatchOption option : options) {
            if (option.nodeId() == entry.id()) {
                SettingsOverrides.apply(option, model, entry.name());
                changed = true;
            }
        }
        if (changed) {
            try {
                node.loadModelSettingsFrom(model);
            } catch (InvalidSettingsException e) {
                throw new RunnerException(ExitCode.USAGE, "The options for node " + entry.id() + " (" + entry.name() + ") cannot be used: "
                    + e.getMessage() + " Give another value.", e);
            }
        }
    }

    NodeEntry entry() {
        return entry;
    }

    Node node() {
        return node;
    }

    // KNIME counts the flow-variable port as port 0
    int inputs() {
        return node.getNrInPorts() - 1;
    }

    int outputs() {
        return node.getNrOutPorts() - 1;
    }

    String[] outputNames() {
        final String[] names = new String[outputs()];
        for (int i = 0; i < names.length; i++) {
            names[i] = node.getOutportName(i + 1);
        }
        return names;
    }
}
