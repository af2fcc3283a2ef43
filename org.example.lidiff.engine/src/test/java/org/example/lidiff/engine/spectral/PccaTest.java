package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class PccaTest {

    private static void assertMemberships(final double[][] expected, final double[][] t, final double tolerance) {
        final double[][] chi = Pcca.of(PeriodicMatrix.of(t), expected[0].length).memberships();
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], chi[i], tolerance);
        }
    }

    @Test
    void blocksAndStatesBetweenThem() {
        // S-8, deeptime pcca_test.py.
        assertMemberships(new double[][]{{1, 0}, {1, 0}, {0, 1}, {0, 1}}, new double[][]{{.9, .1, 0, 0}, {.1, .9, 0, 0}, {0, 0, .8, .2}, {0, 0, .2, .8}}, 1e-12);
        assertMemberships(new double[][]{{1, 0}, {1, 0}, {.5, .5}, {0, 1}, {0, 1}},
            new double[][]{{.9, .1, 0, 0, 0}, {.1, .9, 0, 0, 0}, {0, .1, .8, .1, 0}, {0, 0, 0, .8, .2}, {0, 0, 0, .2, .8}}, 1e-12);
        assertMemberships(new double[][]{{1, 0}, {1, 0}, {0, 1}}, new double[][]{{0, 1, 0}, {0, .999, .001}, {0, .001, .999}}, 1e-12);
    }

    @Test
    void disconnectedBlocksAreDividedBySpeed() {
        // S-17: with three sets the slow block is split, the fast one stays whole.
        final double[][] t = {{.4, .3, .3, 0, 0}, {.3, .4, .3, 0, 0}, {.3, .3, .4, 0, 0}, {0, 0, 0, .95, .05}, {0, 0, 0, .05, .95}};
        assertMemberships(new double[][]{{1, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}}, t, 1e-12);
        assertMemberships(new double[][]{{1, 0, 0}, {1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, t, 1e-12);
    }

    @Test
    void twoSetsOfTheBirthDeathChain() {
        // S-10
        final Pcca pcca = Pcca.of(BirthDeathChain.model(), 2);
        final double[] expected = {0, .001897901, .0056476487, .0111582525, .0182959929, .447879682, .8684930968, .9334389688, .977632064, 1};
        for (int i = 0; i < 10; i++) {
            assertEquals(expected[i], pcca.memberships()[i][1], 5e-10);
        }
        assertArrayEquals(new int[]{0, 0, 0, 0, 0, 0, 1, 1, 1, 1}, pcca.assignment());
        assertEquals(1, pcca.weights()[0] + pcca.weights()[1], 1e-12);
        // Two sets keep the slow eigenvalue: the trace of the coarse matrix is 1 + λ₂.
        assertEquals(1.9878670815, pcca.coarseMatrix()[0][0] + pcca.coarseMatrix()[1][1], 5e-10);
    }

    @Test
    void fourSetsOfANearlyDecomposableMatrix() {
        final Random random = new Random(51);
        final double[][] flux = new double[12][12];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j <= i; j++) {
                flux[i][j] = (i / 3 == j / 3 ? 1 : 1e-4) * (.5 + random.nextDouble());
                flux[j][i] = flux[i][j];
            }
        }
        final MarkovStateModel model = MarkovStateModel.reversible(Networks.counts(flux));
        final Pcca pcca = Pcca.of(model, 4);
        for (int i = 0; i < 12; i++) {
            double sum = 0;
            for (int s = 0; s < 4; s++) {
                assertTrue(pcca.memberships()[i][s] >= 0);
                sum += pcca.memberships()[i][s];
            }
            assertEquals(1, sum, 1e-12);
            assertEquals(i / 3, pcca.assignment()[i]);
            // Coupling of 1e-4 leaves memberships of about that size.
            assertEquals(1, pcca.memberships()[i][i / 3], 5e-3);
        }
        // χ = X A spans the slow subspace exactly (up to clipped rounding): the coarse matrix has its eigenvalues.
        final SpectralAnalysis slow = SpectralAnalysis.of(model, 3);
        double trace = -1;
        for (int s = 0; s < 4; s++) {
            trace += pcca.coarseMatrix()[s][s];
        }
        assertEquals(slow.eigenvalue(0) + slow.eigenvalue(1) + slow.eigenvalue(2), trace, 1e-9);
    }

    @Test
    void negativeCoarseEntriesAreReported() {
        // Fast exchange between two overlapping sets: the closed form gives χᵀΠTχ with a negative λ₂.
        final Pcca pcca = Pcca.of(PeriodicMatrix.of(new double[][]{{.1, .9, 0}, {.45, .1, .45}, {0, .9, .1}}), 3);
        assertEquals(3, pcca.sets());
        final Pcca two = Pcca.of(PeriodicMatrix.of(new double[][]{{.02, .96, .02}, {.48, .04, .48}, {.02, .96, .02}}), 2);
        double least = 1;
        for (final double[] row : two.coarseMatrix()) {
            for (final double v : row) {
                least = Math.min(least, v);
            }
        }
        assertEquals(least < -1e-12, two.warnings().stream().anyMatch(w -> w.startsWith("The coarse transition matrix has negative entries")));
    }

    @Test
    void misuseIsRefused() {
        assertEquals("The transition matrix has no detailed balance; metastable sets need it.", assertThrows(InputException.class,
            () -> Pcca.of(PeriodicMatrix.of(new double[][]{{.5, .4, .1}, {.1, .5, .4}, {.4, .1, .5}}), 2)).summary());
        assertEquals("Row 0 of the transition matrix sums to 0.9, not 1.", assertThrows(InputException.class,
            () -> Pcca.of(PeriodicMatrix.of(new double[][]{{.5, .4}, {.5, .5}}), 2)).summary());
        assertEquals("The transition probability from 0 to 1 is -0.5.", assertThrows(InputException.class,
            () -> Pcca.of(PeriodicMatrix.of(new double[][]{{1.5, -.5}, {.5, .5}}), 2)).summary());
        assertEquals("There are 2 states; they cannot be divided into 3 sets.", assertThrows(InputException.class,
            () -> Pcca.of(PeriodicMatrix.of(new double[][]{{.5, .5}, {.5, .5}}), 3)).summary());
        assertEquals("The matrix falls into 2 parts that are never left, more than the 1 sets asked for.", assertThrows(InputException.class,
            () -> Pcca.of(PeriodicMatrix.of(new double[][]{{1, 0}, {0, 1}}), 1)).summary());
    }
}
