package org.example.lidiff.nodes.ports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.ProbeCheck;
import org.example.lidiff.engine.potential.ProbeReport;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.spectral.NetworkModel;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.nodes.Nodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortUtil;
import org.knime.core.standin.HeadlessSupport;

/** What flows between nodes is stored and read back unchanged. */
class PortObjectsTest {

    @TempDir
    private Path folder;
    private ExecutionContext exec;

    @BeforeAll
    static void portTypes() {
        Nodes.registerPortTypes();
    }

    @BeforeEach
    void context() throws IOException {
        exec = Nodes.context(SmallData.stores(folder));
    }

    private TrajectorySetPortObject trajectories(final RunInfo info) throws IOException {
        final FileStore store = exec.createFileStore("trajectories.lidiff");
        SmallData.writeTrajectories(store.getFile().toPath(), info);
        return new TrajectorySetPortObject(store);
    }

    private <T extends LidiffPortObject<S>, S extends LidiffPortObjectSpec> T again(final T object, final Class<T> type, final Class<S> spec)
        throws Exception {
        HeadlessSupport.flush(object);
        HeadlessSupport.savePortObject(object, folder.resolve("saved"), new ExecutionMonitor());
        final T loaded = HeadlessSupport.loadPortObject(folder.resolve("saved"), type, spec, new ExecutionMonitor());
        assertEquals(object.provenance(), loaded.provenance());
        assertEquals(object.getSummary(), loaded.getSummary());
        assertEquals(content(object.getSpec()), content(loaded.getSpec()));
        assertFalse(loaded.path().equals(object.path()), "the loaded object has a file of its own");
        assertEquals(0, loaded.getViews().length);
        return loaded;
    }

    private static String content(final LidiffPortObjectSpec spec) {
        final ModelContent content = new ModelContent("spec");
        spec.save(content);
        return content.toString();
    }

    @Test
    void trajectorySetsAreStored() throws Exception {
        final TrajectorySetPortObject object = trajectories(SmallData.dynamics());
        assertEquals("1 run, 600 frames of Li7 Si8, 600 K", object.getSummary());
        final TrajectorySetPortObjectSpec spec = object.getSpec();
        assertTrue(spec.isKnown() && spec.isContinuous() && spec.hasReference());
        assertFalse(spec.hasForces() || spec.hasEnergies());
        assertEquals(List.of("Li", "Si"), spec.elements());
        final TrajectorySetPortObject loaded = again(object, TrajectorySetPortObject.class, TrajectorySetPortObjectSpec.class);
        assertEquals(600, loaded.open().frames());
        assertArrayEquals(Files.readAllBytes(object.path()), Files.readAllBytes(loaded.path()));
        assertEquals(SmallData.PROVENANCE, loaded.open().provenance());
    }

    @Test
    void independentFramesAreNoDynamics() throws Exception {
        assertFalse(trajectories(RunInfo.independent("points")).getSpec().isContinuous());
    }

    private static final ProbeReport PROBE = new ProbeReport(List.of(new ProbeCheck("Smooth", 1e-9, 1e-6, "eV", true, "It jumps."),
        new ProbeCheck("Repulsive", 0.25, 0, "eV/Å", false, "Atoms fall into each other.")));

    private ForceFieldPortObject forceField(final String name, final Optional<ProbeReport> probe) throws Exception {
        final FileStore store = exec.createFileStore(name);
        final Potential written = ForceFieldPortObject.write(store, new Nep(SmallData.nep()), List.of(SmallData.nep(), SmallData.nep()));
        return ForceFieldPortObject.of(store, written, new ForceFieldPortObject.Companions(probe, Map.of("Li", -1.5), SmallData.PROVENANCE));
    }

