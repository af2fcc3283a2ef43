package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.FrameReader;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of a run, then go on. */
class KilledProcessTest {

    private static final StartStructure ARGON = StartStructure.of(TestCrystals.argon(2, 5.4));
    private static final int INTERVAL = 50;
    private static final MdPlan PLAN = MdPlan.of(60).withTimeStep(5).withEquilibrationSteps(200).withProduction(8_000, 20).withSeed(3)
        .withSkin(0.6);

    @TempDir
    private Path folder;

    /** What the child process does: the run, with the folder as argument. */
    public static void main(final String[] args) {
        run(Path.of(args[0]), "killed");
    }

    private static void run(final Path folder, final String file) {
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(folder.resolve(file))) {
            MdRunner.of(PLAN).checkpoints(new CheckpointFolder(folder.resolve(file + "-checkpoints"), INTERVAL)).run(ARGON, TestCrystals.ARGON, writer,
                Progress.NONE);
            writer.finish(ARGON.reference(), Provenance.NONE);
        }
    }

    @Test
    void aKilledRunLosesAtMostOneIntervalAndGoesOnBitForBit() throws Exception {
        final Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            place(MdRunner.class) + File.pathSeparator + place(KilledProcessTest.class), KilledProcessTest.class.getName(), folder.toString())
            .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        final Path run = folder.resolve("killed-checkpoints/run-0");
        try {
            final Path frames = run.resolve(ReplicaCheckpoints.FRAMES);
            final long frameBytes = 8L * (1 + 3 * 32 + 9 + 1);
            final long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (child.isAlive() && System.nanoTime() < patience && (!Files.exists(frames) || Files.size(frames) < 30 * frameBytes)) {
                Thread.sleep(1);
            }
            assertTrue(child.isAlive(), () -> "ended too early: " + log());
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertFalse(Files.exists(folder.resolve("killed")));
        final ReplicaCheckpoint saved = ReplicaCheckpoint.read(run.resolve(ReplicaCheckpoints.FILE), PLAN.fingerprint(0) + ", start energy "
            + TestCrystals.ARGON.evaluate(ARGON.structure()).energy() + " eV");
        assertTrue(saved.stage() == 1 && saved.simulation().step() >= 29 * 20 - INTERVAL && saved.simulation().step() % INTERVAL == 0,
            "step " + saved.simulation().step());
        run(folder, "killed");
        run(folder, "straight");
        final FrameBlock a = frames(folder.resolve("straight"));
        final FrameBlock b = frames(folder.resolve("killed"));
        assertEquals(401, b.frames());
        assertArrayEquals(a.positions(), b.positions());
        assertArrayEquals(a.energies(), b.energies());
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private static String place(final Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static FrameBlock frames(final Path file) {
        final Trajectory run = TrajectorySetFile.open(file).runs().get(0);
        final FrameBlock block = FrameBlock.of(run);
        try (FrameReader reader = run.open()) {
            reader.read(0, (int)run.frames(), block);
        }
        return block;
    }
}
