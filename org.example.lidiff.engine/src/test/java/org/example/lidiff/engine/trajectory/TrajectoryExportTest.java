package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryExportTest {

    private static final int[] NUMBERS = {3, 3, 14, 3};
    private static final int FRAMES = 5;

    @TempDir
    private Path folder;

    private static Trajectory run(final StressKind stressKind) {
        final Random random = new Random(8);
        final FrameBlock b = new FrameBlock(4, EnumSet.allOf(Quantity.class));
        b.resize(FRAMES);
        for (int f = 0; f < FRAMES; f++) {
            b.steps()[f] = 10L * f;
            b.energies()[f] = -100 + random.nextDouble();
            // not the orientation that LAMMPS wants, and breathing
            final double[] cell = {5 + 0.01 * f, 0.5, 0.2, 1, 6, -0.3, -0.7, 0.4, 7};
            System.arraycopy(cell, 0, b.cells(), 9 * f, 9);
            for (int k = 0; k < 12; k++) {
                b.positions()[12 * f + k] = 8 * random.nextGaussian();
                b.forces()[12 * f + k] = random.nextGaussian();
                b.velocities()[12 * f + k] = 0.01 * random.nextGaussian();
            }
            for (int k = 0; k < 9; k++) {
                b.stresses()[9 * f + k] = 0.01 * random.nextGaussian();
            }
        }
        b.energies()[3] = Double.NaN;
        return InMemoryTrajectory.of(RunInfo.continuous("test", 2.5).withStressKind(stressKind), NUMBERS, b);
    }

    private static long write(final Trajectory run, final Path file, final ExportFormat format) {
        return TrajectoryExport.write(List.of(run), file, ExportOptions.of(format).withIfExists(IfExists.OVERWRITE), Progress.NONE).files()
            .get(0).frames();
    }

    private FrameBlock roundTrip(final Trajectory run, final ExportFormat format, final ReadOptions options) {
        final Path file = folder.resolve("file");
        assertEquals(FRAMES, write(run, file, format));
        return Reading.of(folder, options, file).frames(0);
    }

    @Test
    void extendedXyzComesBack() throws IOException {
        final FrameBlock expected = Reading.frames(run(StressKind.POTENTIAL));
        final FrameBlock found = roundTrip(run(StressKind.POTENTIAL), ExportFormat.EXTENDED_XYZ, ReadOptions.defaults());
        // ten decimals
        assertArrayEquals(expected.positions(), Arrays.copyOf(found.positions(), 12 * FRAMES), 6e-11);
        assertArrayEquals(expected.forces(), Arrays.copyOf(found.forces(), 12 * FRAMES), 6e-11);
        assertArrayEquals(expected.velocities(), Arrays.copyOf(found.velocities(), 12 * FRAMES), 6e-11);
        assertArrayEquals(expected.stresses(), Arrays.copyOf(found.stresses(), 9 * FRAMES), 6e-11);
        assertArrayEquals(expected.energies(), Arrays.copyOf(found.energies(), FRAMES));
        assertArrayEquals(expected.steps(), Arrays.copyOf(found.steps(), FRAMES));
        final Trajectory total = run(StressKind.TOTAL);
        final FrameBlock again = roundTrip(total, ExportFormat.EXTENDED_XYZ, ReadOptions.defaults());
        assertArrayEquals(expected.stresses(), Arrays.copyOf(again.stresses(), 9 * FRAMES), 6e-11);
        assertTrue(Files.readString(folder.resolve("file")).contains(" total_stress=\""));
        assertEquals(StressKind.TOTAL, Reading.of(folder, ReadOptions.defaults(), folder.resolve("file")).set.runs().get(0).info().stressKind());
    }

    @Test
    void theTemperatureOfFramesOrOfTheRunComesBack() {
        final Trajectory made = run(StressKind.POTENTIAL);
        final FrameBlock frames = Reading.frames(made);
        for (int f = 0; f < FRAMES; f++) {
            frames.temperatures()[f] = f == 2 ? Double.NaN : 500.25 + f;
        }
        final Trajectory warm = InMemoryTrajectory.of(made.info().withTemperature(480), NUMBERS, frames);
        final FrameBlock found = roundTrip(warm, ExportFormat.EXTENDED_XYZ, ReadOptions.defaults());
        assertEquals(501.25, found.temperatures()[1]);
        assertEquals(480, found.temperatures()[2]);
    }

    @Test
    void gpumdGetsOnlyWhatItCanTrainOn() throws IOException {
        final Path file = folder.resolve("train.xyz");
        assertEquals(FRAMES - 1, write(run(StressKind.POTENTIAL), file, ExportFormat.GPUMD_XYZ));
        final FrameBlock expected = Reading.frames(run(StressKind.POTENTIAL));
        final FrameBlock found = Reading.of(folder, ReadOptions.defaults().withKind(RunKind.INDEPENDENT), file).frames(0);
        assertEquals(expected.stresses()[9], found.stresses()[9], 1e-10);
        assertEquals(expected.energies()[4], found.energies()[3]);
        write(run(StressKind.TOTAL), file, ExportFormat.GPUMD_XYZ);
        assertFalse(Files.readString(file).contains("virial"));
        final FrameBlock unlabeled = new FrameBlock(4, Set.of());
        unlabeled.resize(1);
        System.arraycopy(expected.cells(), 0, unlabeled.cells(), 0, 9);
        final Trajectory bare = InMemoryTrajectory.of(RunInfo.continuous("bare", 1), NUMBERS, unlabeled);
        assertEquals("There is no frame to write to train.xyz: none has an energy and forces. Choose runs with frames that have energies and "
            + "forces.", assertThrows(InputException.class, () -> write(bare, file, ExportFormat.GPUMD_XYZ)).getMessage());
    }

    @Test
    void xdatcarHoldsTheSamePlaces() {
        final FrameBlock expected = Reading.frames(run(StressKind.POTENTIAL));
        final FrameBlock found = roundTrip(run(StressKind.POTENTIAL), ExportFormat.XDATCAR, ReadOptions.defaults().withTimeStepFs(2.5));
        assertArrayEquals(expected.cells(), Arrays.copyOf(found.cells(), 9 * FRAMES), 6e-11);
        for (int f = 0; f < FRAMES; f++) {
            final MinimumImage image = new MinimumImage(Cell.of(Arrays.copyOfRange(expected.cells(), 9 * f, 9 * f + 9)));
            for (int i = 0; i < 4; i++) {
                final double[] d = new double[3];
                for (int k = 0; k < 3; k++) {
                    d[k] = found.positions()[12 * f + 3 * i + k] - expected.positions()[12 * f + 3 * i + k];
                }
                assertEquals(0, image.apply(d, 0), 1e-17);
            }
        }
    }

    /** The cell is turned: distances, lengths and angles between forces and bonds stay. */
    @Test
    void lammpsDumpKeepsEverythingButTheOrientation() {
        for (final boolean unwrapped : new boolean[] {false, true}) {
            final Trajectory source = run(StressKind.POTENTIAL);
            final Trajectory run = InMemoryTrajectory.of(source.info().withUnwrapped(unwrapped), NUMBERS, Reading.frames(source));
            final FrameBlock e = Reading.frames(run);
            final FrameBlock g = roundTrip(run, ExportFormat.LAMMPS_DUMP, ReadOptions.defaults().withTimeStepFs(2.5));
            for (int f = 0; f < FRAMES; f++) {
                final Cell before = Cell.of(Arrays.copyOfRange(e.cells(), 9 * f, 9 * f + 9));
                final Cell after = Cell.of(Arrays.copyOfRange(g.cells(), 9 * f, 9 * f + 9));
                assertEquals(before.volume(), after.volume(), 1e-7);
                assertEquals(0, after.get(0, 1));
                final double[] d = difference(e.positions(), 12 * f);
                final double[] h = difference(g.positions(), 12 * f);
                if (!unwrapped) {
                    new MinimumImage(before).apply(d, 0);
                    new MinimumImage(after).apply(h, 0);
                }
                assertEquals(dot(d, 0, d, 0), dot(h, 0, h, 0), 1e-7);
                assertEquals(dot(d, 0, e.forces(), 12 * f), dot(h, 0, g.forces(), 12 * f), 1e-7);
                assertEquals(dot(e.velocities(), 12 * f, e.forces(), 12 * f), dot(g.velocities(), 12 * f, g.forces(), 12 * f), 1e-10);
            }
        }
    }

    private static double[] difference(final double[] x, final int at) {
        return new double[] {x[at + 3] - x[at], x[at + 4] - x[at + 1], x[at + 5] - x[at + 2]};
    }

    private static double dot(final double[] a, final int i, final double[] b, final int j) {
        return a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2];
    }

    @Test
    void poscarComesBackAndLeftHandedCellsAreRefusedByLammps() throws IOException {
        final Structure structure = new Structure(Cell.of(4, 0, 0, 1, 4, 0, 0, 0, 5), new int[] {3, 14, 3}, new double[] {0, 0, 0, 1, 2, 3, 2, 1, 1});
        final Path file = folder.resolve("POSCAR");
        StructureWriter.poscar(structure, file);
        final Structure found = StructureReader.read(file).structure();
        assertArrayEquals(structure.atomicNumbers(), found.atomicNumbers());
        assertArrayEquals(structure.positions(), found.positions(), 1e-9);
        StructureWriter.lammpsData(structure, file);
        final String text = Files.readString(file);
        assertTrue(text.contains("3 atoms\n2 atom types\n"));
        assertTrue(text.contains(" 1.00000000000000 0.00000000000000 0.00000000000000 xy xz yz\n"));
        assertTrue(text.contains("\n2 2 1.00000000000000 2.00000000000000 3.00000000000000\n"));
        final Structure left = structure.with(Cell.of(0, 4, 0, 4, 0, 0, 0, 0, 5), structure.positions());
        assertTrue(assertThrows(InputException.class, () -> StructureWriter.lammpsData(left, file)).getMessage()
            .startsWith("The lattice vectors of the cell are left-handed"));
        assertTrue(assertThrows(InputException.class, () -> StructureWriter.poscar(structure, folder.resolve("no/such"))).getMessage()
            .contains("cannot be written"));
    }

    @Test
    void numbersAreRoundedRight() throws IOException {
        final Path file = folder.resolve("n");
        try (TextOutput out = new TextOutput(file, IfExists.OVERWRITE)) {
            out.number(-0.00000000004).number(0.00000000006).number(-1.5).number(99999.99999999999).number(123456.5).number(Double.NaN)
                .number(10).finish();
        }
        assertEquals(" 0.0000000000 0.0000000001 -1.5000000000 100000.0000000000 123456.5 NaN 10.0000000000", Files.readString(file));
    }
}
