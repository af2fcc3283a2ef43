package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.dynamics.MdCondition;
import org.example.lidiff.engine.dynamics.MdPlan;
import org.example.lidiff.engine.dynamics.MdResult;
import org.example.lidiff.engine.dynamics.MdRunner;
import org.example.lidiff.engine.dynamics.StartStructure;
import org.example.lidiff.engine.potential.LennardJones;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Molecular dynamics on a disk that becomes full: what was written stays readable. */
class FullDiskTest {

    private static final int MEGABYTE = 1 << 20;
    private static final double A = 5.4;
    private static final Structure ARGON = new Structure(Cell.of(A, 0, 0, 0, A, 0, 0, 0, A), new int[] {18, 18, 18, 18},
        new double[] {0, 0, 0, 0, A / 2, A / 2, A / 2, 0, A / 2, A / 2, A / 2, 0}).supercell(3, 3, 3);
    /** 108 atoms, every step stored: 2.6 kB a frame, 2.7 MB a run. */
    private static final MdPlan PLAN = MdPlan.of(List.of(new MdCondition(60, 2))).withTimeStep(5).withEquilibration(List.of()).withProduction(1000, 1)
        .withSkin(1);

    @TempDir
    private Path folder;

    private MdResult run(final long capacity) {
        final Path target = folder.resolve("md.lidiff");
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(target, TrajectorySetFile.HEADER_BYTES, new SmallDisk(folder, capacity))) {
            final MdResult result = MdRunner.of(PLAN).run(StartStructure.of(ARGON), new LennardJones(List.of(Element.of("Ar")),
                LennardJones.Parameters.ARGON), writer, Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
            return result;
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    private static void assertReadable(final Trajectory run, final long from) {
        final FrameBlock block = FrameBlock.of(run);
        try (FrameReader reader = run.open()) {
            reader.read(0, (int)run.frames(), block);
        }
        assertTrue(run.frames() >= from, run.frames() + " frames");
        for (int f = 0; f < run.frames(); f++) {
            assertEquals(f, block.steps()[f]);
        }
    }

    @Test
    void framesThatAreWrittenStay() throws IOException {
        // the first run fits, the second one has room for a MiB only
        final MdResult result = run(4L * MEGABYTE);
        assertEquals(List.of("md.lidiff"), files());
        final List<Trajectory> runs = TrajectorySetFile.open(folder.resolve("md.lidiff")).runs();
        assertReadable(runs.get(0), 1001);
        assertReadable(runs.get(1), 200);
        assertTrue(runs.get(1).frames() < 1001);
        assertTrue(result.runs().get(1).stopped());
        assertEquals(runs.get(1).frames(), result.runs().get(1).frames());
        final String warning = result.runs().get(1).warnings().get(0);
        assertTrue(warning.matches("The trajectory file .* cannot be written: No space left on device\\. The run ended there; " + runs.get(1).frames()
            + " frames up to then are kept\\. Check that the folder exists, that you may write there, and that the disk is not full\\."), warning);
    }

    @Test
    void theLastFramesMayBeTheOnesThatDoNotFit() throws IOException {
        // both runs fill two chunks of a MiB; for the rest of the second one there is no room
        final MdResult result = run(5L * MEGABYTE);
        final List<Trajectory> runs = TrajectorySetFile.open(folder.resolve("md.lidiff")).runs();
        assertReadable(runs.get(0), 1001);
        assertReadable(runs.get(1), 200);
        final String warning = result.runs().get(1).warnings().get(0);
        assertTrue(warning.contains(" No space left on device. The first " + runs.get(1).frames() + " frames are kept. "), warning);
        assertEquals(List.of("md.lidiff"), files());
    }

    @Test
    void aDiskWithoutRoomForTwoFramesIsAnError() throws IOException {
        final InputException e = assertThrows(InputException.class, () -> run(MEGABYTE / 2));
        assertTrue(e.summary().startsWith("Run MD, 60 K, replica 1: The trajectory file "), e.summary());
        assertTrue(e.resolution().contains("that the disk is not full"), e.resolution());
        assertEquals(List.of(), files());
    }
}
