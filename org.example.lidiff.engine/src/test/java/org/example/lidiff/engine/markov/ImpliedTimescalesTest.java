package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.LagSelection.Verdict;
import org.junit.jupiter.api.Test;

class ImpliedTimescalesTest {

    /** Three states, time scales −1/ln .97 and −1/ln .9 frames. */
    private static final PeriodicMatrix CHAIN = PeriodicMatrix.of(new double[][]{{.9695, .03, .0005}, {.02, .93, .05}, {.0005, .05, .9495}});

    private static DiscreteTrajectorySet markovian() {
        return Networks.walks(12, CHAIN, 30, 4000);
    }

    /** The walk with each frame assigned to a wrong state with probability 5 %. */
    private static DiscreteTrajectorySet flickering() {
        final Random random = new Random(77);
        final List<DiscreteTrajectory> list = new ArrayList<>();
        for (final DiscreteTrajectory t : markovian().trajectories()) {
            list.add(DiscreteTrajectory.of(Arrays.stream(t.toFrames()).map(s -> random.nextDouble() < 0.05 ? random.nextInt(3) : s).toArray()));
        }
        return new DiscreteTrajectorySet(list, 3, 1);
    }

    @Test
    void timescalesOfAMarkovChainAreFlatAndRight() {
        final DiscreteTrajectorySet set = markovian();
        final ImpliedTimescales times = ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set).withLags(1, 2, 5, 10, 20), Progress.NONE);
        final double exact = Eigenmodes.of(MarkovStateModel.of(CHAIN, 1), 2).timescaleFs(1);
        assertEquals(5, times.lags());
        assertEquals(2, times.processes());
        assertArrayEquals(new int[]{0, 1, 2}, times.stateIds());
        for (int l = 0; l < 5; l++) {
            assertEquals(1, times.connectedShare(l), 1e-15);
            assertTrue(times.lowerFs(l, 0) < times.timescaleFs(l, 0) && times.timescaleFs(l, 0) < times.upperFs(l, 0));
            // The interval holds two standard errors on each side; 4 sigma.
            assertEquals(exact, times.timescaleFs(l, 0), times.upperFs(l, 0) - times.lowerFs(l, 0));
        }
        assertTrue(times.warnings().isEmpty(), times.warnings().toString());
    }

    @Test
    void theLagOfAMarkovChainIsShort() {
        final DiscreteTrajectorySet set = markovian();
        final ImpliedTimescales times = ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set).withLags(1, 2, 5, 10, 20), Progress.NONE);
        final LagSelection selection = LagSelection.select(set, times, LagSelection.Options.defaults(), Progress.NONE);
        assertEquals(1, selection.lagFrames());
        assertEquals(new LagSelection.Verdicts(Verdict.PASSED, Verdict.PASSED, Verdict.NOT_TESTED), selection.verdicts().get(0));
        assertTrue(selection.warnings().isEmpty());
        assertEquals(1.0, selection.model().lagTimeFs());
    }

    @Test
    void flickerNeedsALongerLag() {
        final DiscreteTrajectorySet set = flickering();
        final ImpliedTimescales times = ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set).withLags(1, 2, 5, 10, 20, 40), Progress.NONE);
        assertTrue(times.timescaleFs(0, 0) < 0.5 * times.timescaleFs(5, 0), "misassignment makes short lags look fast");
        final LagSelection selection = LagSelection.select(set, times, LagSelection.Options.defaults(), Progress.NONE);
        assertEquals(Verdict.FAILED, selection.verdicts().get(0).plateau());
        assertTrue(selection.lagFrames() > 2, "lag " + selection.lagFrames());
    }

    @Test
    void aDisplacementOutsideItsBandFailsTheLag() {
        final DiscreteTrajectorySet set = markovian();
        final ImpliedTimescales times = ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set).withLags(1, 2, 5), Progress.NONE);
        final LagSelection.MsdBand band = new LagSelection.MsdBand(new double[]{10, 20}, new double[]{9, 19}, new double[]{11, 21});
        final LagSelection.MsdPrediction right = (model, steps) -> java.util.stream.IntStream.rangeClosed(0, steps).mapToDouble(n -> n * model.lagTimeFs()).toArray();
        final LagSelection.MsdPrediction wrong = (model, steps) -> new double[steps + 1];
        assertEquals(Verdict.PASSED, LagSelection.select(set, times, LagSelection.Options.defaults().withMsd(band, right), Progress.NONE).verdicts().get(0).displacement());
        final LagSelection failed = LagSelection.select(set, times, LagSelection.Options.defaults().withMsd(band, wrong), Progress.NONE);
        assertEquals(5, failed.lagFrames());
        assertEquals(List.of("No lag passes every test. The best one, 5.0 fs, was taken, although the mean squared displacement is outside the error "
            + "band of the trajectories, or changes with the lag."), failed.warnings());
    }

    @Test
    void chapmanKolmogorovOfAShortTrajectory() {
        // T-13: T(1)² against T(2).
        final int[] d = {0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0};
        final DiscreteTrajectorySet set = DiscreteTrajectorySet.of(d);
        assertArrayEquals(new double[]{5, 3}, TransitionCounts.sliding(set, 1).folded()[0]);
        assertArrayEquals(new double[]{3, 6}, TransitionCounts.sliding(set, 1).folded()[1]);
        assertArrayEquals(new double[]{1, 6}, TransitionCounts.sliding(set, 2).folded()[0]);
        final double[][] once = MarkovStateModel.nonReversible(TransitionCounts.sliding(set, 1)).folded();
        final double[][] square = Networks.product(once, once);
        assertArrayEquals(new double[]{.515625, .484375}, square[0], 1e-15);
        assertArrayEquals(new double[]{.4305555556, .5694444444}, square[1], 5e-11);
        final double[][] twice = MarkovStateModel.nonReversible(TransitionCounts.sliding(set, 2)).folded();
        assertArrayEquals(new double[]{.1428571429, .8571428571}, twice[0], 5e-11);
        assertArrayEquals(new double[]{.6666666667, .3333333333}, twice[1], 5e-11);
    }

    @Test
    void chapmanKolmogorovPassesForAChainAndFailsForFlicker() {
        final ChapmanKolmogorov good = test(markovian());
        assertTrue(good.passed(), "deviation " + good.worstDeviation());
        assertEquals(5, good.steps());
        assertEquals(2.0, good.timeFs(1));
        for (int a = 0; a < good.sets(); a++) {
            double row = 0;
            for (int b = 0; b < good.sets(); b++) {
                assertEquals(good.estimated(0, a, b), good.predicted(0, a, b), 1e-14);
                row += good.predicted(3, a, b);
            }
            assertEquals(1, row, 1e-12);
        }
        assertFalse(test(flickering()).passed());
    }

    private static ChapmanKolmogorov test(final DiscreteTrajectorySet set) {
        final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.sliding(set, 1));
        return ChapmanKolmogorov.test(set, model, ChapmanKolmogorov.Options.defaults().withSets(0, 1, 2), Progress.NONE);
    }

    @Test
    void chapmanKolmogorovNeedsTwiceTheLag() {
        final DiscreteTrajectorySet set = Networks.walks(1, CHAIN, 3, 100);
        final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.sliding(set, 6).largestConnected());
        final InputException e = assertThrows(InputException.class, () -> ChapmanKolmogorov.test(set, model, ChapmanKolmogorov.Options.defaults(), Progress.NONE));
        assertEquals("The Chapman-Kolmogorov test of a lag of 6 frames needs lags up to at least 12 frames, but a tenth of the length of the runs is 10 frames.",
            e.summary());
    }

    @Test
    void lagsBeyondATenthOfTheRunsAreLeftOut() {
        final DiscreteTrajectorySet set = Networks.walks(1, CHAIN, 5, 500);
        final ImpliedTimescales times = ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set).withLags(1, 10, 60).withSamples(0, 1), Progress.NONE);
        assertEquals(2, times.lags());
        assertEquals("1 of 3 lags are not between 1 and 50 frames, a tenth of the length of the runs, and are left out.", times.warnings().get(0));
        final InputException e = assertThrows(InputException.class,
            () -> ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set).withLags(60), Progress.NONE));
        assertEquals("None of the lags ([60] frames) is between 1 and 50 frames, a tenth of the length of the runs.", e.summary());
    }

    @Test
    void theStatesDoNotChangeWithTheLag() {
        // State 3 is entered once and never left: it is outside at every lag.
        final int[] frames = Networks.walks(5, CHAIN, 1, 3000).trajectories().get(0).toFrames();
        frames[2999] = 3;
        final DiscreteTrajectorySet set = new DiscreteTrajectorySet(List.of(DiscreteTrajectory.of(frames)), 4, 1);
        final ImpliedTimescales times = ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set).withLags(1, 10, 100).withSamples(20, 1), Progress.NONE);
        assertArrayEquals(new int[]{0, 1, 2}, times.stateIds());
        for (int l = 0; l < times.lags(); l++) {
            assertArrayEquals(times.stateIds(), times.model(l).stateIds());
            assertTrue(times.connectedShare(l) < 1);
        }
    }

    @Test
    void complexEigenvaluesAreReported() {
        final DiscreteTrajectorySet set = Networks.walks(2, PeriodicMatrix.of(new double[][]{{.5, .4, .1}, {.1, .5, .4}, {.4, .1, .5}}), 10, 500);
        final ImpliedTimescales times = ImpliedTimescales.compute(set,
            ImpliedTimescales.Options.defaults(set).withLags(1).withEstimator(Estimator.NON_REVERSIBLE).withProcesses(2).withSamples(5, 1), Progress.NONE);
        assertTrue(times.isComplex(0, 0));
        assertEquals(List.of("At a lag of 1.0 fs 2 eigenvalues are complex."), times.warnings());
    }

    @Test
    void runsWithoutHopsAreRefused() {
        final DiscreteTrajectorySet set = DiscreteTrajectorySet.of(new int[50]);
        final InputException e = assertThrows(InputException.class,
            () -> ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set), Progress.NONE));
        assertTrue(e.summary().startsWith("No transition between sites was seen"), e.summary());
    }
}
