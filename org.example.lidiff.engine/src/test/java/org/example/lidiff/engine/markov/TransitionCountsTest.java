package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.junit.jupiter.api.Test;

class TransitionCountsTest {

    private static final DiscreteTrajectorySet C1 = DiscreteTrajectorySet.of(new int[]{0, 0, 1, 0, 1, 1, 0});

    @Test
    void slidingAndStridedCountsOfAShortTrajectory() {
        // TESTVECTORS C-1, from deeptime test_count_matrix.py.
        final double[][][] sliding = {{{1, 2}, {2, 1}}, {{1, 2}, {1, 1}}, {{2, 1}, {0, 1}}};
        final double[][][] strided = {{{1, 2}, {2, 1}}, {{0, 1}, {1, 1}}, {{2, 0}, {0, 0}}};
        for (int lag = 1; lag <= 3; lag++) {
            assertEqual(sliding[lag - 1], TransitionCounts.sliding(C1, lag).folded());
            assertEqual(strided[lag - 1], TransitionCounts.count(C1, lag, CountKind.STRIDED).folded());
        }
    }

    @Test
    void nothingIsCountedAcrossTheEndOfARun() {
        // C-3
        assertEqual(new double[][]{{2, 2}, {0, 1}}, TransitionCounts.sliding(DiscreteTrajectorySet.of(new int[]{0, 0, 1, 1}, new int[]{0, 0, 1}), 1).folded());
    }

    @Test
    void slidingGivesEachPairOnce() {
        // C-4: msmbuilder divides by the lag, we do not.
        assertEqual(TransitionCounts.sliding(DiscreteTrajectorySet.of(new int[]{0, 1, 2, 3, 4, 5}), 3).folded(), shifted(6, 3));
        assertEqual(TransitionCounts.sliding(DiscreteTrajectorySet.of(new int[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}), 2).folded(), shifted(10, 2));
    }

    private static double[][] shifted(final int n, final int k) {
        final double[][] c = new double[n][n];
        for (int i = 0; i + k < n; i++) {
            c[i][i + k] = 1;
        }
        return c;
    }

    @Test
    void countingByStaysEqualsCountingByFrames() {
        // C-10: the same numbers, bit for bit, with gaps and images, for every lag and both kinds.
        final Random random = new Random(11);
        for (int trial = 0; trial < 40; trial++) {
            final int frames = 1 + random.nextInt(120);
            final int[] states = new int[frames];
            final int[] images = new int[3 * frames];
            for (int f = 0; f < frames; f++) {
                final boolean stay = f > 0 && random.nextDouble() < 0.7;
                states[f] = stay ? states[f - 1] : random.nextInt(5) - 1;
                for (int x = 0; x < 3; x++) {
                    images[3 * f + x] = f == 0 ? -2 : images[3 * f - 3 + x] + (stay && random.nextDouble() < 0.9 ? 0 : random.nextInt(3) - 1);
                }
            }
            final DiscreteTrajectorySet set = new DiscreteTrajectorySet(List.of(DiscreteTrajectory.of(states, images)), 4, 2.5);
            for (int lag = 1; lag < frames; lag++) {
                for (final CountKind kind : new CountKind[]{CountKind.SLIDING, CountKind.STRIDED}) {
                    assertSame(byFrames(states, images, lag, kind == CountKind.STRIDED), set, lag, kind);
                }
            }
        }
    }

    /** What a student would write. */
    private static PeriodicMatrix byFrames(final int[] states, final int[] images, final int lag, final boolean strided) {
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(4);
        int begin = 0;
        for (int t = 0; t + lag < states.length; t++) {
            begin = t == 0 || states[t - 1] < 0 ? t : begin;
            boolean known = true;
            for (int s = t; s <= t + lag; s++) {
                known &= states[s] >= 0;
            }
            if (known && (!strided || (t - begin) % lag == 0)) {
                builder.add(states[t], states[t + lag], images[3 * (t + lag)] - images[3 * t], images[3 * (t + lag) + 1] - images[3 * t + 1],
                    images[3 * (t + lag) + 2] - images[3 * t + 2], 1);
            }
        }
        return builder.build();
    }

