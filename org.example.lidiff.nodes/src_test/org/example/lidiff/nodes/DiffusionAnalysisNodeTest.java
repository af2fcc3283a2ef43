package org.example.lidiff.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.nodes.ports.SmallData;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.standin.HeadlessSupport;
import org.knime.node.HeadlessViews;

/** Diffusion Analysis as KNIME runs it. */
class DiffusionAnalysisNodeTest {

    private static final String FACTORY = "org.example.lidiff.nodes.diffusionanalysis.DiffusionAnalysisNodeFactory";

    @TempDir
    private Path folder;

    @BeforeEach
    void register() {
        Nodes.registerPortTypes();
    }

    private PortObject trajectories(final RunInfo info) throws Exception {
        final FileStore store = Nodes.context(folder.resolve("input")).createFileStore("trajectories.lidiff");
        SmallData.writeTrajectories(store.getFile().toPath(), info);
        return new TrajectorySetPortObject(store);
    }

    private static Node node(final Consumer<NodeSettings> change) throws Exception {
        final var made = Nodes.factory(FACTORY);
        final Node node = Nodes.node(made);
        final NodeSettings model = new NodeSettings("model");
        HeadlessSupport.defaultSettings(made).copyTo(model);
        // ions of the small data jump half the cell from one frame to the next
        model.addBoolean("allowCoarseSampling", true);
        change.accept(model);
        node.loadModelSettingsFrom(model);
        return node;
    }

    private PortObject[] execute(final Node node, final PortObject input) throws Exception {
        final PortObjectSpec[] announced = node.invokeNodeModelConfigure(new PortObjectSpec[] {input.getSpec()});
        final PortObject[] outputs = node.invokeNodeModelExecute(Nodes.context(folder.resolve("run")), new PortObject[] {input});
        assertEquals(5, outputs.length);
        for (int i = 0; i < outputs.length; i++) {
            if (i != 2) {
                assertTrue(((BufferedDataTable)outputs[i]).getDataTableSpec().equalStructure((DataTableSpec)announced[i]), "output " + i);
            }
        }
        assertTrue(outputs[2] instanceof ImagePortObject);
        return outputs;
    }

