package org.example.lidiff.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.example.lidiff.nodes.ports.LidiffPortObject;
import org.example.lidiff.nodes.ports.SmallData;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.standin.HeadlessSupport;
import org.knime.node.HeadlessViews;

/** Nodes that are executed: what they put out is what they announced, and their view has figures with labeled axes. */
class ExecutedNodesTest {

    private static final String ROOT = "org.example.lidiff.nodes.";

    @TempDir
    private Path folder;
    private PortObject trajectories;

    @BeforeEach
    void trajectories() throws Exception {
        Nodes.registerPortTypes();
        final FileStore store = Nodes.context(folder.resolve("input")).createFileStore("trajectories.lidiff");
        SmallData.writeTrajectories(store.getFile().toPath(), SmallData.dynamics());
        trajectories = new TrajectorySetPortObject(store);
    }

    private static Node node(final String factory, final Object... settings) throws Exception {
        final var made = Nodes.factory(ROOT + factory);
        final Node node = Nodes.node(made);
        final NodeSettings model = new NodeSettings("model");
        HeadlessSupport.defaultSettings(made).copyTo(model);
        for (int i = 0; i < settings.length; i += 2) {
            final String key = (String)settings[i];
            final Object value = settings[i + 1];
            if (value instanceof Boolean) {
                model.addBoolean(key, (Boolean)value);
            } else if (value instanceof Integer) {
                model.addInt(key, (Integer)value);
            } else {
                model.addString(key, (String)value);
            }
        }
        node.loadModelSettingsFrom(model);
        return node;
    }

    private PortObject[] execute(final Node node, final PortObject... inputs) throws Exception {
        final PortObjectSpec[] specs = new PortObjectSpec[inputs.length];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = inputs[i].getSpec();
        }
        final PortObjectSpec[] announced = node.invokeNodeModelConfigure(specs);
        final PortObject[] outputs = node.invokeNodeModelExecute(Nodes.context(folder.resolve(node.getName())), inputs);
        assertEquals(announced.length, outputs.length);
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] instanceof BufferedDataTable) {
                assertTrue(((BufferedDataTable)outputs[i]).getDataTableSpec().equalStructure((DataTableSpec)announced[i]), node.getName() + " " + i);
            } else {
                assertEquals(announced[i].getClass(), outputs[i].getSpec().getClass());
            }
        }
        checkView(node);
        return outputs;
    }

    private static void checkView(final Node node) throws Exception {
        final ObjectMapper json = new ObjectMapper();
        // the page takes the data as an object, or as the text of one
        final JsonNode answer = json.readTree(HeadlessViews.initialData(node, null).orElseThrow());
        final JsonNode pictures = (answer.isTextual() ? json.readTree(answer.textValue()) : answer).get("pictures");
        assertFalse(pictures.isEmpty(), node.getName());
        for (final JsonNode picture : pictures) {
            assertFalse(picture.get("title").textValue().isBlank(), picture.toString());
            for (final String axis : new String[] {"x", "y"}) {
                if (picture.has(axis)) {
                    assertFalse(picture.get(axis).get("label").textValue().isBlank(), picture.toString());
                    assertTrue(picture.get(axis).has("unit"), picture.toString());
                }
            }
        }
    }

    @Test
    void hopsBecomeAModelAndItsSpectrum() throws Exception {
        final PortObject[] hops = execute(node("detecthops.DetectHopsNodeFactory", "allowCoarseSampling", true), trajectories);
        final PortObject[] model = execute(node("buildmsm.BuildMsmNodeFactory", "samples", 5, "lagChoice", "GIVEN"), hops[0]);
        final PortObject[] spectrum = execute(node("spectralanalysis.SpectralAnalysisNodeFactory", "eigenvectors", 3, "direction", "1 0 0"), model[0]);
        assertEquals(12, spectrum.length);
        final var provenance = ((LidiffPortObject<?>)model[0]).provenance().steps();
        assertEquals(SmallData.PROVENANCE.steps(), provenance.subList(0, 2), "the chain before the node is kept");
        assertEquals("Detect Hops", provenance.get(2).node());
        assertEquals("Build MSM", provenance.get(3).node());
    }

    @Test
    void theSummaryOfAModelSaysWhatItWasMadeFrom() throws Exception {
        final PortObject[] hops = execute(node("detecthops.DetectHopsNodeFactory", "allowCoarseSampling", true), trajectories);
        final PortObject[] model = execute(node("buildmsm.BuildMsmNodeFactory", "samples", 5, "lagChoice", "GIVEN", "counts", "EFFECTIVE", "estimator",
            "FIXED_STATIONARY", "equivalentSites", "AVERAGED"), hops[0]);
        final List<String> rows = new ArrayList<>();
        for (final var row : (BufferedDataTable)model[4]) {
            rows.add(row.getCell(1) + ": " + row.getCell(4));
        }
        assertTrue(rows.contains("Estimator: reversible, with given occupancies"), rows::toString);
        assertTrue(rows.contains("Counts: effective: sliding counts over their statistical inefficiency"), rows::toString);
        assertTrue(rows.contains("Samples for intervals: paths of the ions with random weights"), rows::toString);
        assertTrue(rows.contains("Symmetry operations: counts are averaged over them"), rows::toString);
        assertTrue(rows.stream().anyMatch(r -> r.startsWith("p value of equivalent hops: ")), rows::toString);
    }

    @Test
    void executingAgainGivesTheSameTables() throws Exception {
        final PortObject[] first = execute(node("detecthops.DetectHopsNodeFactory", "allowCoarseSampling", true), trajectories);
        final Node again = node("detecthops.DetectHopsNodeFactory", "allowCoarseSampling", true);
        again.invokeNodeModelConfigure(new PortObjectSpec[] {trajectories.getSpec()});
        final PortObject[] second = again.invokeNodeModelExecute(Nodes.context(folder.resolve("again")), new PortObject[] {trajectories});
        final BufferedDataTable a = (BufferedDataTable)first[1];
        final BufferedDataTable b = (BufferedDataTable)second[1];
        assertEquals(a.size(), b.size());
        try (var x = a.iterator(); var y = b.iterator()) {
            while (x.hasNext()) {
                final var p = x.next();
                final var q = y.next();
                for (int c = 0; c < p.getNumCells(); c++) {
                    assertEquals(p.getCell(c), q.getCell(c));
                }
            }
        }
    }

    @Test
    void anElementThatIsNotThereIsRefusedInConfigure() throws Exception {
        final Node node = node("detecthops.DetectHopsNodeFactory", "mobileElement", "Na");
        final InvalidSettingsException e = assertThrows(InvalidSettingsException.class,
            () -> node.invokeNodeModelConfigure(new PortObjectSpec[] {trajectories.getSpec()}));
        assertTrue(e.getMessage().contains("no element 'Na' (mobileElement)") && e.getMessage().contains("Li, Si"), e.getMessage());
    }

    @Test
    void stoppingANodeEndsIt() throws Exception {
        final Node node = node("detecthops.DetectHopsNodeFactory", "allowCoarseSampling", true);
        node.invokeNodeModelConfigure(new PortObjectSpec[] {trajectories.getSpec()});
        final ExecutionContext stopped = HeadlessSupport.newExecutionContext(folder.resolve("stopped"), null, () -> true);
        assertThrows(CanceledExecutionException.class, () -> node.invokeNodeModelExecute(stopped, new PortObject[] {trajectories}));
    }
}