    private static void assertSame(final PeriodicMatrix expected, final DiscreteTrajectorySet set, final int lag, final CountKind kind) {
        if (expected.entries() == 0) {
            assertThrows(InputException.class, () -> TransitionCounts.count(set, lag, kind));
            return;
        }
        final PeriodicMatrix counts = TransitionCounts.count(set, lag, kind).matrix();
        assertEquals(expected.entries(), counts.entries());
        for (int e = 0; e < counts.entries(); e++) {
            assertEquals(expected.find(counts.from(e), counts.to(e), counts.image(e, 0), counts.image(e, 1), counts.image(e, 2)), e);
        }
        assertArrayEquals(expected.values(), counts.values());
    }

    @Test
    void manyLagsEqualOneLagAtATime() {
        // Lags near each other, far apart, unsorted and twice; gaps, unvisited states, walks of some cells, stays of one frame to hundreds.
        final Random random = new Random(12);
        for (int trial = 0; trial < 30; trial++) {
            final double leave = Math.pow(10, -2.5 * random.nextDouble());
            final List<DiscreteTrajectory> list = new ArrayList<>(List.of(walk(random, 3000, leave, 0)));
            for (int k = 0; k < 4; k++) {
                list.add(walk(random, 50 + random.nextInt(2000), leave, .1));
            }
            final DiscreteTrajectorySet set = new DiscreteTrajectorySet(list, 9, 2.5);
            final int longest = set.longestFrames() - 1;
            final int[] lags = {7, 1, 2, 3, longest / 3, longest / 3 + 1, longest, 1 + random.nextInt(longest), 5, 2, 1 + longest / 50, 1 + longest / 40};
            final List<TransitionCounts> all = TransitionCounts.sliding(set, lags, Progress.NONE);
            for (int l = 0; l < lags.length; l++) {
                final TransitionCounts one = TransitionCounts.sliding(set, lags[l]);
                assertSame(all.get(l).matrix(), set, lags[l], CountKind.SLIDING);
                assertEquals(one.warnings(), all.get(l).warnings());
                assertEquals(one.lagTimeFs(), all.get(l).lagTimeFs());
                assertEquals(one.total(), all.get(l).total());
            }
        }
    }

    private static DiscreteTrajectory walk(final Random random, final int frames, final double leave, final double lose) {
        final int[] states = new int[frames];
        final int[] images = new int[3 * frames];
        for (int f = 0; f < frames; f++) {
            final boolean stay = f > 0 && random.nextDouble() > leave;
            states[f] = stay ? states[f - 1] : random.nextDouble() < lose ? -1 : 2 * random.nextInt(4);
            for (int x = 0; x < 3; x++) {
                images[3 * f + x] = (f == 0 ? 0 : images[3 * f - 3 + x]) + (stay ? 0 : random.nextInt(3) - 1);
            }
        }
        return DiscreteTrajectory.of(states, images);
    }

    @Test
    void countsOfManyLagsAreTheSameForAnyNumberOfThreads() throws Exception {
        final Random random = new Random(13);
        final DiscreteTrajectorySet set = new DiscreteTrajectorySet(List.of(walk(random, 5000, .05, .1), walk(random, 5000, .05, .1)), 9, 1);
        final int[] lags = {1, 4, 9, 16, 25, 200};
        final List<TransitionCounts> alone = new java.util.concurrent.ForkJoinPool(1).submit(() -> TransitionCounts.sliding(set, lags, Progress.NONE)).get();
        final List<TransitionCounts> four = new java.util.concurrent.ForkJoinPool(4).submit(() -> TransitionCounts.sliding(set, lags, Progress.NONE)).get();
        for (int l = 0; l < lags.length; l++) {
            assertArrayEquals(alone.get(l).matrix().values(), four.get(l).matrix().values());
        }
    }