    private static List<DataCell[]> rows(final PortObject table) {
        final List<DataCell[]> rows = new ArrayList<>();
        try (var it = ((BufferedDataTable)table).iterator()) {
            while (it.hasNext()) {
                final var row = it.next();
                final DataCell[] cells = new DataCell[row.getNumCells()];
                for (int c = 0; c < cells.length; c++) {
                    cells[c] = row.getCell(c);
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static DataCell[] quantity(final List<DataCell[]> rows, final String species, final String quantity, final String unit) {
        return rows.stream().filter(r -> r[1].toString().equals(species) && r[2].toString().equals(quantity) && r[6].toString().equals(unit)).findFirst()
            .orElseThrow(() -> new AssertionError(quantity + " of " + species + " in " + unit));
    }

    private static double number(final DataCell cell) {
        return ((DoubleCell)cell).getDoubleValue();
    }

    @Test
    void everyQuantityHasAUnitAndItsOtherUnitAgrees() throws Exception {
        final Node node = node(m -> { });
        final PortObject[] out = execute(node, trajectories(SmallData.dynamics()));
        final List<DataCell[]> transport = rows(out[0]);
        final DataCell[] d = quantity(transport, "Li", "Diffusion coefficient D", "m²/s");
        assertEquals(number(d[3]) * 1e4, number(quantity(transport, "Li", "Diffusion coefficient D", "cm²/s")[3]), 1e-9 * number(d[3]) * 1e4);
        assertTrue(number(d[4]) <= number(d[3]) && number(d[3]) <= number(d[5]));
        assertTrue(d[7].toString().startsWith("Between ") && d[7].toString().contains(" ps the MSD of Li "), d[7].toString());
        assertEquals(600, number(d[0]), 0);
        final double sigma = number(quantity(transport, "Li", "Nernst-Einstein conductivity", "S/m")[3]);
        assertEquals(10 * sigma, number(quantity(transport, "Li", "Nernst-Einstein conductivity", "mS/cm")[3]), 1e-9 * sigma);
        assertTrue(quantity(transport, "Si", "Diffusion coefficient D", "m²/s")[3].isMissing(), "the framework stays");
        transport.forEach(r -> assertTrue(!r[6].toString().isBlank() && !r[2].toString().isBlank()));
        // one temperature: no activation energy, and the table says why
        final List<DataCell[]> arrhenius = rows(out[3]);
        assertTrue(arrhenius.get(0)[3].isMissing() && arrhenius.get(0)[7].toString().startsWith("No activation energy: "), arrhenius.get(0)[7].toString());
        // whole and three axes of Li, whole of Si, charge
        assertEquals(6, rows(out[4]).size());
    }

    @Test
    void curvesCarryTheirUnitsAndFiguresTheirAxes() throws Exception {
        final Node node = node(m -> { });
        final PortObject[] out = execute(node, trajectories(SmallData.dynamics()));
        final Set<String> quantities = new HashSet<>();
        for (final DataCell[] r : rows(out[1])) {
            quantities.add(r[1].toString().replaceAll(", after.*", ""));
            assertTrue(Set.of("ps", "Å", "THz").contains(r[4].toString()), r[4].toString());
            assertTrue(Set.of("Å²", "e² Å²", "1", "1/Å", "1/THz").contains(r[8].toString()), r[8].toString());
        }
        assertEquals(Set.of("Mean squared displacement", "Mean squared displacement along x", "Mean squared displacement along y",
            "Mean squared displacement along z", "Mean squared charge displacement", "Non-Gaussian parameter", "Pair distribution", "Coordination number",
            "Van Hove correlation, self", "Van Hove correlation, distinct", "Velocity autocorrelation", "Vibrational density of states"), quantities);
        final ObjectMapper json = new ObjectMapper();
        final JsonNode answer = json.readTree(HeadlessViews.initialData(node, null).orElseThrow());
        final JsonNode pictures = (answer.isTextual() ? json.readTree(answer.textValue()) : answer).get("pictures");
        final List<String> ids = new ArrayList<>();
        pictures.forEach(p -> {
            ids.add(p.get("id").textValue());
            assertTrue(!p.get("x").get("label").textValue().isBlank() && !p.get("y").get("label").textValue().isBlank());
        });
        assertEquals(List.of("mean-squared-displacement", "displacement-of-all", "non-gaussian", "displacement-by-axis", "charge-displacement",
            "pair-distribution", "van-hove-self", "van-hove-distinct", "vibrations", "velocity-autocorrelation"), ids);
        assertTrue(pictures.get(0).get("notes").toString().contains("the MSD of Li grows"), "the sentence is in the figure");
    }

    @Test
    void whatIsNotAskedForIsLeftOut() throws Exception {
        final Node node = node(m -> {
            m.addBoolean("conductivity", false);
            m.addBoolean("pairDistributions", false);
            m.addBoolean("vanHove", false);
            m.addBoolean("vibrations", false);
        });
        final PortObject[] out = execute(node, trajectories(SmallData.dynamics()));
        assertTrue(rows(out[0]).stream().noneMatch(r -> r[2].toString().contains("onductivity") || r[2].toString().contains("Attempt")));
        assertTrue(rows(out[1]).stream().noneMatch(r -> r[1].toString().contains("Pair") || r[1].toString().contains("Hove")));
    }

    @Test
    void withoutATemperatureTheMessageSaysWhereToGiveIt() throws Exception {
        final Node node = node(m -> { });
        final PortObject[] out = execute(node, trajectories(RunInfo.continuous("small.xyz", 100)));
        assertTrue(quantity(rows(out[0]), "Li", "Diffusion coefficient D", "m²/s")[0].isMissing());
        assertTrue(rows(out[0]).stream().noneMatch(r -> r[2].toString().contains("onductivity")));
        assertEquals(0, rows(out[3]).size());
        final String warning = HeadlessSupport.warning(node).orElseThrow().toString();
        assertTrue(warning.contains("The temperature of 'small.xyz' is not known, so there is D, but no conductivity and no Arrhenius line. Give the"
            + " temperature in Load AIMD."), warning);
    }

    @Test
    void independentFramesAreRefusedInConfigureAndExecute() throws Exception {
        final PortObject independent = trajectories(RunInfo.independent("OUTCAR"));
        final Node node = node(m -> { });
        final InvalidSettingsException e = assertThrows(InvalidSettingsException.class,
            () -> node.invokeNodeModelConfigure(new PortObjectSpec[] {independent.getSpec()}));
        assertTrue(e.getMessage().contains("independent frames") && e.getMessage().contains("Diffusion Analysis needs successive frames"), e.getMessage());
        final KNIMEException x = assertThrows(KNIMEException.class,
            () -> node.invokeNodeModelExecute(Nodes.context(folder.resolve("run")), new PortObject[] {independent}));
        assertTrue(x.getMessage().contains("The run 'OUTCAR' holds independent frames"), x.getMessage());
    }

    @Test
    void elementsThatAreNotThereAreRefusedInConfigure() throws Exception {
        final PortObjectSpec spec = trajectories(SmallData.dynamics()).getSpec();
        final Node mobile = node(m -> element(m, "mobileSpecies", "Na"));
        assertTrue(assertThrows(InvalidSettingsException.class, () -> mobile.invokeNodeModelConfigure(new PortObjectSpec[] {spec})).getMessage()
            .contains("no element 'Na' (mobileSpecies/0/element). They have Li, Si"));
        final Node framework = node(m -> element(m, "frameworkSpecies", "P"));
        assertTrue(assertThrows(InvalidSettingsException.class, () -> framework.invokeNodeModelConfigure(new PortObjectSpec[] {spec})).getMessage()
            .contains("no element 'P' (frameworkSpecies/0/element)"));
    }

    private static void element(final NodeSettings model, final String list, final String element) {
        model.addNodeSettings(list).addNodeSettings("0").addString("element", element);
    }

    @Test
    void listsAreCheckedByTheirPath() throws Exception {
        refused(m -> m.addNodeSettings("mobileSpecies"), "There are no mobile species (mobileSpecies)");
        refused(m -> element(m, "mobileSpecies", "Xx"), "'Xx' (mobileSpecies/0/element) is no chemical element");
        refused(m -> m.addNodeSettings("vanHoveLags").addNodeSettings("0").addDouble("timePs", -1), "vanHoveLags/0/timePs", "above 0 ps");
        refused(m -> m.addNodeSettings("extrapolations").addNodeSettings("0").addDouble("temperatureK", 0), "extrapolations/0/temperatureK", "above 0 K");
        refused(m -> charge(m, 0, "Li", 11), "charges/0/chargeE", "from -10 to 10");
        refused(m -> charge(m, 0, "S", -2), "A charge is given for S (charges/0/element), which is not among the mobile species", "remove its charge");
        refused(m -> {
            charge(m, 0, "Li", 1);
            charge(m, 1, "Li", 2);
        }, "The charge of Li is given twice (charges/0 and charges/1)");
        refused(m -> {
            m.addString("fitWindow", "ABSOLUTE");
            m.addDouble("fitFromPs", 5);
            m.addDouble("fitToPs", 5);
        }, "(fitToPs) at 5.0 ps, not after its start (fitFromPs) at 5.0 ps");
        refused(m -> {
            m.addString("fitWindow", "FRACTION");
            m.addDouble("fitToFraction", 1.5);
        }, "fitToFraction", "is 1.5", "from 0 to 1");
    }

    private static void charge(final NodeSettings model, final int index, final String element, final double charge) {
        final NodeSettings list = (NodeSettings)(index == 0 ? model.addNodeSettings("charges") : model.getEntry("charges"));
        final var one = list.addNodeSettings(Integer.toString(index));
        one.addString("element", element);
        one.addDouble("chargeE", charge);
    }

    private static void refused(final Consumer<NodeSettings> change, final String... parts) {
        final InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> node(change));
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void stoppingTheNodeEndsIt() throws Exception {
        final PortObject input = trajectories(SmallData.dynamics());
        final Node node = node(m -> { });
        node.invokeNodeModelConfigure(new PortObjectSpec[] {input.getSpec()});
        assertThrows(CanceledExecutionException.class,
            () -> node.invokeNodeModelExecute(HeadlessSupport.newExecutionContext(folder.resolve("stopped"), null, () -> true), new PortObject[] {input}));
    }
}
