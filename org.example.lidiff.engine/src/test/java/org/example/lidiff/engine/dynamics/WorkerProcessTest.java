package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.trajectory.Quantity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same run here and in a process of its own; what happens when either of the two is stopped or killed. */
class WorkerProcessTest {

    private static final WorkerProcess WORKER = new WorkerProcess(128);
    private static final MdPlan PLAN = MdPlan.of(60).withTimeStep(5).withEquilibration(List.of(MdStage.ramp(10, 0.5))).withProduction(100, 20)
        .withSkin(0.5).withSeed(3);
    /** Hours. */
    private static final MdPlan LONG = PLAN.withProduction(1_000_000_000, 1_000);

    @TempDir
    private Path folder;
    private Path argon;

    @BeforeEach
    void writeForceField() throws IOException {
        argon = folder.resolve("argon.txt");
        Files.writeString(argon, "lennard-jones Ar\ncut force-shifted\n");
    }

    private MdJob job(final MdPlan plan) {
        final StartStructure start = new StartStructure(TestCrystals.argon(2, 5.4), Optional.of(ReferenceStructure.of(TestCrystals.argon(2, 5.4))));
        return new MdJob(start, List.of(argon), plan, Optional.empty(), Provenance.NONE);
    }

    private MdJob withCheckpoints(final MdPlan plan) {
        final MdJob j = job(plan);
        return new MdJob(j.start(), j.forceField(), plan, Optional.of(new CheckpointFolder(folder.resolve("checkpoints"), 1000)), j.provenance());
    }