    @Test
    void aBadLagAmongManyIsRefused() {
        assertEquals("The lag is 0 frames; it must be at least 1.",
            assertThrows(InputException.class, () -> TransitionCounts.sliding(C1, new int[]{1, 0}, Progress.NONE)).summary());
        assertEquals("The lag of 7 frames (7.0 fs) leaves no pair of frames: the longest run has 7 frames.",
            assertThrows(InputException.class, () -> TransitionCounts.sliding(C1, new int[]{7, 1}, Progress.NONE)).summary());
    }

    @Test
    void anIonThatSpansMoreCellsThanFitIsRefused() {
        final DiscreteTrajectory far = DiscreteTrajectory.of(new int[]{0, 0}, new int[]{0, -3, 0, 0, 1 << 20, 0});
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> TransitionCounts.sliding(new DiscreteTrajectorySet(List.of(far), 1, 1), new int[]{1}, Progress.NONE));
        assertEquals("A trajectory spans the cells -3 to 1048576; the limit is 1048575", e.getMessage());
    }

    @Test
    void aHopToTheSameSiteInTheNextCellIsACountOfItsOwn() {
        final DiscreteTrajectory t = DiscreteTrajectory.of(new int[]{0, 0, 0, 0}, new int[]{0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0});
        final PeriodicMatrix c = TransitionCounts.sliding(new DiscreteTrajectorySet(List.of(t), 1, 1), 1).matrix();
        assertEquals(2, c.value(c.find(0, 0, 0, 0, 0)));
        assertEquals(1, c.value(c.find(0, 0, 1, 0, 0)));
        assertEquals(2, c.entries());
    }

    @Test
    void strongSetsOfADirectedTrajectory() {
        // T-10, from deeptime test_mlmsm.py.
        final TransitionCounts counts = TransitionCounts.sliding(DiscreteTrajectorySet.of(new int[]{0, 6, 1, 2, 3, 4, 6, 5}), 1);
        final List<int[]> sets = counts.connectedSets();
        assertEquals(3, sets.size());
        assertArrayEquals(new int[]{1, 2, 3, 4, 6}, sets.get(0));
        final TransitionCounts kept = counts.largestConnected();
        assertArrayEquals(new int[]{1, 2, 3, 4, 6}, kept.stateIds());
        assertEquals(2, kept.dropped());
        assertEquals(2.0 / 7, kept.droppedShare(), 1e-15);
        assertEquals(7, counts.total(), "the old counts are intact");
        final MarkovStateModel model = MarkovStateModel.reversible(kept);
        final double[][] t = model.folded();
        for (int i = 0; i < 5; i++) {
            assertEquals(0.2, model.stationary()[i], 1e-12);
            assertEquals(0.5, t[i][(i + 1) % 5], 1e-12);
            assertEquals(0.5, t[i][(i + 4) % 5], 1e-12);
        }
    }

    @Test
    void connectedSetsAgreeWithReachability() {
        final Random random = new Random(5);
        for (int trial = 0; trial < 50; trial++) {
            final int n = 1 + random.nextInt(9);
            final double[][] c = new double[n][n];
            for (int k = 0; k < 2 * n; k++) {
                c[random.nextInt(n)][random.nextInt(n)] = 1;
            }
            final boolean[][] reach = reachability(c);
            final int[] setOf = new int[n];
            final List<int[]> sets = Networks.counts(c).connectedSets();
            for (int s = 0; s < sets.size(); s++) {
                for (final int i : sets.get(s)) {
                    setOf[i] = s;
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertEquals(i == j || reach[i][j] && reach[j][i], setOf[i] == setOf[j]);
                }
            }
        }
    }

    private static boolean[][] reachability(final double[][] c) {
        final int n = c.length;
        final boolean[][] reach = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                reach[i][j] = c[i][j] > 0;
            }
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }
        return reach;
    }

    @Test
    void inefficiencyOfRareHopsIsTheLag() {
        // A hop is seen by each of the 20 windows that contain it: 20 sliding counts weigh as one.
        final PeriodicMatrix rare = PeriodicMatrix.of(new double[][]{{0.999, 0.001}, {0.001, 0.999}});
        final TransitionCounts counts = TransitionCounts.count(Networks.walks(3, rare, 40, 20_000), 20, CountKind.EFFECTIVE);
        // 800 hops: the variance ratio has a relative error of about sqrt(2/800 blocks) = 7 %, plus short returns; 4 sigma.
        assertEquals(20, counts.statisticalInefficiency(), 6);
        assertEquals(TransitionCounts.sliding(Networks.walks(3, rare, 40, 20_000), 20).total() / counts.statisticalInefficiency(), counts.total(), 1e-6);
    }

    @Test
    void inefficiencyOfIndependentFramesIsSmall() {
        final PeriodicMatrix coin = PeriodicMatrix.of(new double[][]{{0.5, 0.5}, {0.5, 0.5}});
        assertEquals(1, TransitionCounts.count(Networks.walks(3, coin, 20, 5000), 1, CountKind.EFFECTIVE).statisticalInefficiency(), 0.15);
    }

    @Test
    void aLagBeyondTheRunIsRefused() {
        final InputException e = assertThrows(InputException.class, () -> TransitionCounts.sliding(C1, 7));
        assertEquals("The lag of 7 frames (7.0 fs) leaves no pair of frames: the longest run has 7 frames.", e.summary());
        assertEquals("Choose a shorter lag, or load longer trajectories.", e.resolution());
    }

    @Test
    void aLagOfZeroIsRefused() {
        final InputException e = assertThrows(InputException.class, () -> TransitionCounts.sliding(C1, 0));
        assertEquals("The lag is 0 frames; it must be at least 1.", e.summary());
    }

    @Test
    void shortRunsAreReported() {
        final TransitionCounts counts = TransitionCounts.sliding(DiscreteTrajectorySet.of(new int[]{0, 1, 0, 1, 0}, new int[]{0, 1}), 3);
        assertEquals(List.of("1 of 2 discrete trajectories are not longer than the lag of 3 frames and add nothing."), counts.warnings());
    }

    @Test
    void withoutTransitionsThereIsNoConnectedSet() {
        final TransitionCounts counts = TransitionCounts.sliding(DiscreteTrajectorySet.of(new int[]{0, 0, 0, 0}, new int[]{1, 1, 1, 1}), 1);
        final InputException e = assertThrows(InputException.class, counts::largestConnected);
        assertEquals("No transition between sites was seen in 6.0 pairs of frames 1.0 fs apart.", e.summary());
        assertTrue(e.resolution().contains("core radius"));
    }

    @Test
    void staysAreMergedAndGapsKept() {
        final DiscreteTrajectory t = DiscreteTrajectory.of(-1, -1, 3, 3, -1, 3);
        assertEquals(4, t.stays());
        assertEquals(2, t.start(1));
        assertEquals(4, t.end(1));
        assertEquals(2, t.length(1));
        assertArrayEquals(new int[]{-1, -1, 3, 3, -1, 3}, t.toFrames());
        assertEquals(6, t.frames());
    }

    @Test
    void theLargestReasonableLagToleratesStrayRuns() {
        final List<DiscreteTrajectory> runs = new ArrayList<>(List.of(DiscreteTrajectory.of(new int[1000]), DiscreteTrajectory.of(new int[1000])));
        assertEquals(100, new DiscreteTrajectorySet(runs, 1, 1).largestReasonableLagFrames());
        runs.add(DiscreteTrajectory.of(new int[20]));
        assertEquals(100, new DiscreteTrajectorySet(runs, 1, 1).largestReasonableLagFrames());
    }

    private static void assertEqual(final double[][] expected, final double[][] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i]);
        }
    }

    @Test
    void neighborPriorLiesOnThePairsThatWereSeen() {
        // C-8, deeptime prior_test.py.
        final double[][] prior = Networks.counts(new double[][]{{4, 4, 0, 2}, {4, 4, 1, 0}, {0, 1, 4, 4}, {0, 0, 4, 4}}).neighborPrior(.001).folded();
        final double[][] expected = {{1, 1, 0, 1}, {1, 1, 1, 0}, {0, 1, 1, 1}, {1, 0, 1, 1}};
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(.001 * expected[i][j], prior[i][j], 1e-18);
            }
        }
    }
}
