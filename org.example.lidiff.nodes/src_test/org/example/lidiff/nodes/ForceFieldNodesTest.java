package org.example.lidiff.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.ProbeCheck;
import org.example.lidiff.engine.potential.ProbeReport;
import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;
import org.example.lidiff.nodes.ports.ForceFieldPortObject;
import org.example.lidiff.nodes.ports.SmallData;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.StringValue;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.standin.HeadlessSupport;
import org.knime.node.HeadlessViews;

/** Load MLFF, Fine-tune MLFF and Run MD: what the checks of a force field found, and what is refused. */
class ForceFieldNodesTest {

    private static final String ROOT = "org.example.lidiff.nodes.";

    @TempDir
    private Path folder;

    @BeforeEach
    void register() {
        Nodes.registerPortTypes();
    }

    private static NodeSettings defaults(final String factory) {
        final NodeSettings model = new NodeSettings("model");
        HeadlessSupport.defaultSettings(Nodes.factory(ROOT + factory)).copyTo(model);
        return model;
    }

    private static Node node(final String factory, final NodeSettings model) throws Exception {
        final Node node = Nodes.node(Nodes.factory(ROOT + factory));
        node.loadModelSettingsFrom(model);
        return node;
    }

    private NodeSettings loading(final NepModel force) throws Exception {
        final Path file = folder.resolve("nep.txt");
        force.write(file);
        final NodeSettings model = defaults("loadmlff.LoadMlffNodeFactory");
        model.getNodeSettings("files").getNodeSettings("0").getNodeSettings("file").getNodeSettings("path").addString("path", file.toString());
        return model;
    }

