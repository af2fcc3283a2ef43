package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Random;

import org.example.lidiff.engine.structure.Cell;
import org.junit.jupiter.api.Test;

class SiteAssignmentTest {

    private static final double[][] CELLS = {
        {6, 0, 0, 0, 7, 0, 0, 0, 8}, {5, 0, 0, 2.5, 4.33, 0, 0, 0, 9}, {6, 0, 0, 5.1, 3, 0, -4.4, 2.2, 4}, {4, 0, 0, 11, 5, 0, 7, -9, 6},
        {1.1, 2.2, 3.3, -3, 0.2, 1, 0.4, 5, -2}};

    @Test
    void everyPointGetsTheNearestSiteOfAllImages() {
        final Random random = new Random(5);
        for (final double[] rows : CELLS) {
            for (final int count : new int[] {1, 2, 7, 40}) {
                compareWithBruteForce(Cell.of(rows), count, random);
            }
        }
    }

    private static void compareWithBruteForce(final Cell cell, final int count, final Random random) {
        final double[] x = random.doubles(3L * count, -1, 2).toArray();
        SiteNetwork sites;
        try {
            sites = SiteNetwork.of(cell, x, Collections.nCopies(count, "A"), SyntheticCrystal.LI);
        } catch (final org.example.lidiff.engine.InputException e) {
            return;
        }
        final SiteAssignment.Query query = SiteAssignment.of(sites).query();
        int previous = -1;
        final double[] images = new double[3];
        for (int n = 0; n < 300; n++) {
            final double[] p = random.doubles(3, -3, 3).toArray();
            query.nearest(p[0], p[1], p[2], previous, images, 0);
            final double slow = slowDistance(sites, p);
            assertEquals(slow, Math.sqrt(query.squaredDistance()), 1e-9 * (1 + slow));
            final double[] d = new double[3];
            for (int a = 0; a < 3; a++) {
                d[a] = p[a] - sites.fractional(query.site(), a) - query.image(a);
                images[a] = query.image(a);
            }
            cell.toCartesian(d, 0, d, 0);
            assertEquals(slow, LatticeVectors.length(d), 1e-9 * (1 + slow), "the image belongs to the distance");
            previous = query.site();
        }
    }

    /** All sites in all images that can matter: the fractional distance is at most |d|/height in each direction. */
    private static double slowDistance(final SiteNetwork sites, final double[] p) {
        final Cell cell = sites.cell();
        final double reach = 0.5 * (cell.length(0) + cell.length(1) + cell.length(2));
        double best = Double.POSITIVE_INFINITY;
        final double[] d = new double[3];
        for (int i = 0; i < sites.size(); i++) {
            final int[] low = new int[3];
            final int[] high = new int[3];
            for (int a = 0; a < 3; a++) {
                final double x = p[a] - sites.fractional(i, a);
                low[a] = (int)Math.ceil(x - reach / cell.height(a));
                high[a] = (int)Math.floor(x + reach / cell.height(a));
            }
            for (int a = low[0]; a <= high[0]; a++) {
                for (int b = low[1]; b <= high[1]; b++) {
                    for (int c = low[2]; c <= high[2]; c++) {
                        d[0] = p[0] - sites.fractional(i, 0) - a;
                        d[1] = p[1] - sites.fractional(i, 1) - b;
                        d[2] = p[2] - sites.fractional(i, 2) - c;
                        cell.toCartesian(d, 0, d, 0);
                        best = Math.min(best, LatticeVectors.length(d));
                    }
                }
            }
        }
        return best;
    }

    @Test
    void voxelsListFewCandidates() {
        final SiteNetwork sites = SyntheticCrystal.random(new Random(3), 6, 1.5, 2, 0, 0, 0, 2, 0, 0, 0, 2).sites().supercell(2, 0, 0, 0, 2, 0, 0, 0, 2);
        final double mean = SiteAssignment.of(sites).meanCandidates();
        assertTrue(mean < 6, () -> "mean candidates " + mean);
    }

    @Test
    void skewedVectorsOfTheSameLatticeCostNothing() {
        final Random random = new Random(6);
        final double[] x = new double[3 * 64];
        final double[] skewed = new double[x.length];
        // a' = a, b' = b + 2 a, c' = c − b + a: fractions p with p' L' = p L
        for (int n = 0; n < 64; n++) {
            for (int a = 0; a < 3; a++) {
                x[3 * n + a] = ((a == 0 ? n / 16 : a == 1 ? n / 4 % 4 : n % 4) + 0.5 * random.nextDouble()) / 4;
            }
            skewed[3 * n + 2] = x[3 * n + 2];
            skewed[3 * n + 1] = x[3 * n + 1] + skewed[3 * n + 2];
            skewed[3 * n] = x[3 * n] - 2 * skewed[3 * n + 1] - skewed[3 * n + 2];
        }
        final SiteAssignment straight = SiteAssignment.of(SiteNetwork.of(Cell.of(9, 0, 0, 0, 10, 0, 0, 0, 11), x, Collections.nCopies(64, "A"),
            SyntheticCrystal.LI));
        final SiteAssignment same = SiteAssignment.of(SiteNetwork.of(Cell.of(9, 0, 0, 18, 10, 0, 9, -10, 11), skewed, Collections.nCopies(64, "A"),
            SyntheticCrystal.LI));
        // the voxels may be cut in another order
        assertEquals(straight.meanCandidates(), same.meanCandidates(), 0.02 * straight.meanCandidates());
    }
}
