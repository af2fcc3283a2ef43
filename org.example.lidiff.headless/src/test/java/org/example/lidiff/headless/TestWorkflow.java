package org.example.lidiff.headless;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortTypeRegistration;
import org.knime.core.standin.HeadlessSupport;

/** Writes a workflow directory with the keys that KNIME writes. */
final class TestWorkflow {

    static final String LOAD = "org.example.lidiff.nodes.loadaimd.LoadAimdNodeFactory";
    static final String WRITE = "org.example.lidiff.nodes.writetrajectory.WriteTrajectoryNodeFactory";
    static final String HOPS = "org.example.lidiff.nodes.detecthops.DetectHopsNodeFactory";
    static final String MSM = "org.example.lidiff.nodes.buildmsm.BuildMsmNodeFactory";
    static final String SPECTRUM = "org.example.lidiff.nodes.spectralanalysis.SpectralAnalysisNodeFactory";

    private final Path directory;
    private final List<int[]> connections = new ArrayList<>();
    private final List<Integer> ids = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private String version = "5.1.0";

    TestWorkflow(final Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        Files.createDirectories(data());
    }

    Path directory() {
        return directory;
    }

    Path data() {
        return directory.resolve("data");
    }

    TestWorkflow version(final String text) {
        version = text;
        return this;
    }

    /** The default parameters of a node of ours. */
    static NodeSettings defaults(final String factory) {
        for (final PluginXml.PortTypeEntry t : PluginXml.ofLidiffNodes().portTypes()) {
            try {
                PortTypeRegistration.load(TestWorkflow.class.getClassLoader(), t.name(), t.color(), t.objectClass(), t.objectSerializer(),
                    t.specClass(), t.specSerializer()).register();
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
        final NodeFactory<NodeModel> made = HeadlessSupport.createFactory(TestWorkflow.class.getClassLoader(), factory);
        made.init();
        return HeadlessSupport.defaultSettings(made);
    }

    /** Adds a node of ours with default parameters that {@code change} then changes. */
    TestWorkflow node(final int id, final String factory, final Consumer<NodeSettings> change) throws IOException {
        return node(id, factory, change, settings -> { });
    }

    /** The same; {@code more} may change the whole settings file. */
    TestWorkflow node(final int id, final String factory, final Consumer<NodeSettings> change, final Consumer<NodeSettings> more)
        throws IOException {
        final NodeSettings model = defaults(factory);
        change.accept(model);
        final NodeSettings settings = settings(factory, factory.replaceAll(".*\\.|NodeFactory", ""));
        model.copyTo(settings.addNodeSettings("model"));
        more.accept(settings);
        return file(id, settings);
    }

    /** Adds a node of another extension. */
    TestWorkflow foreign(final int id, final String factory, final String name) throws IOException {
        final NodeSettings settings = settings(factory, name);
        settings.addNodeSettings("model");
        return file(id, settings);
    }

    private static NodeSettings settings(final String factory, final String name) {
        final NodeSettings settings = new NodeSettings("settings.xml");
        settings.addString("node_file", "settings.xml");
        settings.addNodeSettings("flow_stack");
        settings.addNodeSettings("internal_node_subsettings");
        settings.addString("state", "CONFIGURED");
        settings.addString("factory", factory);
        settings.addString("node-name", name);
        settings.addString("node-bundle-name", "Nodes");
        settings.addString("node-bundle-symbolic-name", "org.example.lidiff.nodes");
        settings.addString("node-bundle-vendor", "example.org");
        settings.addBoolean("hasContent", false);
        settings.addNodeSettings("ports");
        return settings;
    }

    private TestWorkflow file(final int id, final NodeSettings settings) throws IOException {
        final String name = "Node (#" + id + ")";
        Files.createDirectories(directory.resolve(name));
        try (OutputStream out = Files.newOutputStream(directory.resolve(name).resolve("settings.xml"))) {
            settings.saveToXML(out);
        }
        ids.add(id);
        files.add(name + "/settings.xml");
        return this;
    }

    /** Names another settings file for the node that was added last. */
    TestWorkflow settingsFile(final String name) {
        files.set(files.size() - 1, name);
        return this;
    }

    Path settingsFile(final int id) {
        return directory.resolve("Node (#" + id + ")").resolve("settings.xml");
    }

    TestWorkflow connect(final int source, final int sourcePort, final int destination, final int destinationPort) {
        connections.add(new int[] {source, destination, sourcePort, destinationPort});
        return this;
    }

    /** Writes workflow.knime. */
    TestWorkflow write() throws IOException {
        final NodeSettings workflow = new NodeSettings("workflow.knime");
        workflow.addString("created_by", "5.9.0");
        workflow.addString("version", version);
        workflow.addString("state", "CONFIGURED");
        workflow.addNodeSettings("workflow_credentials");
        final NodeSettingsWO nodes = workflow.addNodeSettings("nodes");
        for (int i = 0; i < ids.size(); i++) {
            final NodeSettingsWO node = nodes.addNodeSettings("node_" + ids.get(i));
            node.addInt("id", ids.get(i));
            node.addString("node_settings_file", files.get(i));
            node.addBoolean("node_is_meta", false);
            node.addString("node_type", "NativeNode");
        }
        final NodeSettingsWO list = workflow.addNodeSettings("connections");
        for (int i = 0; i < connections.size(); i++) {
            final NodeSettingsWO connection = list.addNodeSettings("connection_" + i);
            connection.addInt("sourceID", connections.get(i)[0]);
            connection.addInt("destID", connections.get(i)[1]);
            connection.addInt("sourcePort", connections.get(i)[2]);
            connection.addInt("destPort", connections.get(i)[3]);
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve("workflow.knime"))) {
            workflow.saveToXML(out);
        }
        return this;
    }

    /** The sub-settings at {@code path}. */
    static NodeSettings at(final NodeSettings settings, final String... path) {
        NodeSettings found = settings;
        try {
            for (final String key : path) {
                found = found.getNodeSettings(key);
            }
        } catch (InvalidSettingsException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    /** Points a file chooser at a file of the workflow's data area. */
    static void dataFile(final NodeSettings chooser, final String path) {
        location(chooser, "RELATIVE", "knime.workflow.data", path);
    }

    /** Points a file chooser at a file by its absolute path. */
    static void localFile(final NodeSettings chooser, final Path path) {
        location(chooser, "LOCAL", null, path.toString());
    }

    static void location(final NodeSettings chooser, final String type, final String specifier, final String path) {
        final NodeSettings location = at(chooser, "path");
        location.addBoolean("location_present", true);
        location.addString("file_system_type", type);
        if (specifier != null) {
            location.addString("file_system_specifier", specifier);
        }
        location.addString("path", path);
    }

    /** Points Load AIMD at one file of the data area. */
    static Consumer<NodeSettings> loading(final String file) {
        return model -> dataFile(at(model, "files", "0", "file"), file);
    }
}
