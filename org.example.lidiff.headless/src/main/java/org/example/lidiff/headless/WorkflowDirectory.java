package org.example.lidiff.headless;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/**
 * A KNIME workflow as it lies on disk. Read only.
 *
 * @param directory the workflow directory
 * @param nodes the nodes by ID, ascending
 * @param connections the connections between data ports
 */
record WorkflowDirectory(Path directory, Map<Integer, NodeEntry> nodes, List<Connection> connections) {

    private static final String WORKFLOW_FILE = "workflow.knime";
    // the two file format versions that KNIME 5.9 to 5.12 write or read without conversion
    private static final Set<String> VERSIONS = Set.of("4.1.0", "5.1.0");
    private static final List<String> NODE_KEYS = List.of("factory", "node-name", "node-bundle-name", "node-bundle-symbolic-name",
        "node-bundle-vendor");

    /**
     * One node.
     *
     * @param id number in the workflow
     * @param name name for people
     * @param factory class name of its factory, or what kind of node it is when it has none
     * @param bundle symbolic name of its bundle
     * @param settings its settings.xml; empty for metanodes and components
     * @param file path of its settings file, for messages
     */
    record NodeEntry(int id, String name, String factory, String bundle, NodeSettings settings, String file) { }

    /** A connection; port 0 is the flow-variable port, data ports start at 1. */
    record Connection(int source, int sourcePort, int destination, int destinationPort) { }

    /** Reads the directory; refuses what KNIME would refuse, and what it would silently repair. */
    static WorkflowDirectory read(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw load("The workflow directory '" + directory + "' does not exist. Give the folder that contains " + WORKFLOW_FILE + ".", null);
        }
        final Path file = directory.resolve(WORKFLOW_FILE);
        if (!Files.isRegularFile(file)) {
            throw load("'" + directory + "' is no KNIME workflow: it has no file " + WORKFLOW_FILE + ". Give the folder that contains it.", null);
        }
        final NodeSettings workflow = readXml(file, WORKFLOW_FILE);
        try {
            checkVersion(workflow);
            final Map<Integer, NodeEntry> nodes = readNodes(directory, workflow);
            return new WorkflowDirectory(directory, nodes, readConnections(workflow, nodes));
        } catch (InvalidSettingsException e) {
            throw load("The file " + file + " is not complete: " + e.getMessage() + " Save the workflow again with KNIME.", e);
        }
    }

    private static void checkVersion(final NodeSettings workflow) throws InvalidSettingsException {
        final String version = workflow.getString("version");
        if (!VERSIONS.contains(version)) {
            throw load("The workflow has file format version '" + version + "', which KNIME 5.9 to 5.12 does not write (5.1.0). Save it again with KNIME.",
                null);
        }
    }

    private static Map<Integer, NodeEntry> readNodes(final Path directory, final NodeSettings workflow) throws InvalidSettingsException {
        final Map<Integer, NodeEntry> nodes = new TreeMap<>();
        final NodeSettingsRO list = workflow.getNodeSettings("nodes");
        for (final String key : list.keySet()) {
            final NodeSettingsRO entry = list.getNodeSettings(key);
            final int id = entry.getInt("id");
            final String name = entry.getString("node_settings_file");
            final String type = entry.getString("node_type", entry.getBoolean("node_is_meta", false) ? "MetaNode" : "NativeNode");
            final NodeEntry node = "NativeNode".equals(type) ? readNode(directory, id, name)
                : new NodeEntry(id, type + " " + id, type, "", new NodeSettings("empty"), name);
            if (nodes.put(id, node) != null) {
                throw load("The workflow has two nodes with ID " + id + ". Save it again with KNIME.", null);
            }
        }
        return nodes;
    }

    private static NodeEntry readNode(final Path directory, final int id, final String name) {
        final Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory.normalize())) {
            throw load("Node " + id + " names the settings file '" + name + "', which lies outside the workflow directory. Save the workflow again with KNIME.",
                null);
        }
        if (!Files.isRegularFile(file)) {
            throw load("The settings file '" + name + "' of node " + id + " does not exist. Restore it or delete the node in KNIME.", null);
        }
        final NodeSettings settings = readXml(file, name);
        final Map<String, String> values = new LinkedHashMap<>();
        for (final String key : NODE_KEYS) {
            try {
                values.put(key, settings.getString(key));
            } catch (InvalidSettingsException e) {
                throw load("The settings file '" + name + "' of node " + id + " has no entry '" + key + "'. Save the workflow again with KNIME.", e);
            }
        }
        return new NodeEntry(id, values.get("node-name"), values.get("factory"), values.get("node-bundle-symbolic-name"), settings, name);
    }

    private static List<Connection> readConnections(final NodeSettings workflow, final Map<Integer, NodeEntry> nodes)
        throws InvalidSettingsException {
        final List<Connection> connections = new ArrayList<>();
        final NodeSettingsRO list = workflow.getNodeSettings("connections");
        for (final String key : list.keySet()) {
            final NodeSettingsRO entry = list.getNodeSettings(key);
            final Connection c = new Connection(entry.getInt("sourceID"), entry.getInt("sourcePort"), entry.getInt("destID"),
                entry.getInt("destPort"));
            for (final int id : new int[] {c.source, c.destination}) {
                if (!nodes.containsKey(id)) {
                    throw load("The connection '" + key + "' joins node " + id + ", which the workflow does not have. Save the workflow again with KNIME.",
                        null);
                }
            }
            connections.add(c);
        }
        return List.copyOf(connections);
    }

    private static NodeSettings readXml(final Path file, final String name) {
        try (InputStream in = Files.newInputStream(file)) {
            return (NodeSettings)NodeSettings.loadFromXML(in);
        } catch (IOException e) {
            throw load("The file '" + name + "' of the workflow cannot be read: " + e.getMessage() + " Save the workflow again with KNIME.", e);
        }
    }

    private static RunnerException load(final String message, final Throwable cause) {
        return new RunnerException(ExitCode.LOAD, message, cause);
    }

    /** Node IDs in an order in which every node comes after those it depends on; smaller IDs first where there is a choice. */
    List<Integer> topologicalOrder() {
        final List<Integer> order = new ArrayList<>();
        final Set<Integer> open = new TreeSet<>(nodes.keySet());
        while (!open.isEmpty()) {
            final Integer next = open.stream()
                .filter(id -> connections.stream().noneMatch(c -> c.destination == id && open.contains(c.source))).findFirst()
                .orElseThrow(() -> load("The connections of the workflow form a circle among nodes " + open + ". Remove one of them in KNIME.",
                    null));
            order.add(next);
            open.remove(next);
        }
        return order;
    }
}
