package org.example.lidiff.engine.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class MinimumImageTest {

    private static double[] cartesian(final Cell cell, final double... frac) {
        final double[] v = new double[3];
        cell.toCartesian(frac, 0, v, 0);
        return v;
    }

    /** G-9, and the same points scattered over images. */
    @Test
    void centroidOfPointsAcrossTheBoundary() {
        final Cell cube = Cell.of(5, 0, 0, 0, 5, 0, 0, 0, 5);
        final MinimumImage image = new MinimumImage(cube);
        final double[] f = {0.2, 0.2, 0.2, 0.4, 0.2, 0.2, 0.22, 0.4, 0.2};
        final double[] x = new double[9];
        final double[] far = new double[9];
        for (int i = 0; i < 9; i++) {
            x[i] = 5 * f[i];
            far[i] = 5 * (f[i] + (i < 3 ? 0 : i % 4 - 2));
        }
        for (final double[] points : new double[][] {x, far}) {
            final double[] mean = image.centroid(points, new double[] {1, 1, 1});
            final double[] mass = image.centroid(points, new double[] {1, 16, 1});
            assertArrayEquals(new double[] {0.8200000 / 3, 0.8 / 3, 0.2}, new double[] {mean[0] / 5, mean[1] / 5, mean[2] / 5}, 1e-14);
            assertArrayEquals(new double[] {6.82 / 18, 3.8 / 18, 0.2}, new double[] {mass[0] / 5, mass[1] / 5, mass[2] / 5}, 1e-14);
        }
    }

    /** G-11. */
    @Test
    void voxelsAndTheirCenters() {
        final VoxelGrid grid = new VoxelGrid(3, 4, 5);
        final Cell cell = Cell.of(6, 0, 0, 0, 8, 0, 0, 0, 10);
        assertArrayEquals(new double[] {1.0 / 6, 1.0 / 8, 1.0 / 10}, new double[] {grid.center(0, 0), grid.center(0, 1), grid.center(0, 2)}, 1e-15);
        assertArrayEquals(new double[] {1, 1, 1}, cartesian(cell, grid.center(0, 0), grid.center(0, 1), grid.center(0, 2)), 1e-14);
        // voxel (3, 4, 5) is the image of voxel 0 in the next cell
        assertArrayEquals(new double[] {7, 9, 11}, cartesian(cell, grid.center(0, 0) + 1, grid.center(0, 1) + 1, grid.center(0, 2) + 1), 1e-14);
        assertEquals((1 * 4 + 2) * 5 + 2, grid.voxel(0.5, 0.5, 0.5));
        assertEquals(0, grid.voxel(7.0 / 6, 9.0 / 8, 11.0 / 10));
        for (int v = 0; v < grid.size(); v++) {
            assertEquals(v, grid.voxel(grid.center(v, 0) - 3, grid.center(v, 1) + 2, grid.center(v, 2)));
        }
        assertEquals(grid.size() - 1, grid.voxel(-1e-17, -1e-17, -1e-17));
    }

    /** G-1. */
    @Test
    void cubicCellAcrossTheBoundary() {
        final Cell cube = Cell.of(10, 0, 0, 0, 10, 0, 0, 0, 10);
        assertEquals(1, Math.sqrt(new MinimumImage(cube).apply(cartesian(cube, 0.9, 0, 0), 0)), 1e-14);
    }

    /** G-3. */
    @Test
    void triclinicCellOfFarImages() {
        final Cell cell = Cell.ofLengthsAndAngles(new double[] {5, 6, 7}, new double[] {80, 70, 60});
        assertEquals(170.8966151, cell.volume(), 1e-7);
        // the same cell in the orientation of the source, c along z
        final Cell source = Cell.of(4.6984631039, 0, 1.7101007166, 2.8133167100, 5.1961251201, 1.0418890660, 0, 0, 7);
        assertEquals(170.8966151, source.volume(), 1e-7);
        for (final Cell c : new Cell[] {cell, source}) {
            assertEquals(1.6342015359825, Math.sqrt(new MinimumImage(c).apply(cartesian(c, 0.1 - 50.3, 0.2 + 100.7, 0.3 - 25.1), 0)), 1e-9);
        }
    }

    /** G-6: mixing up row and column vectors gives 0.96443. */
    @Test
    void hexagonalCellKeepsAShortVector() {
        final double[] v = {0.5, 1, 0};
        final double d2 = new MinimumImage(Cell.of(4, 0, 0, 2, 2 * Math.sqrt(3), 0, 0, 0, 10)).apply(v, 0);
        assertArrayEquals(new double[] {0.5, 1, 0}, v, 1e-15);
        assertEquals(1.118033988749895, Math.sqrt(d2), 1e-15);
    }

    /** G-7. */
    @Test
    void vectorBeyondHalfTheCellTurnsRound() {
        final double[] v = {6, 6, 6};
        final MinimumImage image = new MinimumImage(Cell.of(10, 0, 0, 0, 10, 0, 0, 0, 10));
        assertEquals(6.928203230275509, Math.sqrt(image.apply(v, 0)), 1e-14);
        assertArrayEquals(new double[] {-4, -4, -4}, v);
        final int[] shift = new int[3];
        image.lastShift(shift);
        assertArrayEquals(new int[] {-1, -1, -1}, shift);
    }

    @Test
    void randomCellsAgreeWithAllImagesUpToFourCellsAway() {
        final Random random = new Random(11);
        final int cells = Boolean.getBoolean("lidiff.thorough") ? 20_000 : 500;
        for (int n = 0; n < cells; n++) {
            // entries between -1 and 1 give cells of every shape; the reduced cell keeps the brute force within four images
            final ReducedCell reduced = ReducedCell.of(randomCell(random));
            check(reduced.cell(), random);
        }
    }

    /** A badly skewed cell is the same lattice as a compact one: distances must not know the difference. */
    @Test
    void skewedDescriptionsOfOneLatticeGiveTheSameDistances() {
        final Random random = new Random(12);
        for (int n = 0; n < 300; n++) {
            final Cell compact = ReducedCell.of(randomCell(random)).cell();
            final int p = random.nextInt(41) - 20;
            final int q = random.nextInt(41) - 20;
            final int r = random.nextInt(41) - 20;
            final Cell skewed = compact.supercell(1, p, q, 0, 1, r, 0, 0, 1);
            final double[] v = cartesian(compact, random.nextDouble() * 3, random.nextDouble() * 3, random.nextDouble() * 3);
            final double[] before = v.clone();
            final MinimumImage image = new MinimumImage(skewed);
            assertEquals(bruteForce(compact, before), image.apply(v, 0), 1e-10);
            final int[] shift = new int[3];
            image.lastShift(shift);
            final double[] moved = cartesian(skewed, shift[0], shift[1], shift[2]);
            for (int k = 0; k < 3; k++) {
                assertEquals(v[k], before[k] + moved[k], 1e-9);
            }
        }
    }

    private static Cell randomCell(final Random random) {
        while (true) {
            final double[] rows = random.doubles(9, -1, 1).toArray();
            if (Math.abs(Cell.determinant(rows)) > 0.02) {
                return Cell.of(rows);
            }
        }
    }

    private static void check(final Cell cell, final Random random) {
        final MinimumImage image = new MinimumImage(cell);
        for (int m = 0; m < 5; m++) {
            final double[] v = cartesian(cell, random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5);
            final double expected = bruteForce(cell, v);
            assertEquals(expected, image.apply(v, 0), 1e-12);
            if (Math.sqrt(expected) < image.safeDistance()) {
                assertTrue(Math.sqrt(expected) <= 0.5 * cell.smallestHeight() + 1e-12);
            }
        }
    }

    /** The shortest of 9³ images around the rounded one. */
    private static double bruteForce(final Cell cell, final double[] v) {
        final double[] f = new double[3];
        cell.toFractional(v, 0, f, 0);
        double best = Double.POSITIVE_INFINITY;
        for (int a = -4; a <= 4; a++) {
            for (int b = -4; b <= 4; b++) {
                for (int c = -4; c <= 4; c++) {
                    final double[] x = cartesian(cell, f[0] - Math.rint(f[0]) + a, f[1] - Math.rint(f[1]) + b, f[2] - Math.rint(f[2]) + c);
                    best = Math.min(best, x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
                }
            }
        }
        return best;
    }

    @Test
    void reducedCellIsTheSameLatticeWithShortVectors() {
        final Random random = new Random(13);
        for (int n = 0; n < 200; n++) {
            final Cell cell = randomCell(random).supercell(1, 7, -3, 0, 1, 11, 0, 0, 1);
            final ReducedCell reduced = ReducedCell.of(cell);
            assertEquals(cell.volume(), reduced.cell().volume(), 1e-9 * Math.max(1, cell.volume()));
            assertTrue(reduced.cell().equals(cell.supercell(reduced.combination()), 1e-9));
            // Minkowski: the product of the lengths of reduced vectors is at most twice the volume
            assertTrue(reduced.cell().length(0) * reduced.cell().length(1) * reduced.cell().length(2) <= 2 * reduced.cell().volume() * (1 + 1e-9));
        }
    }
}
