package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.FrameReader;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.StressKind;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MdRunnerTest {

    private static final StartStructure ARGON = StartStructure.of(TestCrystals.argon(1, 5.4)).supercell(2, 2, 2);
    private static final MdPlan PLAN = MdPlan.of(List.of(new MdCondition(40, 2), new MdCondition(70, 1))).withTimeStep(5)
        .withEquilibration(List.of(MdStage.ramp(40, 0.5), MdStage.constant(20))).withProduction(100, 10).withSeed(3).withSkin(0.6);

    @TempDir
    private Path folder;

    private MdResult run(final MdRunner runner, final Path file) {
        return run(runner, file, Progress.NONE);
    }

    private MdResult run(final MdRunner runner, final Path file, final Progress progress) {
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
            final MdResult result = runner.run(ARGON, TestCrystals.ARGON, writer, progress);
            writer.finish(ARGON.reference(), Provenance.NONE);
            return result;
        }
    }

    private static FrameBlock frames(final Trajectory run) {
        final FrameBlock block = FrameBlock.of(run);
        try (FrameReader reader = run.open()) {
            reader.read(0, (int)run.frames(), block);
        }
        return block;
    }

    private static void assertSameBits(final Path expected, final Path actual) {
        final TrajectorySet a = TrajectorySetFile.open(expected);
        final TrajectorySet b = TrajectorySetFile.open(actual);
        assertEquals(a.runs().size(), b.runs().size());
        for (int r = 0; r < a.runs().size(); r++) {
            final FrameBlock x = frames(a.runs().get(r));
            final FrameBlock y = frames(b.runs().get(r));
            assertEquals(x.frames(), y.frames());
            assertArrayEquals(x.steps(), y.steps());
            assertArrayEquals(x.positions(), y.positions());
            assertArrayEquals(x.velocities(), y.velocities());
            assertArrayEquals(x.energies(), y.energies());
            assertArrayEquals(x.forces(), y.forces());
            assertArrayEquals(x.stresses(), y.stresses());
            assertEquals(a.runs().get(r).info(), b.runs().get(r).info());
        }
    }

    @Test
    void runsComeConditionByConditionWithTheirRecords() {
        final Path file = folder.resolve("a.traj");
        final MdResult result = run(MdRunner.of(PLAN), file);
        final TrajectorySet set = TrajectorySetFile.open(file);
        assertEquals(List.of("Run MD, 40 K, replica 1", "Run MD, 40 K, replica 2", "Run MD, 70 K, replica 1"),
            set.runs().stream().map(t -> t.info().source()).toList());
        for (int r = 0; r < 3; r++) {
            final Trajectory t = set.runs().get(r);
            assertEquals(11, t.frames());
            assertEquals(50, t.info().frameIntervalFs());
            assertTrue(t.info().unwrapped());
            assertFalse(t.info().dynamicsAltered());
            assertEquals("NVT, velocity rescaling (100 fs)", t.info().dynamics());
            assertEquals(RandomSource.derive(3, r / 2, r % 2), t.info().seed().getAsLong());
            final Thermodynamics thermo = result.runs().get(r).thermodynamics();
            assertEquals(thermo.temperatureK(), t.info().temperatureK());
            assertEquals(r < 2 ? 40 : 70, thermo.temperatureK(), 25);
            assertEquals(100, thermo.steps());
            assertEquals(11, thermo.rows().size());
            assertEquals(500, thermo.rows().get(10).timeFs());
            final FrameBlock block = frames(t);
            for (int f = 0; f < 11; f++) {
                assertEquals(10 * f, block.steps()[f]);
                assertEquals(thermo.rows().get(f).potentialEnergy(), block.energies()[f]);
            }
            assertArrayEquals(result.runs().get(r).end().positions(), java.util.Arrays.copyOfRange(block.positions(), 10 * 96, 11 * 96));
        }
        assertNotEquals(frames(set.runs().get(0)).positions()[0], frames(set.runs().get(1)).positions()[0]);
        assertTrue(result.nanosecondsPerDay() > 0);
        assertEquals(List.of("The simulation cell is only 10.80 Å high, less than twice the cutoff of 7.00 Å: atoms feel their own periodic images"
            + " (all are summed). Use a larger supercell."), result.notes());
    }

    @Test
    void bitsDoNotDependOnThreadsNorOnTheOtherRuns() {
        run(MdRunner.of(PLAN), folder.resolve("one"));
        run(MdRunner.of(PLAN.withThreads(2)), folder.resolve("two"));
        run(MdRunner.of(PLAN.withThreads(7)), folder.resolve("seven"));
        assertSameBits(folder.resolve("one"), folder.resolve("two"));
        assertSameBits(folder.resolve("one"), folder.resolve("seven"));
        final MdPlan alone = MdPlan.of(List.of(new MdCondition(40, 1))).withTimeStep(5).withEquilibration(PLAN.equilibration()).withProduction(100, 10)
            .withSeed(3);
        run(MdRunner.of(alone), folder.resolve("alone"));
        assertArrayEquals(frames(TrajectorySetFile.open(folder.resolve("one")).runs().get(0)).positions(),
            frames(TrajectorySetFile.open(folder.resolve("alone")).runs().get(0)).positions());
    }

    @Test
    void stressIsWrittenWithoutItsKineticPart() {
        final Path file = folder.resolve("s");
        final MdResult result = run(MdRunner.of(PLAN.withQuantities(EnumSet.allOf(Quantity.class))), file);
        final Trajectory t = TrajectorySetFile.open(file).runs().get(0);
        assertEquals(StressKind.POTENTIAL, t.info().stressKind());
        final double[] stress = frames(t).stresses();
        final ThermodynamicsRow row = result.runs().get(0).thermodynamics().rows().get(0);
        // pressure = −tr σ/3 + 2 E_kin/(3V)
        assertEquals(row.pressure(), -(stress[0] + stress[4] + stress[8]) / 3 + 2 * row.kineticEnergy() / (3 * row.volume()), 1e-15);
        assertEquals(row.pressure(), -(row.stress().get(0) + row.stress().get(1) + row.stress().get(2)) / 3, 1e-15);
    }

    @Test
    void aCanceledRunGoesOnBitForBit() throws IOException {
        final MdPlan plan = PLAN.withQuantities(EnumSet.allOf(Quantity.class)).withProduction(3000, 10)
            .withGuards(Guards.DEFAULT.withAction(GuardAction.WARN).withMaxTemperature(100));
        final MdResult straight = run(MdRunner.of(plan), folder.resolve("straight"));
        assertTrue(straight.runs().get(2).warnings().get(3).endsWith("more steps beyond the limits are not listed."), straight.warnings().toString());
        final MdRunner saved = MdRunner.of(plan).checkpoints(new CheckpointFolder(folder.resolve("checkpoints"), 25));
        final AtomicLong stop = new AtomicLong(2000);
        MdResult resumed = null;
        int cancellations = 0;
        while (cancellations < 50) {
            try {
                resumed = run(saved, folder.resolve("resumed"), (done, total, text) -> {
                    if (done > stop.get() && done < total) {
                        stop.set(done + 1500);
                        throw new CancellationException();
                    }
                });
                break;
            } catch (final CancellationException e) {
                cancellations++;
                assertFalse(Files.exists(folder.resolve("resumed")));
            }
        }
        assertTrue(cancellations > 0, "never canceled");
        assertSameBits(folder.resolve("straight"), folder.resolve("resumed"));
        for (int r = 0; r < straight.runs().size(); r++) {
            assertEquals(straight.runs().get(r).warnings(), resumed.runs().get(r).warnings());
        }
        try (Stream<Path> left = Files.list(folder.resolve("checkpoints/run-0"))) {
            assertEquals(List.of("checkpoint.bin", "frames.bin"), left.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aFinishedPlanCanBeMadeLonger() {
        final CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("checkpoints"), 1000);
        final MdResult straight = run(MdRunner.of(PLAN.withProduction(200, 10)), folder.resolve("straight"));
        run(MdRunner.of(PLAN).checkpoints(checkpoints), folder.resolve("short"));
        final MdResult longer = run(MdRunner.of(PLAN.withProduction(200, 10)).checkpoints(checkpoints), folder.resolve("longer"));
        assertSameBits(folder.resolve("straight"), folder.resolve("longer"));
        assertEquals(straight.runs().get(1).thermodynamics(), longer.runs().get(1).thermodynamics());
    }

    @Test
    void anotherPlanDoesNotGoOnFromTheFolder() {
        final CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("checkpoints"), 1000);
        run(MdRunner.of(PLAN).checkpoints(checkpoints), folder.resolve("a"));
        final InputException e = assertThrows(InputException.class,
            () -> run(MdRunner.of(PLAN.withSeed(4)).checkpoints(checkpoints), folder.resolve("b")));
        assertTrue(e.summary().startsWith("The checkpoint folder belongs to other settings: run 0, "), e.summary());
        assertEquals("Use the same settings to go on, or an empty folder to start anew.", e.resolution());
    }

    @Test
    void anotherForceFieldOrAShorterProductionDoesNotGoOnFromTheFolder() {
        final MdRunner saved = MdRunner.of(PLAN).checkpoints(new CheckpointFolder(folder.resolve("checkpoints"), 1000));
        run(saved, folder.resolve("a"));
        final InputException shorter = assertThrows(InputException.class,
            () -> run(MdRunner.of(PLAN.withProduction(50, 10)).checkpoints(new CheckpointFolder(folder.resolve("checkpoints"), 1000)), folder.resolve("b")));
        assertEquals("The checkpoint folder holds 100 steps of production, 50 are asked for.", shorter.summary());
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(folder.resolve("c"))) {
            final InputException other = assertThrows(InputException.class,
                () -> saved.run(ARGON, TestPotential.lennardJones(0.0105, 3.4, 7), writer, Progress.NONE));
            assertTrue(other.summary().startsWith("The checkpoint folder belongs to other settings"), other.summary());
        }
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        final CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("checkpoints"), 1000);
        run(MdRunner.of(PLAN).checkpoints(checkpoints), folder.resolve("a"));
        final Path file = folder.resolve("checkpoints/run-1/checkpoint.bin");
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        final InputException e = assertThrows(InputException.class, () -> run(MdRunner.of(PLAN).checkpoints(checkpoints), folder.resolve("b")));
        assertEquals("The checkpoint checkpoint.bin is damaged.", e.summary());
    }

    @Test
    void theRunThatAGuardEndsKeepsItsGoodFrames() {
        final MdPlan plan = PLAN.withGuards(Guards.DEFAULT.withMaxTemperature(95));
        final MdPlan hot = MdPlan.of(60).withTimeStep(5).withEquilibration(List.of()).withProduction(20_000, 10)
            .withQuantities(plan.quantities()).withSeed(3).withGuards(plan.guards());
        final Path file = folder.resolve("hot");
        final MdResult result = run(MdRunner.of(hot), file);
        final MdRunResult r = result.runs().get(0);
        assertTrue(r.stopped());
        final Trajectory t = TrajectorySetFile.open(file).runs().get(0);
        assertTrue(t.frames() >= 2 && t.frames() < 2001);
        final String warning = r.warnings().get(0);
        assertTrue(warning.contains(", above the limit of 95 K; the fastest atom is Ar "), warning);
        assertTrue(warning.contains("The run ended there; " + t.frames() + " frames up to then are kept."), warning);
        assertTrue(result.warnings().contains("Run MD, 60 K, replica 1: " + warning));
        final InputException e = assertThrows(InputException.class,
            () -> run(MdRunner.of(hot.withGuards(hot.guards().withAction(GuardAction.FAIL))), folder.resolve("fail")));
        assertTrue(e.summary().startsWith("Run MD, 60 K, replica 1: At step "), e.summary());
        assertFalse(Files.exists(folder.resolve("fail")));
    }

    @Test
    void aRunThatGoesWrongInItsEquilibrationFails() {
        final MdPlan plan = PLAN.withEquilibrationSteps(100).withGuards(Guards.DEFAULT.withMaxTemperature(30));
        final InputException e = assertThrows(InputException.class, () -> run(MdRunner.of(plan), folder.resolve("x")));
        assertTrue(e.summary().startsWith("Run MD, 40 K, replica 1, equilibration: At step 0 (0 fs) the temperature is 40 K"), e.summary());
    }

    @Test
    void constantEnergyFollowsAThermostattedEquilibration() {
        final MdResult result = run(MdRunner.of(PLAN.withThermostat(Thermostat.NONE, 100)), folder.resolve("nve"));
        final Thermodynamics t = result.runs().get(0).thermodynamics();
        final double first = t.rows().get(0).conservedQuantity();
        for (final ThermodynamicsRow row : t.rows()) {
            assertEquals(first, row.conservedQuantity(), 1e-3);
            assertEquals(row.conservedQuantity(), row.potentialEnergy() + row.kineticEnergy(), 1e-12);
        }
        assertEquals("NVE, velocity Verlet", result.runs().get(0).info().dynamics());
    }

    @Test
    void langevinIsMarkedAsAltered() {
        final MdResult result = run(MdRunner.of(PLAN.withThermostat(Thermostat.LANGEVIN, 200)), folder.resolve("l"));
        assertTrue(result.runs().get(0).info().dynamicsAltered());
        assertEquals("NVT, Langevin (200 fs)", result.runs().get(0).info().dynamics());
    }

    @Test
    void aStageAtConstantPressureSetsTheCell() {
        // a crystal as stiff as the barostat expects (ten times argon), compressed by 15 %: at zero pressure it expands
        final TestPotential stiff = TestPotential.lennardJones(0.104, 3.4, 7.0);
        final StartStructure dense = StartStructure.of(TestCrystals.argon(2, 5.0));
        final MdPlan plan = MdPlan.of(300).withTimeStep(3).withEquilibration(List.of(MdStage.constantPressure(4000, 0), MdStage.constant(200)))
            .withProduction(500, 10);
        final MdResult result;
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(folder.resolve("npt"))) {
            result = MdRunner.of(plan).run(dense, stiff, writer, Progress.NONE);
            writer.finish(dense.reference(), Provenance.NONE);
        }
        final Thermodynamics t = result.runs().get(0).thermodynamics();
        assertTrue(t.volume() > 1.05 * dense.structure().cell().volume());
        // the pressure was above 10 GPa; the mean volume of 6 ps scatters by 0.5 %, that is 0.15 GPa
        assertEquals(0, t.pressure() * Units.EV_PER_CUBIC_ANGSTROM_IN_GPA, 0.6);
    }

    @Test
    void progressIsReportedByTheCallingThreadOnly() {
        final Thread caller = Thread.currentThread();
        final AtomicLong last = new AtomicLong(-1);
        run(MdRunner.of(PLAN.withThreads(2)), folder.resolve("p"), (done, total, text) -> {
            assertEquals(caller, Thread.currentThread());
            assertEquals(3 * 160, total);
            assertTrue(done >= last.getAndSet(done));
            assertTrue(text.endsWith(" left") || text.equals("Starting molecular dynamics"), text);
        });
        assertEquals(3 * 160, last.get());
    }

    @Test
    void impossiblePlansAreRefused() {
        final MdPlan plan = MdPlan.of(300);
        assertEquals("There is no condition to simulate.", message(() -> MdPlan.of(List.of())));
        assertEquals("The number of replicas at 300 K is 0.", message(() -> new MdCondition(300, 0)));
        assertEquals("The temperature of the thermostat is 0 K.", message(() -> new MdCondition(0, 1)));
        assertEquals("The sampling interval is 0 steps.", message(() -> plan.withProduction(100, 0)));
        assertEquals("The production of 20 steps is shorter than the sampling interval of 50 steps.", message(() -> plan.withProduction(20, 50)));
        assertEquals("The number of equilibration steps is -1.", message(() -> plan.withEquilibrationSteps(-1)));
        assertEquals("The equilibration goes from 0 to 1 of the temperature.", message(() -> MdStage.ramp(10, 0)));
        assertEquals("The number of threads is 0.", message(() -> plan.withThreads(0)));
        assertEquals("Constant pressure goes with velocity rescaling only, not with LANGEVIN.",
            message(() -> plan.withThermostat(Thermostat.LANGEVIN, 100).withPressure(0)));
        assertEquals("The checkpoint interval is 0 steps.", message(() -> new CheckpointFolder(folder, 0)));
        final String text = message(() -> {
            Files.writeString(folder.resolve("file"), "x");
            run(MdRunner.of(PLAN).checkpoints(new CheckpointFolder(folder.resolve("file"), 5)), folder.resolve("z"));
        });
        assertTrue(text.startsWith("The checkpoint folder cannot be written: " + folder.resolve("file/run-0")), text);
    }

    private static String message(final org.junit.jupiter.api.function.Executable call) {
        return assertThrows(InputException.class, call).summary();
    }
}
