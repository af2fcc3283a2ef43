package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.structure.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LammpsReadingTest {

    private static final ReadOptions OPTIONS = ReadOptions.defaults().withTimeStepFs(100).withSpecies(Map.of("1", "Li", "2", "Si"));
    private static final String BOX = "ITEM: TIMESTEP\n%d\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n1 5\n1 5\n1 5\n";

    @TempDir
    private Path folder;

    private FrameBlock read(final String text) {
        return Reading.of(folder, OPTIONS, Reading.write(folder, "d", text)).frames(0);
    }

    @Test
    void wrappedScaledAndUnwrappedPositionsAreTheSamePlaces() {
        final String box = String.format(BOX, 0);
        // box from 1 to 5; the second atom has left it once along -x
        final double[] expected = {1, 2, 3, -1, 0, 0};
        for (final String atoms : new String[] {
            "ITEM: ATOMS id type x y z ix iy iz\n1 1 2 3 4 0 0 0\n2 2 4 1 1 -1 0 0\n",
            "ITEM: ATOMS id type xs ys zs ix iy iz\n1 1 0.25 0.5 0.75 0 0 0\n2 2 0.75 0 0 -1 0 0\n",
            "ITEM: ATOMS id type xu yu zu\n1 1 2 3 4\n2 2 0 1 1\n",
            "ITEM: ATOMS id element xsu ysu zsu\n2 Si -0.25 0 0\n1 Li 0.25 0.5 0.75\n"}) {
            final Reading reading = Reading.of(folder, OPTIONS, Reading.write(folder, "d", box + atoms));
            assertArrayEquals(expected, Arrays.copyOf(reading.frames(0).positions(), 6), 1e-15, atoms);
            assertArrayEquals(new int[] {3, 14}, reading.set.runs().get(0).atomicNumbers());
            assertTrue(reading.set.runs().get(0).info().unwrapped());
        }
    }

    @Test
    void tiltedBoxComesFromItsBounds() {
        // lx, ly, lz = 4, 5, 6; xy = 1, xz = -0.5, yz = 2: bounds are those of the bounding box
        final String text = "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS xy xz yz pp pp pp\n-0.5 5 1\n0 7 -0.5\n0 6 2\n"
            + "ITEM: ATOMS id element xs ys zs\n1 Li 0.5 0.5 0.5\n";
        final FrameBlock f = read(text);
        assertArrayEquals(new double[] {4, 0, 0, 1, 5, 0, -0.5, 2, 6}, Arrays.copyOf(f.cells(), 9), 1e-15);
        assertArrayEquals(new double[] {2.25, 3.5, 3}, Arrays.copyOf(f.positions(), 3), 1e-15);
        final FrameBlock general = read("ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS abc origin pp pp pp\n4 0 1 0\n0 5 0 0\n"
            + "1 0 6 0\nITEM: ATOMS id element x y z\n1 Li 1 2 3\n");
        assertArrayEquals(new double[] {4, 0, 1, 0, 5, 0, 1, 0, 6}, Arrays.copyOf(general.cells(), 9));
    }

    @Test
    void unitsOfVelocitiesAndForces() {
        final String columns = "ITEM: ATOMS id type x y z vx vy vz fx fy fz\n1 1 1 1 1 5 0 0 2 0 0\n2 2 2 2 2 0 0 0 0 0 0\n";
        final FrameBlock metal = read(String.format(BOX, 0) + columns);
        assertEquals(0.005, metal.velocities()[0], 1e-18);
        assertEquals(2, metal.forces()[0]);
        final FrameBlock real = read("ITEM: UNITS\nreal\n" + String.format(BOX, 0) + columns);
        assertEquals(5, real.velocities()[0]);
        // 1 kcal/mol = 4184 J/mol / (96485.33212 C/mol)
        assertEquals(2 * 4184 / 96485.33212, real.forces()[0], 1e-8);
    }

    @Test
    void laterCopyOfARepeatedStepStays() {
        final String atoms = "ITEM: ATOMS id type x y z\n1 1 %d 1 1\n2 2 2 2 2\n";
        final FrameBlock f = read(String.format(BOX, 0) + String.format(atoms, 1) + String.format(BOX, 50) + String.format(atoms, 2)
            + String.format(BOX, 50) + String.format(atoms, 3) + String.format(BOX, 100) + String.format(atoms, 4));
        assertArrayEquals(new long[] {0, 50, 100}, Arrays.copyOf(f.steps(), 3));
        assertEquals(2, f.positions()[6]);
    }

    @Test
    void errorsSayWhatIsMissing() {
        final Path types = Reading.write(folder, "t", String.format(BOX, 0) + "ITEM: ATOMS id type x y z\n1 1 1 1 1\n2 2 2 2 2\n");
        assertTrue(Reading.failure(folder, ReadOptions.defaults().withTimeStepFs(1), types)
            .contains("t, line 10: the atoms have types (here '1') and no elements. Say in the settings which element each type is"));
        assertTrue(Reading.failure(folder, ReadOptions.defaults(), Reading.write(folder, "n",
            String.format(BOX, 0) + "ITEM: ATOMS id element x y z\n1 Li 1 1 1\n2 Li 2 2 2\n")).contains("does not say the time between"));
        assertTrue(fails("ITEM: ATOMS id type vx vy vz\n1 1 1 1 1\n2 2 2 2 2\n").contains("hold no positions"));
        assertTrue(fails("ITEM: ATOMS\nid type x y z\n1 1 1 1 1\n").contains("the columns '' hold no positions. Dump x y z, xs ys zs"));
        assertTrue(fails("ITEM: ATOMS id x y z\n1 1 1 1\n2 2 2 2\n").contains("hold neither element nor type"));
        assertTrue(fails("ITEM: ATOMS id type x y z\n1 1 1 1 1\n1 2 2 2 2\n").contains("two atoms of frame 0 have the id 1"));
    }

    private String fails(final String atoms) {
        return Reading.failure(folder, OPTIONS, Reading.write(folder, "e", String.format(BOX, 0) + atoms));
    }

    /** LAMMPS wrote the same run twice: with image flags, and wrapped to four decimals. */
    @Test
    void unwrappingAgreesWithTheImageFlagsOfLammps() {
        final Trajectory dump = Reading.of(folder, OPTIONS, SharedData.path("lisi-meam/LiSi-vacancy-1050K.dump.gz")).set.runs().get(0);
        final Trajectory xyz = Reading.of(folder, ReadOptions.defaults().withFrames(0, 199),
            SharedData.path("lisi-meam/LiSi-vacancy-1050K.extxyz.gz")).set.runs().get(0);
        assertEquals(200, dump.frames());
        assertEquals(200, xyz.frames());
        assertEquals(100, xyz.info().frameIntervalFs());
        final FrameBlock expected = Reading.frames(dump);
        try (Unwrapper unwrapper = Unwrapper.open(xyz, UnwrapOptions.defaults().withCartesianPath(true).withCoarseSamplingAllowed(true))) {
            assertEquals(200, unwrapper.advance(200));
            final double[] x = new double[3];
            for (int i = 0; i < 63; i++) {
                for (int f = 0; f < 200; f++) {
                    final int at = 3 * (63 * f + i);
                    Cell.of(Arrays.copyOf(unwrapper.cells(), 9)).toCartesian(unwrapper.fractional(), at, x, 0);
                    for (int k = 0; k < 3; k++) {
                        final double moved = expected.positions()[at + k] - expected.positions()[3 * i + k];
                        // four decimals at both ends
                        assertEquals(moved, unwrapper.cartesianPath()[at + k] - unwrapper.cartesianPath()[3 * i + k], 2.1e-4);
                        if (f > 0) {
                            assertEquals(unwrapper.cartesianPath()[at + k], x[k], 1e-9);
                        }
                    }
                }
            }
        }
    }
}
