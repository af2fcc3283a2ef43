package org.example.lidiff.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.example.lidiff.engine.FileHash;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.nodes.ports.SmallData;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.example.lidiff.nodes.ports.TrajectorySetPortObjectSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.standin.HeadlessSupport;
import org.knime.node.HeadlessViews;

/** Write Trajectory: files, their table and picture, and what is refused before and while it runs. */
class WriteTrajectoryNodeTest {

    private static final int FRAMES = 600;

    @TempDir
    private Path folder;
    private PortObject trajectories;

    @BeforeEach
    void trajectories() throws Exception {
        trajectories = trajectories(SmallData.dynamics());
    }

    private PortObject trajectories(final RunInfo info) throws Exception {
        Nodes.registerPortTypes();
        final FileStore store = Nodes.context(folder.resolve(info.kind().name())).createFileStore("trajectories.lidiff");
        SmallData.writeTrajectories(store.getFile().toPath(), info);
        return new TrajectorySetPortObject(store);
    }

    private static Node node(final Path target, final Map<String, Object> settings) throws Exception {
        final var factory = Nodes.factory("org.example.lidiff.nodes.writetrajectory.WriteTrajectoryNodeFactory");
        final NodeSettings model = new NodeSettings("model");
        HeadlessSupport.defaultSettings(factory).copyTo(model);
        if (target != null) {
            model.getNodeSettings("target").getNodeSettings("file").getNodeSettings("path").addString("path", target.toString());
        }
        settings.forEach((key, value) -> {
            if (value instanceof Integer) {
                model.addInt(key, (Integer)value);
            } else if (value instanceof Long) {
                model.addLong(key, (Long)value);
            } else {
                model.addString(key, (String)value);
            }
        });
        final Node node = Nodes.node(factory);
        node.loadModelSettingsFrom(model);
        return node;
    }

    private List<String> execute(final Node node) throws Exception {
        final PortObjectSpec[] announced = node.invokeNodeModelConfigure(new PortObjectSpec[] {trajectories.getSpec()});
        final PortObject[] outputs = node.invokeNodeModelExecute(Nodes.context(folder.resolve("stores")), new PortObject[] {trajectories});
        final BufferedDataTable table = (BufferedDataTable)outputs[0];
        assertTrue(table.getDataTableSpec().equalStructure((DataTableSpec)announced[0]));
        final List<String> cells = new ArrayList<>();
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                rows.next().forEach(c -> cells.add(c.toString()));
            }
        }
        return cells;
    }

    @Test
    void everyFormatIsWrittenAndTold() throws Exception {
        final Map<String, String> formats = Map.of("EXTENDED_XYZ", "extended XYZ", "XDATCAR", "XDATCAR", "LAMMPS_DUMP", "LAMMPS dump", "POSCAR", "POSCAR",
            "LAMMPS_DATA", "LAMMPS data");
        for (final var format : formats.entrySet()) {
            final Path target = folder.resolve("out").resolve(format.getKey());
            final boolean one = format.getKey().equals("POSCAR") || format.getKey().equals("LAMMPS_DATA");
            final Node node = node(target, Map.of("format", format.getKey(), "stride", 100));
            assertEquals(List.of(target.toString(), format.getValue(), "1", one ? "1" : String.valueOf(FRAMES / 100), "0", "15",
                String.valueOf(Files.size(executed(node, target))), FileHash.sha256(target)), tables.get(tables.size() - 1));
            final String view = HeadlessViews.initialData(node, null).orElseThrow();
            assertTrue(view.contains("First frame that was written: Li7Si8") && view.contains(format.getKey() + ": "), view);
        }
    }

    private final List<List<String>> tables = new ArrayList<>();

    private Path executed(final Node node, final Path target) throws Exception {
        tables.add(execute(node));
        return target;
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingRuns() throws Exception {
        final Path there = Files.writeString(folder.resolve("there.xyz"), "old");
        assertTrue(refusal(node(there, Map.of())).startsWith("The file '" + there + "' exists already (target). Choose another name"));
        node(there, Map.of("ifExists", "OVERWRITE")).invokeNodeModelConfigure(new PortObjectSpec[] {trajectories.getSpec()});
        assertEquals("No file to write is chosen. Choose one under 'File' in the dialog.", refusal(node(null, Map.of())));
        final Path target = folder.resolve("new/x");
        assertTrue(refusal(node(target, Map.of("runs", "2"))).startsWith("There is no run 2 (runs): the trajectories have 1."));
        assertTrue(refusal(node(target, Map.of("format", "GPUMD_XYZ"))).startsWith("The trajectories have no energies, and GPUMD trains"));
        // nothing is known yet of what Run MD will make
        node(target, Map.of("format", "GPUMD_XYZ", "runs", "2")).invokeNodeModelConfigure(
            new PortObjectSpec[] {new TrajectorySetPortObjectSpec()});
        trajectories = trajectories(RunInfo.independent("points"));
        assertTrue(refusal(node(target, Map.of("positions", "UNWRAPPED"))).contains("Unwrapping needs successive frames"));
        assertFalse(Files.exists(target.getParent()), "configuring makes nothing");
    }

    private String refusal(final Node node) {
        return assertThrows(InvalidSettingsException.class, () -> node.invokeNodeModelConfigure(new PortObjectSpec[] {trajectories.getSpec()}))
            .getMessage();
    }

    @Test
    void failuresSayWhatToDoAndLeaveNothing() throws Exception {
        final Path target = folder.resolve("new/x");
        final KNIMEException e = assertThrows(KNIMEException.class, () -> execute(node(target, Map.of("format", "POSCAR", "frame", 600L))));
        assertTrue(e.getKNIMEMessage().getSummary().startsWith("Frame 600 does not exist"), e.getKNIMEMessage().getSummary());
        final Node stopped = node(target, Map.of());
        stopped.invokeNodeModelConfigure(new PortObjectSpec[] {trajectories.getSpec()});
        assertThrows(CanceledExecutionException.class, () -> stopped.invokeNodeModelExecute(
            HeadlessSupport.newExecutionContext(folder.resolve("stores"), null, () -> true), new PortObject[] {trajectories}));
        try (var left = Files.list(target.getParent())) {
            assertEquals(List.of(), left.toList());
        }
    }
}