    private PortObject[] execute(final Node node, final PortObject... inputs) throws Exception {
        final PortObjectSpec[] specs = new PortObjectSpec[inputs.length];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = inputs[i].getSpec();
        }
        node.invokeNodeModelConfigure(specs);
        return node.invokeNodeModelExecute(Nodes.context(folder.resolve(node.getName())), inputs);
    }

    private PortObject trajectories() throws Exception {
        final FileStore store = Nodes.context(folder.resolve("input")).createFileStore("trajectories.lidiff");
        SmallData.writeTrajectories(store.getFile().toPath(), RunInfo.continuous("md", 100));
        return new TrajectorySetPortObject(store);
    }

    private static String text(final BufferedDataTable table, final String first, final int column) {
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                final var row = rows.next();
                if (((StringValue)row.getCell(0)).getStringValue().equals(first)) {
                    return row.getCell(column).toString();
                }
            }
        }
        throw new AssertionError("no row '" + first + "'");
    }

    @Test
    void loadMlffChecksTheForceFieldAndSaysWhatItIs() throws Exception {
        final Node node = node("loadmlff.LoadMlffNodeFactory", loading(SmallData.nep()));
        final PortObject[] outputs = execute(node);
        final ForceFieldPortObject forceField = (ForceFieldPortObject)outputs[0];
        final ProbeReport probe = forceField.getSpec().probe().orElseThrow();
        assertTrue(probe.checks().size() >= 10, probe.toString());
        final BufferedDataTable checks = (BufferedDataTable)outputs[1];
        assertEquals(probe.checks().size(), checks.size());
        for (final ProbeCheck c : probe.checks()) {
            assertEquals(c.passed() ? "passed" : "FAILED", text(checks, c.name(), 4));
        }
        final BufferedDataTable properties = (BufferedDataTable)outputs[2];
        assertEquals("2: Li Si", text(properties, "Elements", 1));
        assertEquals("4.0 Å", text(properties, "Radial cutoff", 1));
        assertEquals(64, text(properties, "SHA-256 of nep.txt", 1).length());
        assertTrue(forceField.readme().isPresent());
        final String view = HeadlessViews.initialData(node, null).orElseThrow();
        assertTrue(view.contains("checks of the force field") && view.contains("energy of two atoms"), view);
    }

    @Test
    void anElementThatTheForceFieldDoesNotKnowIsNotChecked() throws Exception {
        final NodeSettings model = loading(SmallData.nep());
        model.addString("checkedElements", "Li; Xe");
        final KNIMEException e = assertThrows(KNIMEException.class, () -> execute(node("loadmlff.LoadMlffNodeFactory", model)));
        assertTrue(e.getMessage().contains("no parameters for Xe (checkedElements); it knows Li, Si"), e.getMessage());
        model.addString("checkedElements", "Li, Quux");
        final InvalidSettingsException s = assertThrows(InvalidSettingsException.class, () -> node("loadmlff.LoadMlffNodeFactory", model));
        assertTrue(s.getMessage().contains("(checkedElements) has 'Quux', which is no element"), s.getMessage());
    }

    @Test
    void settingsFromBeforeNep89LoadAsFiles() throws Exception {
        final NodeSettings model = loading(SmallData.nep());
        model.removeConfig("source");
        model.removeConfig("checkedElements");
        assertEquals(3, execute(node("loadmlff.LoadMlffNodeFactory", model)).length);
    }

    private ForceFieldPortObject forceField(final ProbeReport probe) throws Exception {
        final FileStore store = Nodes.context(folder.resolve("force-field")).createFileStore("force-field");
        final Potential written = ForceFieldPortObject.write(store, new Nep(SmallData.nep()), List.of());
        return ForceFieldPortObject.of(store, written, new ForceFieldPortObject.Companions(Optional.of(probe), Map.of(), SmallData.PROVENANCE));
    }

    @Test
    void runMdWarnsOfAForceFieldThatFailedItsChecks() throws Exception {
        final ForceFieldPortObject failed = forceField(new ProbeReport(List.of(new ProbeCheck("Repulsive", 0.25, 0, "eV/Å", false, "Atoms fall."))));
        final NodeSettings model = defaults("runmd.RunMdNodeFactory");
        model.addDouble("equilibrationPs", 0);
        model.addDouble("productionPs", 0.004);
        model.addDouble("sampleIntervalFs", 1);
        final Node node = node("runmd.RunMdNodeFactory", model);
        execute(node, failed, trajectories());
        final String warning = HeadlessSupport.warning(node).orElseThrow().toString();
        assertTrue(warning.contains("The force field failed the check 'Repulsive': 0.250, the limit is 0.00 eV/Å. Atoms fall."), warning);
    }

    @Test
    void twoFoundationsAreRefusedInConfigure() throws Exception {
        final String factory = ROOT + "finetunemlff.FineTuneMlffNodeFactory";
        final NodeSettings model = defaults("finetunemlff.FineTuneMlffNodeFactory");
        model.addString("startFrom", "NEP89");
        final Node alone = Nodes.node(Nodes.factory(factory));
        alone.loadModelSettingsFrom(model);
        assertEquals(10, alone.invokeNodeModelConfigure(new PortObjectSpec[] {null}).length);
        // as the workflow stores a node whose optional port is there
        final NodeSettings settings = new NodeSettings("settings.xml");
        final var creation = settings.addNodeSettings("node_creation_config");
        Nodes.portNames(Nodes.factory(factory), true).forEach(creation::addNodeSettings);
        Nodes.portNames(Nodes.factory(factory), false).forEach(creation::addNodeSettings);
        settings.getNodeSettings("node_creation_config").getNodeSettings("Foundation force field").addNodeSettings("port_0")
            .addString("object_class", ForceFieldPortObject.class.getName());
        final Node connected = HeadlessSupport.createNode(Nodes.factory(factory), settings);
        connected.loadModelSettingsFrom(model);
        final InvalidSettingsException e = assertThrows(InvalidSettingsException.class,
            () -> connected.invokeNodeModelConfigure(new PortObjectSpec[] {null, null}));
        assertTrue(e.getMessage().contains("NEP89 is chosen to start from as well (startFrom)") && e.getMessage().contains("Disconnect"), e.getMessage());
    }

    @Test
    void whatIsInTheWayOfTheExportIsSaidBeforeTheTraining() throws Exception {
        final Path readme = Files.writeString(folder.resolve("lisi-README.md"), "old");
        final NodeSettings model = defaults("finetunemlff.FineTuneMlffNodeFactory");
        model.getNodeSettings("target").getNodeSettings("file").getNodeSettings("path").addString("path", folder.resolve("lisi.txt").toString());
        final Node node = node("finetunemlff.FineTuneMlffNodeFactory", model);
        final InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> node.invokeNodeModelConfigure(new PortObjectSpec[] {null}));
        assertTrue(e.getMessage().startsWith("The file '" + readme + "' exists already (target). Choose another name"), e.getMessage());
        Files.delete(readme);
        node.invokeNodeModelConfigure(new PortObjectSpec[] {null});
        // it comes after the configuration: the input, which cannot train anything, is not even looked at
        Files.writeString(readme, "old");
        final KNIMEException late = assertThrows(KNIMEException.class,
            () -> node.invokeNodeModelExecute(Nodes.context(folder.resolve("late")), new PortObject[] {trajectories()}));
        assertTrue(late.getMessage().startsWith("The file '" + readme + "' exists already."), late.getMessage());
        assertEquals("old", Files.readString(readme));
    }

    @Test
    void fineTuneMlffTrainsTheModelThatWasChosen() throws Exception {
        final NodeSettings model = defaults("finetunemlff.FineTuneMlffNodeFactory");
        model.addString("angularDescriptors", "ALL");
        model.addInt("largestAngularMomentum", 5);
        model.addInt("radialFunctions", 3);
        model.addInt("angularFunctions", 2);
        model.addInt("neurons", 4);
        model.addDouble("energyWeightGrowth", 20);
        model.addInt("epochs", 1);
        model.addInt("stabilizationRounds", 0);
        final PortObject[] outputs = execute(node("finetunemlff.FineTuneMlffNodeFactory", model), labeled());
        final NepSettings trained = ((Nep)((ForceFieldPortObject)outputs[0]).potential()).model().settings();
        assertEquals(EnumSet.allOf(AngularTerm.class), trained.terms());
        assertEquals(List.of(5, 3, 2, 4), List.of(trained.lMax(), trained.nMaxRadial(), trained.nMaxAngular(), trained.neurons()));
    }

    @Test
    void descriptorsThatNeedALargerAngularMomentumAreRefused() throws Exception {
        final NodeSettings model = defaults("finetunemlff.FineTuneMlffNodeFactory");
        model.addString("angularDescriptors", "ALL");
        model.addInt("largestAngularMomentum", 3);
        final InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> node("finetunemlff.FineTuneMlffNodeFactory", model));
        assertTrue(e.getMessage().contains("Largest angular momentum (largestAngularMomentum) is 3 but the chosen angular descriptors "
            + "(angularDescriptors = ALL) need 4. Give a larger number, or choose fewer angular descriptors."), e.getMessage());
        model.addInt("largestAngularMomentum", 4);
        node("finetunemlff.FineTuneMlffNodeFactory", model);
    }

    // lithium atoms that are drawn back to their sites
    private PortObject labeled() throws Exception {
        final Random random = new Random(1);
        final StringBuilder text = new StringBuilder();
        for (int frame = 0; frame < 20; frame++) {
            double energy = 0;
            final StringBuilder atoms = new StringBuilder();
            for (int atom = 0; atom < 8; atom++) {
                final double[] u = {0.2 * random.nextGaussian(), 0.2 * random.nextGaussian(), 0.2 * random.nextGaussian()};
                energy += 0.5 * (u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
                atoms.append(String.format(Locale.ROOT, "Li %.6f %.6f %.6f %.6f %.6f %.6f%n", 3 * (atom & 1) + u[0], 3 * (atom >> 1 & 1) + u[1],
                    3 * (atom >> 2) + u[2], -u[0], -u[1], -u[2]));
            }
            text.append(String.format(Locale.ROOT, "8%nLattice=\"6 0 0 0 6 0 0 0 6\" Properties=species:S:1:pos:R:3:forces:R:3 energy=%.6f%n", energy))
                .append(atoms);
        }
        final Path file = Files.writeString(folder.resolve("labeled.xyz"), text);
        final FileStore store = Nodes.context(folder.resolve("input")).createFileStore("trajectories.lidiff");
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(store.getFile().toPath())) {
            TrajectoryReader.read(List.of(file), ReadOptions.defaults().withKind(RunKind.CONTINUOUS).withTimeStepFs(1), writer, Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        return new TrajectorySetPortObject(store);
    }
}
