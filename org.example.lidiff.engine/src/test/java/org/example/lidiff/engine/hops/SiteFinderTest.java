package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.RelabeledRun;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.junit.jupiter.api.Test;

class SiteFinderTest {

    /** Three Li sites; the reference that the caller knows has the first two only. */
    private static final Cell CELL = Cell.of(6, 0, 0, 1, 6, 0, -1, 0.5, 7);
    private static final Structure UNIT = new Structure(CELL, new int[] {3, 3, 3, 14, 14},
        new double[] {0.1, 0.1, 0.1, 3.2, 0.4, 0.6, 2.5, 3.6, 3.5, 0.5, 3, 4, 4, 3, 1.5});

    private static SyntheticCrystal crystal() {
        final SyntheticCrystal crystal = new SyntheticCrystal(UNIT, 2, 0, 0, 0, 2, 0, 0, 0, 2);
        crystal.vibration = 0.2;
        return crystal;
    }

    private static TrajectorySet set(final SyntheticCrystal crystal) {
        final Random random = new Random(3);
        final int[][][] paths = new int[12][400][];
        for (int i = 0; i < 12; i++) {
            for (int f = 0; f < 400; f++) {
                // every site of every copy is visited, without regard to the way there
                paths[i][f] = f % 10 == 0 ? new int[] {(f / 10 + i) % 3, random.nextInt(2), random.nextInt(2), random.nextInt(2)} : paths[i][f - 1];
            }
        }
        return crystal.set(paths);
    }

    private static TrajectorySet unwrappedSet(final SyntheticCrystal crystal) {
        final TrajectorySet set = set(crystal);
        return SyntheticCrystal.set(RelabeledRun.of(set.runs().get(0), set.runs().get(0).info().withUnwrapped(true)));
    }

    @Test
    void theDensityShowsEverySiteOnce() {
        final SiteFinder.Found found = SiteFinder.of(SiteFinder.Options.defaults()).find(SyntheticCrystal.LI, unwrappedSet(crystal()), Progress.NONE);
        assertEquals(24, found.sites().size());
        final SiteNetwork truth = crystal().sites().supercell(2, 0, 0, 0, 2, 0, 0, 0, 2);
        final SiteAssignment.Query query = SiteAssignment.of(truth).query();
        double ions = 0;
        for (int i = 0; i < 24; i++) {
            query.nearest(found.sites().fractional(i, 0), found.sites().fractional(i, 1), found.sites().fractional(i, 2));
            // about 160 samples a site in few places: 0.2/√16 and the grid
            assertTrue(Math.sqrt(query.squaredDistance()) < 0.2);
            assertTrue(found.depths()[i] >= 1);
            ions += found.ions()[i];
        }
        assertEquals(12, ions, 1e-9);
    }

    @Test
    void interstitialsAreAddedToTheCrystalOnItsUnitCell() {
        final SyntheticCrystal crystal = crystal();
        crystal.rigidShift = new double[] {0.8, 0.3, -0.5};
        final SiteNetwork known = SiteNetwork.ofStructure(UNIT.without(2), SyntheticCrystal.LI, java.util.List.of());
        final SiteFinder.Found found = SiteFinder.of(SiteFinder.Options.defaults()).findExtra(known, unwrappedSet(crystal), Progress.NONE);
        assertEquals(3, found.sites().size());
        assertEquals("X", found.sites().label(2));
        assertTrue(Double.isNaN(found.ions()[0]));
        assertEquals(12 / 3.0 / 8, found.ions()[2], 0.02);
        final double[] d = new double[3];
        for (int a = 0; a < 3; a++) {
            d[a] = found.sites().fractional(2, a);
        }
        CELL.toCartesian(d, 0, d, 0);
        for (int a = 0; a < 3; a++) {
            d[a] -= UNIT.position(2, a);
        }
        assertTrue(Math.sqrt(new MinimumImage(CELL).apply(d, 0)) < 0.1);
        final JumpNetwork net = HopDetector.of(found.sites(), HopOptions.defaults()).detect(unwrappedSet(crystal), Progress.NONE);
        assertEquals(3, net.sites().size(), "the framework is known to the found sites, too");
        assertTrue(net.shares().outsideCores() < 0.15);
    }

    @Test
    void shallowBasinsAreMerged() {
        // a ring of 8 voxels: peaks 8 and 4 with saddles 3 and 1: depth ln(4/3) = 0.29
        final double[] density = {8, 5, 3, 4, 2, 1, 2, 6};
        final int[] grid = {1, 1, 8};
        assertEquals(1, new DensityBasins(grid, density, 0.3).basins().length);
        final DensityBasins two = new DensityBasins(grid, density, 0.2);
        assertEquals(2, two.basins().length);
        assertEquals(Math.log(4.0 / 3), two.depth(two.basins()[1]), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, two.depth(two.basins()[0]));
        final int[] labels = new int[8];
        java.util.Arrays.setAll(labels, two::basin);
        assertEquals(labels[0], labels[7], "through the periodic boundary");
        assertEquals(labels[3], labels[4]);
    }

    @Test
    void floodingPassesThePeriodicBoundary() {
        // TESTVECTORS H-5 (GEMDAT tests/segmentation_test.py), first grid: the region is one basin across the x boundary, the rest none
        final double[] density = new double[9 * 7];
        final int[] expected = new int[9 * 7];
        java.util.Arrays.fill(expected, -1);
        for (int row = 0; row < 9; row++) {
            for (int column = 0; column < 7; column++) {
                final boolean in = row >= 1 && row <= 5 && column >= 5 || row >= 2 && row <= 6 && column <= 2;
                density[7 * row + column] = in ? 1 : 0;
                expected[7 * row + column] = in ? 0 : -1;
            }
        }
        final DensityBasins basins = new DensityBasins(new int[] {9, 7, 1}, density, 1);
        final int[] labels = new int[63];
        java.util.Arrays.setAll(labels, basins::basin);
        assertArrayEquals(expected, labels);
    }

    @Test
    void floodingPassesTheOtherPeriodicBoundary() {
        // TESTVECTORS H-5, second grid: rows 0 to 2 with columns 2 to 6, rows 5 and 6 with columns 1 to 5
        final double[] density = new double[7 * 9];
        final int[] expected = new int[7 * 9];
        for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 9; column++) {
                final boolean in = row <= 2 && column >= 2 && column <= 6 || row >= 5 && column >= 1 && column <= 5;
                density[9 * row + column] = in ? 1 : 0;
                expected[9 * row + column] = in ? 0 : -1;
            }
        }
        final DensityBasins basins = new DensityBasins(new int[] {7, 9, 1}, density, 1);
        final int[] labels = new int[63];
        java.util.Arrays.setAll(labels, basins::basin);
        assertArrayEquals(expected, labels);
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertTrue(assertThrows(InputException.class, () -> new SiteFinder.Options(0, 2, 1, 0, 1)).getMessage().contains("a grid of 0.00 Å"));
        assertTrue(assertThrows(InputException.class, () -> SiteFinder.of(SiteFinder.Options.defaults()).find(SyntheticCrystal.LI, SyntheticCrystal.set(),
            Progress.NONE)).getMessage().contains("no run"));
    }
}