    @Test
    void forceFieldsAreStored() throws Exception {
        final ForceFieldPortObject object = forceField("force-field", Optional.empty());
        assertTrue(object.getSummary().endsWith("force field for Li, Si, cutoff 4.0 Å"), object.getSummary());
        final ForceFieldPortObject loaded = again(object, ForceFieldPortObject.class, ForceFieldPortObjectSpec.class);
        assertEquals(object.potential().elements(), loaded.potential().elements());
        assertEquals(1, loaded.files().size(), "README and committee are no part of the force field");
        assertEquals(Files.readString(object.files().get(0)), Files.readString(loaded.files().get(0)));
        final FileStore store = exec.createFileStore("copy");
        final Potential copied = ForceFieldPortObject.copy(store, loaded.files());
        final ForceFieldPortObject copy = ForceFieldPortObject.of(store, copied, ForceFieldPortObject.Companions.of(SmallData.PROVENANCE));
        assertEquals(content(object.getSpec()), content(copy.getSpec()));
    }

    @Test
    void whatTheChecksOfAForceFieldFoundIsStored() throws Exception {
        final ForceFieldPortObject object = forceField("force-field", Optional.of(PROBE));
        final ForceFieldPortObjectSpec loaded = again(object, ForceFieldPortObject.class, ForceFieldPortObjectSpec.class).getSpec();
        assertEquals(PROBE, loaded.probe().orElseThrow());
        assertEquals(List.of("The force field failed the check 'Repulsive': 0.250, the limit is 0.00 eV/Å. Atoms fall into each other."),
            loaded.warnings());
        assertEquals(List.of(), forceField("other", Optional.empty()).getSpec().warnings(), "one that was never checked says nothing");
    }

    @Test
    void aNepForceFieldCarriesAReadme() throws Exception {
        final String text = Files.readString(forceField("force-field", Optional.empty()).readme().orElseThrow());
        assertTrue(text.contains("pair_coeff  * * nep.txt Li Si") && text.contains("potential   nep.txt") && text.contains("units       metal"), text);
        assertTrue(text.contains("E(reference) = E(NEP) - 1.500000 eV · N(Li)"), text);
        assertTrue(text.contains("Load AIMD") && text.contains("Run MD"), "the chain of nodes: " + text);
    }

    @Test
    void jumpNetworksAreStored() throws Exception {
        final JumpNetwork network = SmallData.network(trajectories(SmallData.dynamics()).open());
        assertTrue(network.hops().size() >= 50, "there are hops: " + network.hops().size());
        final JumpNetworkPortObject object = JumpNetworkPortObject.of(exec.createFileStore("network"), network, SmallData.PROVENANCE);
        assertEquals(network.hops().size() + " hops of Li between 8 sites", object.getSummary());
        final JumpNetwork loaded = again(object, JumpNetworkPortObject.class, JumpNetworkPortObjectSpec.class).network();
        assertEquals(network.hops().size(), loaded.hops().size());
        for (int h = 0; h < network.hops().size(); h++) {
            assertEquals(network.hops().to(h), loaded.hops().to(h));
            assertEquals(network.hops().timeFs(h), loaded.hops().timeFs(h));
        }
    }

    @Test
    void markovModelsAreStored() throws Exception {
        final NetworkModel model = SmallData.model(SmallData.network(trajectories(SmallData.dynamics()).open()));
        final MarkovModelPortObject object = MarkovModelPortObject.of(exec.createFileStore("model"), model, SmallData.PROVENANCE);
        assertEquals("Markov state model of Li on 8 sites, lag time 1.00 ps", object.getSummary());
        final NetworkModel loaded = again(object, MarkovModelPortObject.class, MarkovModelPortObjectSpec.class).model();
        assertArrayEquals(model.temperatures().get(0).model().stationary(), loaded.temperatures().get(0).model().stationary());
        assertEquals(5, loaded.temperatures().get(0).samples().orElseThrow().size());
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        final JumpNetwork network = SmallData.network(trajectories(SmallData.dynamics()).open());
        final JumpNetworkPortObject object = JumpNetworkPortObject.of(exec.createFileStore("network"), network, SmallData.PROVENANCE);
        final byte[] bytes = Files.readAllBytes(object.path());
        Files.write(object.path(), Arrays.copyOf(bytes, bytes.length / 2));
        final InputException cut = assertThrows(InputException.class, object::network);
        assertTrue(cut.summary().contains("stored jump network cannot be read"), cut.summary());
        assertTrue(cut.resolution().contains("Run the node that made it again"), cut.resolution());
        Files.delete(object.path());
        assertThrows(InputException.class, object::network);
    }

