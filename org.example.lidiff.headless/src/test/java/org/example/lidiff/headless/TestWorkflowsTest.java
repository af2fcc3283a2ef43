package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;

/** The workflows that come along open in KNIME: their keys, their settings, their paths. */
class TestWorkflowsTest {

    private static final List<String> KEYS = List.of("factory", "node-name", "node-bundle-name", "node-bundle-symbolic-name", "node-bundle-vendor", "state",
        "hasContent", "flow_stack", "internal_node_subsettings", "ports", "filestores", "model");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> folders = Files.list(Folders.root().resolve("test-workflows"))) {
            return folders.filter(f -> Files.exists(f.resolve("workflow.knime"))).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyNodeHasTheKeysThatKnimeNeeds(final Path folder) throws InvalidSettingsException {
        final WorkflowDirectory workflow = WorkflowDirectory.read(folder);
        assertFalse(workflow.nodes().isEmpty());
        assertEquals(workflow.nodes().size(), workflow.topologicalOrder().size());
        for (final WorkflowDirectory.NodeEntry node : workflow.nodes().values()) {
            KEYS.forEach(k -> assertTrue(node.settings().containsKey(k), folder.getFileName() + ", node " + node.id() + ": " + k));
            assertEquals("CONFIGURED", node.settings().getString("state"), "an idle node warns when it is opened");
            assertFalse(node.settings().getBoolean("hasContent"));
            assertEquals("org.example.lidiff.nodes", node.bundle());
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyNodeLoadsItsSettings(final Path folder) {
        PluginXml.ofLidiffNodes().factories().forEach(TestWorkflow::defaults);
        for (final WorkflowDirectory.NodeEntry node : WorkflowDirectory.read(folder).nodes().values()) {
            assertEquals(node.name(), RunnableNode.load(node, List.of(), Map.of()).node().getName());
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void filesAreInTheDataAreaOfTheWorkflow(final Path folder) {
        for (final WorkflowDirectory.NodeEntry node : WorkflowDirectory.read(folder).nodes().values()) {
            assertEquals(List.of(), outside(node.settings()), folder.getFileName() + ", node " + node.id());
        }
    }

    /** Chosen files that are not in the workflow's own data area. */
    private static List<String> outside(final ConfigBase config) {
        final List<String> faults = new ArrayList<>();
        final AbstractConfigEntry path = config.getEntry("path");
        if (config.containsKey("file_system_type") && path != null) {
            final String name = config.getString("path", "");
            if (!name.isEmpty() && (!"knime.workflow.data".equals(config.getString("file_system_specifier", "")) || name.contains(".."))) {
                faults.add(name);
            }
        }
        for (final String key : config.keySet()) {
            if (config.getEntry(key) instanceof ConfigBase) {
                faults.addAll(outside((ConfigBase)config.getEntry(key)));
            }
        }
        return faults;
    }

    @Test
    void aFileElsewhereIsFound(@TempDir final Path folder) {
        final NodeSettings model = TestWorkflow.defaults(TestWorkflow.LOAD);
        TestWorkflow.localFile(TestWorkflow.at(model, "files", "0", "file"), folder);
        assertEquals(1, outside(model).size());
        TestWorkflow.dataFile(TestWorkflow.at(model, "files", "0", "file"), "../x");
        assertEquals(1, outside(model).size());
        TestWorkflow.dataFile(TestWorkflow.at(model, "files", "0", "file"), "x");
        assertEquals(0, outside(model).size());
    }
}