    /** Whatever the worker leaves besides the force field and checkpoints. */
    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> !Set.of("argon.txt", "checkpoints").contains(f)).sorted().toList();
        }
    }

    @Test
    void aProcessOfItsOwnGivesTheSameBits() throws IOException {
        final MdPlan plan = PLAN.withQuantities(EnumSet.of(Quantity.ENERGY, Quantity.VELOCITIES)).withPressure(0.001).withCell(CellFreedom.FULL)
            .withRelaxation(RelaxationOptions.DEFAULT.withCell(CellFreedom.ISOTROPIC, 0)).withGuards(Guards.DEFAULT.withAction(GuardAction.WARN));
        final MdResult here = job(plan).run(folder.resolve("here"), Progress.NONE);
        final List<String> texts = new ArrayList<>();
        final MdResult there = WORKER.run(job(plan), folder.resolve("there"), (done, total, text) -> texts.add(text));
        assertArrayEquals(Files.readAllBytes(folder.resolve("here")), Files.readAllBytes(folder.resolve("there")));
        assertEquals(here.runs().get(0).thermodynamics(), there.runs().get(0).thermodynamics());
        assertEquals(here.runs().get(0).info(), there.runs().get(0).info());
        assertArrayEquals(here.runs().get(0).end().positions(), there.runs().get(0).end().positions());
        assertEquals(here.warnings(), there.warnings());
        assertEquals(here.relaxation().get().steps(), there.relaxation().get().steps());
        assertEquals(plan, MdJobFilesRoundTrip.of(job(plan), folder).plan());
        assertTrue(texts.get(texts.size() - 1).contains("ns/day"), texts.toString());
        assertEquals(List.of("here", "there"), left());
    }

    @Test
    void itsMessagesComeBack() throws IOException {
        Files.writeString(argon, "lennard-jones Ne\nepsilon 0.01\nsigma 3\ncutoff 8\n");
        final InputException here = assertThrows(InputException.class, () -> job(PLAN).run(folder.resolve("here"), Progress.NONE));
        final InputException there = assertThrows(InputException.class, () -> WORKER.run(job(PLAN), folder.resolve("there"), Progress.NONE));
        assertEquals(here.summary(), there.summary());
        assertEquals(here.resolution(), there.resolution());
        assertEquals(List.of(), left());
    }

    @Test
    void cancelEndsItWithinASecondAndLeavesItsCheckpoints() throws IOException {
        final long[] when = new long[1];
        assertThrows(CancellationException.class, () -> WORKER.run(withCheckpoints(LONG), folder.resolve("x"), (done, total, text) -> {
            if (done > 1000) {
                when[0] = System.nanoTime();
                throw new CancellationException();
            }
        }));
        // its own limit, and as much again for a busy machine
        assertTrue(System.nanoTime() - when[0] < TimeUnit.MILLISECONDS.toNanos(3 * MdWorker.GRACE_MILLIS));
        assertEquals(List.of(), left());
        assertEquals(List.of(), workers());
        assertTrue(Files.exists(folder.resolve("checkpoints/run-0").resolve(ReplicaCheckpoints.FILE)));
    }

    @Test
    void aKilledWorkerIsReportedInWordsAndGoesOn() throws IOException {
        final MdPlan plan = PLAN.withProduction(6_000, 1000);
        final InputException e = assertThrows(InputException.class, () -> WORKER.run(withCheckpoints(plan), folder.resolve("x"),
            (done, total, text) -> {
                if (done > 1100) {
                    workers().forEach(ProcessHandle::destroyForcibly);
                }
            }));
        assertTrue(e.summary().matches("The worker process was ended from outside \\(exit code \\d+\\) after step \\d+ of 6010\\..*"), e.summary());
        assertEquals("Run it again: it goes on from its last checkpoint, at most 1000 steps before. A common reason is that the computer ran out of"
            + " memory.", e.resolution());
        assertEquals(List.of(), left());
        final long[] first = {-1};
        WORKER.run(withCheckpoints(plan), folder.resolve("killed"), (done, total, text) -> {
            if (first[0] < 0 && done > 0) {
                first[0] = done;
            }
        });
        assertTrue(first[0] >= 1000, "went on at step " + first[0]);
        job(plan).run(folder.resolve("straight"), Progress.NONE);
        assertArrayEquals(Files.readAllBytes(folder.resolve("straight")), Files.readAllBytes(folder.resolve("killed")));
    }

    /** What the parent process does that is killed: a run in a worker. */
    public static void main(final String[] arguments) throws IOException {
        final WorkerProcessTest test = new WorkerProcessTest();
        test.folder = Path.of(arguments[0]);
        test.writeForceField();
        WORKER.run(test.job(LONG), test.folder.resolve("x"), (done, total, text) -> {
            if (done > 0) {
                System.out.println("running");
            }
        });
    }

    @Test
    void theWorkerDoesNotOutliveItsParent() throws Exception {
        final Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), WorkerProcessTest.class.getName(), folder.toString()).redirectErrorStream(true).start();
        final List<ProcessHandle> children;
        try {
            assertEquals("running", parent.inputReader().readLine());
            children = parent.descendants().toList();
            assertFalse(children.isEmpty());
        } finally {
            parent.destroyForcibly().waitFor();
        }
        for (final ProcessHandle child : children) {
            child.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void tooLittleMemoryIsSaid() throws IOException {
        final InputException few = assertThrows(InputException.class, () -> new WorkerProcess(10));
        assertEquals("The memory of the worker process is 10 MB.", few.summary());
        final MdJob j = job(PLAN);
        final MdJob large = new MdJob(StartStructure.of(TestCrystals.argon(40, 5.4)), j.forceField(), PLAN, Optional.empty(), Provenance.NONE);
        final InputException e = assertThrows(InputException.class, () -> new WorkerProcess(64).run(large, folder.resolve("x"), Progress.NONE));
        assertEquals("The worker process ran out of its 64 MB of memory.", e.summary());
        assertEquals(List.of(), left());
    }

    @Test
    void anErrorOfTheProgramIsNotTakenForAKill() throws Exception {
        // what no job of ours holds: a thermostat that is not there
        final Path file = folder.resolve(MdWorker.JOB);
        MdJobFiles.write(job(PLAN), file);
        final String bytes = new String(CheckedFile.read(file), StandardCharsets.ISO_8859_1);
        final String name = PLAN.thermostat().name();
        assertTrue(bytes.contains(name));
        CheckedFile.write(file, bytes.replace(name, "x".repeat(name.length())).getBytes(StandardCharsets.ISO_8859_1));
        final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), MdWorker.class.getName(), folder.toString()).redirectError(folder.resolve("log.txt").toFile()).start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(MdWorker.ENDED_BY_PROGRAM, process.exitValue());
        final IllegalStateException e = assertThrows(IllegalStateException.class, () -> WORKER.died(process.exitValue(), folder, job(PLAN), 3, 5));
        assertTrue(e.getMessage().startsWith("In the worker process: java.lang.IllegalArgumentException: No enum constant"), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
        assertTrue(e.getCause().getMessage().contains("at " + MdJobFiles.class.getName()), e.getCause().getMessage());
    }

    private List<ProcessHandle> workers() {
        return ProcessHandle.current().descendants().filter(p -> p.info().arguments().map(Arrays::asList).orElse(List.of())
            .contains(MdWorker.class.getName())).toList();
    }

    /** A job after it was written and read. */
    private static final class MdJobFilesRoundTrip {
        static MdJob of(final MdJob job, final Path folder) throws IOException {
            final Path file = folder.resolve("round-trip.bin");
            MdJobFiles.write(job, file);
            final MdJob read = MdJobFiles.readJob(file);
            Files.delete(file);
            assertArrayEquals(job.start().structure().positions(), read.start().structure().positions());
            assertArrayEquals(job.start().reference().get().unitCell().positions(), read.start().reference().get().unitCell().positions());
            assertArrayEquals(job.start().reference().get().supercellMatrix(), read.start().reference().get().supercellMatrix());
            return read;
        }
    }
}
