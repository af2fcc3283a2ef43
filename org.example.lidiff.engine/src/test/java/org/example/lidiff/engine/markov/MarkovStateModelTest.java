package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;

class MarkovStateModelTest {

    private static final double[][] PRINZ = {{5, 0, 3, 3, 7}, {9, 3, 5, 2, 4}, {7, 6, 8, 8, 1}, {6, 7, 7, 8, 1}, {5, 9, 8, 9, 4}};

    @Test
    void nonReversibleRowsAreNormalized() {
        // T-2
        assertRows(new double[][]{{.25, .75}, {.75, .25}}, MarkovStateModel.nonReversible(Networks.counts(new double[][]{{1, 3}, {3, 1}})).folded(), 1e-15);
        assertRows(new double[][]{{0, 1}, {.5, .5}}, MarkovStateModel.nonReversible(Networks.counts(new double[][]{{0, 2}, {1, 1}})).folded(), 1e-15);
    }

    @Test
    void metastableSymmetricCountsAreReproduced() {
        // T-3: the fixed-point iteration stalls here; symmetric counts have the exact answer C/rowsum.
        final double[][] c = {{7048, 6, 0}, {6, 2, 3}, {0, 3, 2933}};
        final MarkovStateModel model = MarkovStateModel.reversible(Networks.counts(c));
        assertRows(new double[][]{{.9991494188, .0008505812, 0}, {.5454545455, .1818181818, .2727272727}, {0, .0010217984, .9989782016}}, model.folded(), 5e-11);
        assertArrayEquals(new double[]{.7053294671, .00109989, .2935706429}, model.stationary(), 5e-11);
    }

    @Test
    void metastableAsymmetricCountsConverge() {
        // Hops between two halves a thousand times rarer than within: the likelihood must be stationary, not only nearly so.
        final double[][] c = {{7048, 6, 0, 0}, {9, 20, 3, 0}, {0, 2, 2933, 800}, {0, 0, 790, 5}};
        final MarkovStateModel model = MarkovStateModel.reversible(Networks.counts(c));
        assertTrue(model.warnings().isEmpty());
        assertStationaryLikelihood(model, c, 1e-9);
    }

