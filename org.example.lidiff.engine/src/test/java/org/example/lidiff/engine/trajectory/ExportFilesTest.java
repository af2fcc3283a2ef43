package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files an export leaves, with which frames and at which images of the atoms. */
class ExportFilesTest {

    private static final double[] CELL = {5, 0.5, 0.2, 1, 6, -0.3, -0.7, 0.4, 7};
    private static final int FRAMES = 12;

    @TempDir
    private Path folder;

    /** A walk of {@code numbers.length} atoms that leaves the cell, stored inside the cell or as it is. */
    private static Trajectory walk(final RunInfo info, final int... numbers) {
        final int n = numbers.length;
        final Random random = new Random(5);
        final FrameBlock b = new FrameBlock(n, EnumSet.of(Quantity.ENERGY, Quantity.FORCES));
        b.resize(FRAMES);
        final Cell cell = Cell.of(CELL);
        final double[] x = random.doubles(3 * n, 0, 4).toArray();
        final double[] s = new double[3];
        for (int f = 0; f < FRAMES; f++) {
            b.steps()[f] = 100 + 10L * f;
            b.energies()[f] = -f;
            System.arraycopy(CELL, 0, b.cells(), 9 * f, 9);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < 3; k++) {
                    // to one side by half an ångström a frame: out of the cell after some ten frames
                    x[3 * i + k] += 0.5 + 0.2 * random.nextDouble();
                }
                cell.toFractional(x, 3 * i, s, 0);
                for (int k = 0; k < 3 && !info.unwrapped(); k++) {
                    s[k] -= Math.floor(s[k]);
                }
                cell.toCartesian(s, 0, b.positions(), 3 * (n * f + i));
            }
        }
        return InMemoryTrajectory.of(info, numbers, b);
    }

    private static Trajectory run(final int... numbers) {
        return walk(RunInfo.continuous("walk", 2), numbers);
    }

    private static Trajectory path(final int... numbers) {
        return walk(RunInfo.continuous("walk", 2).withUnwrapped(true), numbers);
    }

    private ExportReport write(final ExportOptions options, final String name, final Trajectory... runs) {
        return TrajectoryExport.write(List.of(runs), folder.resolve(name), options, Progress.NONE);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> !f.startsWith("set")).sorted().toList();
        }
    }

    private FrameBlock read(final String name) {
        return Reading.of(folder, ReadOptions.defaults().withTimeStepFs(2), folder.resolve(name)).frames(0);
    }

    @Test
    void eachRunHasAFileOfItsOwn() throws IOException {
        final ExportReport report = write(ExportOptions.of(ExportFormat.EXTENDED_XYZ).withRuns(List.of(3, 1, 3)), "sub/folder/md.xyz.gz", run(3),
            run(3, 3), run(3, 14, 16));
        assertEquals(List.of("md-run1.xyz.gz", "md-run3.xyz.gz"), report.files().stream().map(f -> f.path().getFileName().toString()).toList());
        final WrittenFile last = report.files().get(1);
        assertEquals(List.of(3), last.runs());
        assertEquals(FRAMES, last.frames());
        assertEquals(OptionalInt.of(3), last.atoms());
        assertEquals(Files.size(last.path()), last.bytes());
        try (InputStream in = new GZIPInputStream(Files.newInputStream(last.path()))) {
            assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).startsWith("3\nLattice=\""));
        }
        assertArrayEquals(Reading.frames(run(3, 14, 16)).positions(), Arrays.copyOf(read("sub/folder/md-run3.xyz.gz").positions(), 9 * FRAMES), 6e-11);
        for (final String[] pair : new String[][] {{"XDATCAR", "XDATCAR-run2"}, {"XDATCAR.gz", "XDATCAR-run2.gz"}, {"a.b.xyz", "a.b-run2.xyz"},
            {".hidden", ".hidden-run2"}, {"x.GZ", "x-run2.GZ"}}) {
            assertEquals(pair[1], TrajectoryExport.ofRun(Path.of("some.folder", pair[0]), 2).getFileName().toString());
        }
    }

    @Test
    void runsShareAFileOnlyWhereTheFormatHoldsThem() throws IOException {
        final ExportOptions one = ExportOptions.of(ExportFormat.EXTENDED_XYZ).withFiles(RunFiles.ONE_FILE);
        final ExportReport report = write(one, "all.xyz", run(3), run(3, 3));
        assertEquals(List.of(1, 2), report.files().get(0).runs());
        assertEquals(2 * FRAMES, report.files().get(0).frames());
        assertEquals(OptionalInt.empty(), report.files().get(0).atoms());
        // steps that begin again would be taken for a restart that wrote them twice
        final Reading reading = Reading.of(folder, ReadOptions.defaults().withKind(RunKind.INDEPENDENT), folder.resolve("all.xyz"));
        assertEquals(2 * FRAMES, reading.set.frames());
        final String text = Files.readString(folder.resolve("all.xyz"));
        assertTrue(text.contains(" run=2 frame=11") && !text.contains("step=") && !text.contains("time_fs="));
        for (final ExportFormat format : List.of(ExportFormat.XDATCAR, ExportFormat.LAMMPS_DUMP)) {
            assertEquals(2, write(new ExportOptions(format, List.of(), RunFiles.ONE_FILE, 0, 5, 1, Placement.AS_STORED, false, IfExists.FAIL),
                format.name(), run(3), run(3, 3)).files().size());
        }
    }

    @Test
    void framesKeepTheirStepsAndTimes() {
        final ExportOptions options = ExportOptions.of(ExportFormat.EXTENDED_XYZ).withFrames(2, 9).withStride(3);
        final WrittenFile file = write(options, "md.xyz", run(3)).files().get(0);
        assertEquals(3, file.frames());
        assertEquals(2, file.firstFrame());
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), file.path());
        assertArrayEquals(new long[] {120, 150, 180}, Arrays.copyOf(reading.frames(0).steps(), 3));
        assertEquals(6, reading.set.runs().get(0).info().frameIntervalFs());
        for (final ExportFormat format : List.of(ExportFormat.XDATCAR, ExportFormat.LAMMPS_DUMP)) {
            final Path other = write(new ExportOptions(format, List.of(), RunFiles.ONE_FILE, 2, 9, 3, Placement.UNWRAPPED, false, IfExists.FAIL),
                format.name(), run(3)).files().get(0).path();
            final FrameBlock found = Reading.of(folder, ReadOptions.defaults().withTimeStepFs(6), other).frames(0);
            assertEquals(3, found.frames());
            assertArrayEquals(format == ExportFormat.XDATCAR ? new long[] {3, 6, 9} : new long[] {120, 150, 180}, Arrays.copyOf(found.steps(), 3));
        }
    }

    /** Runs that were joined count again from the start, and shuffled frames count anyhow; in a dump no step may come twice. */
    @Test
    void stepsOfADumpGoUp() {
        final FrameBlock b = Reading.frames(run(3));
        final long[] joined = {0, 5, 10, 15, 0, 5, 10, 15, 15, 20, 31, 40};
        System.arraycopy(joined, 0, b.steps(), 0, FRAMES);
        for (final RunInfo info : List.of(RunInfo.continuous("joined", 2), RunInfo.independent("shuffled"))) {
            final Trajectory run = InMemoryTrajectory.of(info, new int[] {3}, b);
            final Path file = write(ExportOptions.of(ExportFormat.LAMMPS_DUMP), info.source(), run).files().get(0).path();
            final Reading reading = Reading.of(folder, ReadOptions.defaults().withKind(RunKind.INDEPENDENT), file);
            assertEquals(FRAMES, reading.set.frames());
            assertArrayEquals(info.kind() == RunKind.INDEPENDENT ? new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
                : new long[] {0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55}, Arrays.copyOf(reading.frames(0).steps(), FRAMES));
        }
    }

    /** A run that was wrapped, written unwrapped, is the run before it was wrapped. */
    @Test
    void unwrappedPositionsAreThePath() {
        final double[] path = Reading.frames(path(3, 14)).positions();
        final double[] start = Reading.frames(run(3, 14)).positions();
        for (int k = 0; k < 6; k++) {
            assertEquals(start[k], path[k], 1e-12, "the path begins inside the cell");
        }
        for (final ExportFormat format : List.of(ExportFormat.EXTENDED_XYZ, ExportFormat.XDATCAR)) {
            write(ExportOptions.of(format).withPlacement(Placement.UNWRAPPED), format.name(), run(3, 14));
            // ten decimals of fractions of cells of less than 10 Å
            assertArrayEquals(path, Arrays.copyOf(read(format.name()).positions(), path.length), 2e-9, format.name());
        }
        // LAMMPS turns the crystal, which leaves lengths as they are
        write(ExportOptions.of(ExportFormat.LAMMPS_DUMP).withPlacement(Placement.UNWRAPPED), "dump", run(3, 14));
        final double[] turned = read("dump").positions();
        for (int f = 0; f < FRAMES; f++) {
            assertEquals(distance(path, 0, 6 * f), distance(turned, 0, 6 * f), 1e-9);
        }
        // and what is unwrapped goes back into the cell
        write(ExportOptions.of(ExportFormat.EXTENDED_XYZ).withPlacement(Placement.WRAPPED), "wrapped.xyz", path(3, 14));
        assertArrayEquals(Reading.frames(run(3, 14)).positions(), Arrays.copyOf(read("wrapped.xyz").positions(), path.length), 6e-11);
    }

    private static double distance(final double[] x, final int i, final int j) {
        return Math.hypot(Math.hypot(x[j] - x[i], x[j + 1] - x[i + 1]), x[j + 2] - x[i + 2]);
    }

    @Test
    void oneFrameBecomesACrystal() throws IOException {
        write(ExportOptions.of(ExportFormat.POSCAR).withFrames(-1, -1), "POSCAR", path(3, 14));
        final Structure last = StructureReader.read(folder.resolve("POSCAR")).structure();
        final double[] expected = Arrays.copyOfRange(Reading.frames(run(3, 14)).positions(), 6 * (FRAMES - 1), 6 * FRAMES);
        assertArrayEquals(expected, last.positions(), 1e-12);
        write(ExportOptions.of(ExportFormat.LAMMPS_DATA).withFrames(FRAMES - 1, FRAMES - 1).withPlacement(Placement.UNWRAPPED), "data", path(3, 14));
        final String[] atom = Files.readString(folder.resolve("data")).split("Atoms # atomic\n\n")[1].split("\n")[0].split(" ");
        assertEquals(8, atom.length, "image flags: " + Arrays.toString(atom));
        final double[] s = new double[3];
        Cell.of(CELL).toFractional(Reading.frames(path(3, 14)).positions(), 6 * (FRAMES - 1), s, 0);
        for (int k = 0; k < 3; k++) {
            assertEquals((long)Math.floor(s[k]), Long.parseLong(atom[5 + k]));
        }
        assertEquals("Frame 12 does not exist: the run 'walk' has 12 frames. Choose a frame from 0 to 11, or -1 for the last one.",
            message(ExportOptions.of(ExportFormat.POSCAR).withFrames(FRAMES, FRAMES), "x", run(3)));
    }

    @Test
    void aFileThatIsThereIsKeptUnlessItMayBeReplaced() throws IOException {
        final Path file = Files.writeString(folder.resolve("md-run2.xyz"), "old");
        final ExportOptions options = ExportOptions.of(ExportFormat.EXTENDED_XYZ);
        assertEquals("The file " + file + " exists already and was not replaced. Choose another name, delete the file, or choose that files are "
            + "overwritten.", message(options, "md.xyz", run(3), run(3)));
        // none of the two was written
        assertEquals(List.of("md-run2.xyz"), names());
        assertEquals("old", Files.readString(file));
        write(options.withIfExists(IfExists.OVERWRITE), "md.xyz", run(3), run(3));
        assertEquals(List.of("md-run1.xyz", "md-run2.xyz"), names());
        assertTrue(Files.readString(file).startsWith("1\nLattice"));
        Files.createDirectory(folder.resolve("inner"));
        assertTrue(message(options.withIfExists(IfExists.OVERWRITE), "inner", run(3)).contains("inner cannot be written: it is a folder."));
    }

    @Test
    void whatFailsOrIsStoppedLeavesNoFile() throws IOException {
        final Cell left = Cell.of(0, 4, 0, 4, 0, 0, 0, 0, 5);
        final FrameBlock b = new FrameBlock(1, Set.of());
        b.resize(1);
        System.arraycopy(left.rows(), 0, b.cells(), 0, 9);
        final Trajectory wrong = InMemoryTrajectory.of(RunInfo.continuous("left", 1), new int[] {3}, b);
        assertTrue(message(ExportOptions.of(ExportFormat.LAMMPS_DUMP), "d", run(3), wrong).startsWith("The lattice vectors of the cell are left-handed"));
        assertEquals(List.of(), names());
        final Progress stop = (done, total, text) -> {
            throw new CancellationException();
        };
        assertThrows(CancellationException.class, () -> TrajectoryExport.write(List.of(run(3)), folder.resolve("d"),
            ExportOptions.of(ExportFormat.XDATCAR), stop));
        assertEquals(List.of(), names());
    }

    @Test
    void whatCannotBeWrittenIsSaid() {
        final ExportOptions xyz = ExportOptions.of(ExportFormat.EXTENDED_XYZ);
        assertEquals("There is no run 2: the trajectories have 1 run. Choose runs from 1 to 1.", message(xyz.withRuns(List.of(2)), "x", run(3)));
        assertEquals("There is no frame to write to x. Choose runs with frames.", message(xyz.withFrames(50, 60), "x", run(3)));
        assertTrue(message(xyz.withPlacement(Placement.UNWRAPPED), "x", walk(RunInfo.independent("points"), 3)).startsWith(
            "The run 'points' holds independent frames, which have no motion in time."));
        assertEquals("The frames to write go from 5 to 4. Give a first frame of at least 0 and a last frame that is not before it.",
            assertThrows(InputException.class, () -> xyz.withFrames(5, 4)).getMessage());
        assertEquals("The stride is 0. Give a stride of at least 1.", assertThrows(InputException.class, () -> xyz.withStride(0)).getMessage());
        final ExportReport report = write(ExportOptions.of(ExportFormat.GPUMD_XYZ), "train.xyz", run(3), unlabeled());
        assertEquals(1, report.files().size());
        assertEquals(List.of("train-run2.xyz was not written: it would have no frame."), report.warnings());
        final ExportReport both = write(ExportOptions.of(ExportFormat.GPUMD_XYZ).withFiles(RunFiles.ONE_FILE), "all.xyz", run(3), unlabeled());
        assertEquals(List.of("1 of 13 frames have no energy or no forces and were left out of all.xyz."), both.warnings());
        assertEquals(1, both.files().get(0).framesLeftOut());
        assertEquals(List.of(1), both.files().get(0).runs());
        assertFalse(Files.exists(folder.resolve("train-run2.xyz")));
    }

    private static Trajectory unlabeled() {
        final FrameBlock b = new FrameBlock(1, Set.of());
        b.resize(1);
        System.arraycopy(CELL, 0, b.cells(), 0, 9);
        return InMemoryTrajectory.of(RunInfo.continuous("bare", 1), new int[] {3}, b);
    }

    private String message(final ExportOptions options, final String name, final Trajectory... runs) {
        return assertThrows(InputException.class, () -> write(options, name, runs)).getMessage();
    }

    /** Any cell, turned for LAMMPS, keeps all scalar products; small tilts and turned right angles too. */
    @Test
    void turningKeepsTheMetric() {
        final Random random = new Random(1);
        for (int n = 0; n < 200; n++) {
            final double[] m = random.doubles(9, -4, 4).toArray();
            for (int k = 0; k < 9; k += 4) {
                m[k] += 6;
            }
            if (n % 4 == 0) {
                // a small tilt, of which arc cosines keep half the digits
                Arrays.fill(m, 0);
                m[0] = 6;
                m[4] = 7;
                m[8] = 8;
                m[3] = 1e-9 * random.nextDouble();
                m[1] = 1e-9;
            }
            if (new Determinant(m).value() <= 0) {
                continue;
            }
            final Cell original = Cell.of(m);
            final Cell turned = new LammpsCell(original).turned();
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double before = 0;
                    double after = 0;
                    for (int k = 0; k < 3; k++) {
                        before += original.get(i, k) * original.get(j, k);
                        after += turned.get(i, k) * turned.get(j, k);
                    }
                    // round-off of numbers of about 100
                    assertEquals(before, after, 2e-12);
                }
            }
        }
        final double h = Math.sqrt(0.5);
        assertFalse(new LammpsCell(Cell.of(3 * h, 3 * h, 0, -4 * h, 4 * h, 0, 0, 0, 5)).isTilted());
    }

    /** a · (b × c). */
    private record Determinant(double[] m) {
        double value() {
            return m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
        }
    }
}