    @Test
    void aFailedWriteLeavesNoFile() {
        final Path file = folder.resolve("half");
        assertThrows(IOException.class, () -> StoredFile.write(file, out -> {
            out.writeInt(1);
            throw new IOException("disk full");
        }));
        assertFalse(Files.exists(file));
    }

    static Stream<LidiffPortObjectSpec> specs() {
        return Stream.of(new TrajectorySetPortObjectSpec(), new ForceFieldPortObjectSpec(), new JumpNetworkPortObjectSpec("Li"),
            new MarkovModelPortObjectSpec("Na"));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void specsThatKnowNothingYetAreStoredToo(final LidiffPortObjectSpec spec) throws InvalidSettingsException, ReflectiveOperationException {
        final ModelContent content = new ModelContent("spec");
        spec.save(content);
        assertEquals(1, content.getInt("version"), "stored data tells its version");
        final LidiffPortObjectSpec loaded = spec.getClass().getConstructor().newInstance();
        loaded.load(content);
        assertEquals(content(spec), content(loaded));
        assertFalse(spec.summary().isBlank());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aNewerVersionIsRefusedAndAMissingKeyNamed(final LidiffPortObjectSpec spec) {
        final ModelContent content = new ModelContent("spec");
        spec.save(content);
        for (final String key : content.keySet()) {
            final ModelContent without = new ModelContent("spec");
            content.copyTo(without);
            without.removeConfig(key);
            final InvalidSettingsException e = assertThrows(InvalidSettingsException.class,
                () -> spec.getClass().getConstructor().newInstance().load(without));
            assertTrue(e.getMessage().contains(key), e.getMessage());
        }
        content.addInt("version", 2);
        final InvalidSettingsException e = assertThrows(InvalidSettingsException.class,
            () -> spec.getClass().getConstructor().newInstance().load(content));
        assertTrue(e.getMessage().contains("newer Lidiff (format 2, this one reads up to 1)") && e.getMessage().contains("Update Lidiff"),
            e.getMessage());
    }

    @Test
    void anObjectThatIsNotOursIsRefused() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // KNIME's own mark, then an entry that is not ours
            zip.putNextEntry(new ZipEntry("portObject.file"));
            zip.putNextEntry(new ZipEntry("other.bin"));
            zip.write(1);
        }
        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            final IOException e = assertThrows(IOException.class, () -> new ForceFieldPortObject().loadFrom(in, new ForceFieldPortObjectSpec()));
            assertTrue(e.getMessage().contains("provenance.bin") && e.getMessage().contains("not written by Lidiff"), e.getMessage());
        }
    }

    @Test
    void everyPortTypeHasItsOwnColorAndPublicConstructors() throws Exception {
        final HashSet<Integer> colors = new HashSet<>();
        for (final PortType type : List.of(TrajectorySetPortObject.TYPE, ForceFieldPortObject.TYPE, JumpNetworkPortObject.TYPE,
            MarkovModelPortObject.TYPE)) {
            assertTrue(colors.add(type.getColor()), type.getName());
            assertTrue(type.getName().startsWith("Lidiff "), type.getName());
            assertInstanceOf(PortObject.class, type.getPortObjectClass().getConstructor().newInstance());
            assertInstanceOf(PortObjectSpec.class, type.getPortObjectSpecClass().getConstructor().newInstance());
            for (final Class<?> c : new Class<?>[] {type.getPortObjectClass(), type.getPortObjectSpecClass()}) {
                Class.forName(c.getName() + "$Serializer").getConstructor().newInstance();
            }
        }
    }
}