    /** x_ij = (c_ij + c_ji)/(c_i/x_i + c_j/x_j), the condition of Bowman et al. and Prinz et al. */
    private static void assertStationaryLikelihood(final MarkovStateModel model, final double[][] c, final double tolerance) {
        final double[] pi = model.stationary();
        final double[][] t = model.folded();
        final double[] rows = Networks.counts(c).matrix().rowSums();
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c.length; j++) {
                final double expected = (c[i][j] + c[j][i]) / (rows[i] / pi[i] + rows[j] / pi[j]);
                assertEquals(expected, pi[i] * t[i][j], tolerance * Math.max(expected, 1e-12));
            }
        }
    }

    @Test
    void reversibleMatrixOfPrinz() {
        // T-4, from msmbuilder test_transmat_mle_prinz.py.
        final MarkovStateModel model = MarkovStateModel.reversible(Networks.counts(PRINZ));
        assertRows(new double[][]{{.2777777778, .1839449601, .2075861712, .1843857753, .1463053156},
            {.2473474225, .1304347826, .2420849596, .1960228659, .1841099694}, {.2087816306, .1810681977, .2666666667, .2473847794, .0960987257},
            {.1958984843, .1548784167, .2613260903, .275862069, .1120349397}, {.2676144091, .2504420201, .1747725208, .1928853357, .1142857143}},
            model.folded(), 6e-11);
        assertArrayEquals(new double[]{.2366372307, .1759801073, .2352822733, .2227303565, .1293700321}, model.stationary(), 6e-11);
        assertStationaryLikelihood(model, PRINZ, 1e-10);
        final Eigenmodes modes = Eigenmodes.of(model, 5);
        assertEquals(.4956277172, modes.timescaleFs(1), 5e-11);
        assertEquals(.2673347576, modes.timescaleFs(2), 5e-11);
        assertEquals(.2304754078, modes.timescaleFs(3), 5e-11);
        assertEquals(-.10473205, modes.eigenvalue(4), 5e-9);
        assertTrue(Double.isNaN(modes.timescaleFs(4)), "a negative eigenvalue has no time scale");
        assertEquals(List.of("1 eigenvalues are not positive; such modes have no time scale."), modes.warnings());
    }

    @Test
    void reversibleMaximumBeatsItsNeighbors() {
        final TransitionCounts counts = Networks.counts(PRINZ);
        final MarkovStateModel best = MarkovStateModel.reversible(counts);
        final Random random = new Random(1);
        for (int trial = 0; trial < 50; trial++) {
            final double[] flux = best.transitions().values();
            final PeriodicMatrix t = best.transitions();
            final int[] reverse = t.reverses();
            for (int e = 0; e < flux.length; e++) {
                flux[e] *= best.stationary()[t.from(e)];
            }
            for (int e = 0; e < flux.length; e++) {
                if (reverse[e] >= e) {
                    flux[e] *= 1 + 0.02 * random.nextGaussian();
                    flux[reverse[e]] = flux[e];
                }
            }
            final Estimation other = ReversibleEstimator.fromFlux(t.withValues(flux), 0, List.of());
            assertTrue(MarkovStateModel.of(other.transitions(), 1).logLikelihood(counts) < best.logLikelihood(counts));
        }
    }

    @Test
    void imagesAreBalancedOneByOne() {
        final Random random = new Random(4);
        for (int trial = 0; trial < 10; trial++) {
            final PeriodicMatrix rates = Networks.randomRates(random, 1 + random.nextInt(5), 3, false);
            final double[] c = rates.values();
            for (int e = 0; e < c.length; e++) {
                c[e] = Math.ceil(10 * c[e]);
            }
            final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.of(rates.withValues(c), 1));
            final PeriodicMatrix t = model.transitions();
            final int[] reverse = t.reverses();
            for (int e = 0; e < t.entries(); e++) {
                final double forward = model.stationary()[t.from(e)] * t.value(e);
                assertEquals(forward, model.stationary()[t.to(e)] * t.value(reverse[e]), 1e-14);
            }
            assertTrue(model.reversible());
            assertArrayEquals(model.stationary(), t.leftTimes(model.stationary()), 1e-13);
        }
    }

    @Test
    void aTransitionSeenInOneDirectionOnlyGetsItsReverse() {
        final PeriodicMatrix c = new PeriodicMatrix.Builder(1).add(0, 0, 0, 0, 0, 6).add(0, 0, 1, 0, 0, 4).build();
        final PeriodicMatrix t = MarkovStateModel.reversible(TransitionCounts.of(c, 1)).transitions();
        assertEquals(0.2, t.value(t.find(0, 0, -1, 0, 0)), 1e-15);
        assertEquals(0.2, t.value(t.find(0, 0, 1, 0, 0)), 1e-15);
        assertEquals(0.6, t.value(t.find(0, 0, 0, 0, 0)), 1e-15);
    }

    @Test
    void theGivenStationaryVectorChoosesTheStates() {
        // C-9
        final MarkovStateModel first = MarkovStateModel.fixedStationary(counts(3, 0, 0, 1, 0, 1, 2), new double[]{.1, .9, 0});
        assertArrayEquals(new int[]{0, 1}, first.stateIds());
        assertArrayEquals(new double[]{.1, .9}, first.stationary(), 1e-15);
        final MarkovStateModel second = MarkovStateModel.fixedStationary(counts(3, 0, 2, 0, 2, 2, 0, 1, 1), new double[]{.1, 0, .9});
        assertArrayEquals(new int[]{0, 2}, second.stateIds());
        for (final MarkovStateModel m : List.of(first, second)) {
            assertTrue(m.reversible());
            assertArrayEquals(m.stationary(), m.transitions().leftTimes(m.stationary()), 1e-12);
            assertTrue(m.warnings().stream().noneMatch(w -> w.contains("converge")));
        }
    }

    private static TransitionCounts counts(final int states, final int... frames) {
        return TransitionCounts.sliding(new DiscreteTrajectorySet(List.of(DiscreteTrajectory.of(frames)), states, 1), 1);
    }

    @Test
    void theFixedVectorOfTheMaximumGivesTheMaximum() {
        final MarkovStateModel free = MarkovStateModel.reversible(Networks.counts(PRINZ));
        assertRows(free.folded(), MarkovStateModel.fixedStationary(Networks.counts(PRINZ), free.stationary()).folded(), 1e-10);
    }

    @Test
    void theFixedVectorIsKeptAndTheLikelihoodIsStationary() {
        final double[] pi = {.1, .3, .2, .25, .15};
        final TransitionCounts counts = Networks.counts(PRINZ);
        final MarkovStateModel model = MarkovStateModel.fixedStationary(counts, pi);
        assertArrayEquals(pi, model.transitions().leftTimes(pi), 1e-10);
        assertTrue(model.reversible());
        // Moving flux from two diagonals to the pair between them keeps π; the likelihood must fall either way.
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < i; j++) {
                for (final double flux : new double[]{1e-3, -1e-3}) {
                    final double[][] t = model.folded();
                    t[i][j] += flux / pi[i];
                    t[j][i] += flux / pi[j];
                    t[i][i] -= flux / pi[i];
                    t[j][j] -= flux / pi[j];
                    assertTrue(Networks.model(t).logLikelihood(counts) < model.logLikelihood(counts));
                }
            }
        }
    }

    @Test
    void logLikelihoodOfAGivenMatrix() {
        // T-8, from deeptime test_likelihood.py.
        final TransitionCounts counts = Networks.counts(new double[][]{{1, 3}, {3, 1}});
        assertEquals(-7.670123928584035, Networks.model(new double[][]{{.8, .2}, {.9, .1}}).logLikelihood(counts), 1e-12);
    }

    @Test
    void weaklyConnectedCountsSplitForTheReversibleEstimator() {
        // T-11, from deeptime test_mlmsm.py.
        final TransitionCounts counts = Networks.counts(new double[][]{{10, 1, 0, 0}, {0, 1, 1, 0}, {0, 1, 1, 1}, {0, 0, 0, 1}});
        final MarkovStateModel model = MarkovStateModel.nonReversible(counts);
        assertRows(new double[][]{{10 / 11., 1 / 11., 0, 0}, {0, .5, .5, 0}, {0, 1 / 3., 1 / 3., 1 / 3.}, {0, 0, 0, 1}}, model.folded(), 1e-15);
        assertArrayEquals(new double[]{0, 0, 0, 1}, model.stationary(), 1e-15);
        assertEquals(3, counts.connectedSets().size());
        for (final int[] set : counts.connectedSets()) {
            assertTrue(MarkovStateModel.reversible(counts.restrictTo(set)).reversible());
        }
        final InputException e = assertThrows(InputException.class, () -> MarkovStateModel.reversible(counts));
        assertEquals("The 4 sites fall into 3 sets that are not connected in both directions at a lag of 1.0 fs; "
            + "the largest holds 1 sites and 58.8 % of the counts.", e.summary());
        assertEquals("Restrict the counts to one connected set.", e.resolution());
    }

    @Test
    void twoClosedSetsHaveNoStationaryVector() {
        final InputException e = assertThrows(InputException.class,
            () -> MarkovStateModel.nonReversible(Networks.counts(new double[][]{{1, 0}, {0, 1}})));
        assertTrue(e.summary().startsWith("The network falls into separate parts (one has 1 sites, another 1): the stationary"), e.summary());
    }

    @Test
    void aSiteThatIsNeverLeftIsNamed() {
        final InputException e = assertThrows(InputException.class, () -> MarkovStateModel.nonReversible(Networks.counts(new double[][]{{1, 1}, {0, 0}})));
        assertEquals("Site 1 has no transition that starts there.", e.summary());
    }

    @Test
    void droppedCountsAreReported() {
        final TransitionCounts counts = Networks.counts(new double[][]{{5, 2, 1}, {2, 5, 0}, {0, 0, 5}}).largestConnected();
        assertEquals(List.of("6 counts (30.00 %) touch sites outside the 2 connected ones and were dropped."), MarkovStateModel.reversible(counts).warnings());
    }

    @Test
    void aGivenVectorOfTheWrongLengthIsRefused() {
        final InputException e = assertThrows(InputException.class, () -> MarkovStateModel.fixedStationary(Networks.counts(PRINZ), new double[]{1}));
        assertEquals("The given stationary vector has 1 entries, but there are 5 sites.", e.summary());
        final InputException negative = assertThrows(InputException.class,
            () -> MarkovStateModel.fixedStationary(Networks.counts(PRINZ), new double[]{1, 1, -1, 1, 1}));
        assertEquals("The given stationary vector is -1.0 at site 2.", negative.summary());
    }

    @Test
    void aGivenMatrixMustBeStochastic() {
        assertEquals("Row 0 of the transition matrix sums to 0.9, not 1.",
            assertThrows(InputException.class, () -> Networks.model(new double[][]{{.5, .4}, {.5, .5}})).summary());
        assertEquals("The transition probability from 0 to 1 is -0.5.",
            assertThrows(InputException.class, () -> Networks.model(new double[][]{{1.5, -.5}, {.5, .5}})).summary());
    }

    @Test
    void uniformOccupancyIsWrongWhenOccupanciesDiffer() {
        // P-7: three sites on a ring, π = (.6, .3, .1), k_ij = .02 sqrt(π_j/π_i), lag 5.
        final double[] pi = {.6, .3, .1};
        final double[][] k = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                k[i][j] += i == j ? 0 : .02 * Math.sqrt(pi[j] / pi[i]);
                k[i][i] -= i == j ? 0 : .02 * Math.sqrt(pi[j] / pi[i]);
            }
        }
        final double[][] t = Networks.exponential(k, 5);
        assertArrayEquals(new double[]{.90314, .06364, .03322}, t[0], 5e-6);
        final double[][] c = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                c[i][j] = 1e6 * pi[i] * t[i][j];
            }
        }
        final TransitionCounts counts = TransitionCounts.of(PeriodicMatrix.of(c), 5);
        final MarkovStateModel good = MarkovStateModel.reversible(counts);
        final MarkovStateModel uniform = MarkovStateModel.uniformOccupancy(counts);
        assertEquals(19.149, Eigenmodes.of(good, 3).timescaleFs(1), 5e-4);
        assertEquals(10.690, Eigenmodes.of(good, 3).timescaleFs(2), 5e-4);
        assertEquals(31.152, Eigenmodes.of(uniform, 3).timescaleFs(1), 5e-4);
        assertEquals(15.133, Eigenmodes.of(uniform, 3).timescaleFs(2), 5e-4);
        assertEquals(.143218, minimumImageMsd(good, 1), 5e-7);
        assertEquals(.143218, minimumImageMsd(uniform, 1), 5e-7);
        assertEquals(.539999, minimumImageMsd(good, 50), 5e-7);
        assertEquals(.666558, minimumImageMsd(uniform, 50), 5e-7);
        assertEquals(List.of("The sites are not equally occupied (the most occupied one 6.00 times as often as the least), which the uniform-occupancy "
            + "estimator assumes: its time scales and long-time displacements are wrong. Use the reversible estimator."), uniform.warnings());
    }

    private static double minimumImageMsd(final MarkovStateModel model, final int steps) {
        double[][] power = model.folded();
        for (int s = 1; s < steps; s++) {
            power = Networks.product(power, model.folded());
        }
        double stay = 0;
        for (int i = 0; i < 3; i++) {
            stay += model.stationary()[i] * power[i][i];
        }
        return 1 - stay;
    }

    @Test
    void uniformOccupancyRefusesANegativeDiagonal() {
        final InputException e = assertThrows(InputException.class, () -> MarkovStateModel.uniformOccupancy(Networks.counts(new double[][]{{1, 9}, {1, 1}})));
        assertEquals("With uniform occupancy the probability to leave site 0 within the lag is 1.500, more than 1: the site is occupied more often than the "
            + "average.", e.summary());
    }

    @Test
    void largeNetworksAreSolvedAsSmallOnes() {
        // 512 sites go through conjugate gradients, and must satisfy the same condition.
        final Random random = new Random(8);
        final double[][] c = new double[512][512];
        for (int i = 0; i < 512; i++) {
            for (final int d : new int[]{1, 8, 64}) {
                c[i][(i + d) % 512] = 1 + random.nextInt(50);
                c[(i + d) % 512][i] = 1 + random.nextInt(50);
            }
            c[i][i] = 1000;
        }
        final MarkovStateModel model = MarkovStateModel.reversible(Networks.counts(c));
        assertTrue(model.warnings().isEmpty());
        assertStationaryLikelihood(model, c, 1e-9);
    }

    private static void assertRows(final double[][] expected, final double[][] actual, final double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], tolerance);
        }
    }
}
