package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.junit.jupiter.api.Test;

class ModelSamplesTest {

    @Test
    void twoStatesHaveBetaPosteriors() {
        // T-6, from deeptime test_tmatrix_sampling.py: p01 ~ Beta(2, 5), p10 ~ Beta(3, 10), reversible or not.
        final TransitionCounts counts = Networks.counts(new double[][]{{5, 2}, {3, 10}});
        for (final MarkovStateModel model : List.of(MarkovStateModel.reversible(counts), MarkovStateModel.nonReversible(counts))) {
            final ModelSamples samples = ModelSamples.posterior(model, 20_000, 3, Progress.NONE);
            final double[] p01 = new double[samples.size()];
            final double[] p10 = new double[samples.size()];
            for (int s = 0; s < samples.size(); s++) {
                final double[][] t = samples.model(s).folded();
                p01[s] = t[0][1];
                p10[s] = t[1][0];
            }
            // 4 sigma of the mean of 20000 draws, doubled for what correlation is left between sweeps.
            assertMoments(p01, 2, 5);
            assertMoments(p10, 3, 10);
        }
    }

    private static void assertMoments(final double[] p, final double a, final double b) {
        double mean = 0;
        double square = 0;
        for (final double v : p) {
            mean += v / p.length;
            square += v * v / p.length;
        }
        final double sd = Math.sqrt(a * b / ((a + b) * (a + b) * (a + b + 1)));
        assertEquals(a / (a + b), mean, 8 * sd / Math.sqrt(p.length));
        assertEquals(sd, Math.sqrt(square - mean * mean), 0.04 * sd);
    }

    @Test
    void metastablePosteriorSurroundsTheMaximum() {
        // T-3 as a reference for a sampler: the posterior mean within one standard deviation.
        final MarkovStateModel model = MarkovStateModel.reversible(Networks.counts(new double[][]{{7048, 6, 0}, {6, 2, 3}, {0, 3, 2933}}));
        final ModelSamples samples = ModelSamples.posterior(model, 2000, 5, Progress.NONE);
        final double[][] best = model.folded();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double mean = 0;
                double square = 0;
                for (int s = 0; s < samples.size(); s++) {
                    final double v = samples.model(s).folded()[i][j];
                    mean += v / samples.size();
                    square += v * v / samples.size();
                }
                assertEquals(best[i][j], mean, Math.sqrt(Math.max(0, square - mean * mean)) + 1e-15);
            }
        }
    }

    @Test
    void reversibleSamplesAreBalancedImageByImage() {
        final PeriodicMatrix rates = Networks.randomRates(new java.util.Random(2), 4, 3, true);
        final double[] c = rates.values();
        for (int e = 0; e < c.length; e++) {
            c[e] = Math.ceil(20 * c[e]);
        }
        final ModelSamples samples = ModelSamples.posterior(MarkovStateModel.reversible(TransitionCounts.of(rates.withValues(c), 1)), 20, 1, Progress.NONE);
        for (int s = 0; s < samples.size(); s++) {
            assertTrue(samples.model(s).reversible());
            for (final double row : samples.model(s).transitions().rowSums()) {
                assertEquals(1, row, 1e-12);
            }
        }
    }

    @Test
    void theBootstrapKnowsTheErrorOfIndependentWalkers() {
        // 200 walkers, lag 10: the true spread of p01 comes from repeating the whole experiment.
        final PeriodicMatrix t = PeriodicMatrix.of(new double[][]{{.99, .01}, {.02, .98}});
        final double[] estimates = new double[60];
        double bootstrap = 0;
        for (int r = 0; r < estimates.length; r++) {
            final DiscreteTrajectorySet set = Networks.walks(100 + r, t, 200, 200);
            final MarkovStateModel model = MarkovStateModel.nonReversible(TransitionCounts.sliding(set, 10));
            estimates[r] = model.folded()[0][1];
            if (r < 5) {
                bootstrap += deviation(ModelSamples.ionBootstrap(set, model, 60, r, Progress.NONE)) / 5;
            }
        }
        // Standard deviations from 60 draws have a relative error of 9 %; 4 sigma.
        assertEquals(1, bootstrap / deviation(estimates), 0.4);
    }

    private static double deviation(final ModelSamples samples) {
        final double[] x = new double[samples.size()];
        for (int s = 0; s < x.length; s++) {
            x[s] = samples.model(s).folded()[0][1];
        }
        return deviation(x);
    }

    private static double deviation(final double[] x) {
        double mean = 0;
        double square = 0;
        for (final double v : x) {
            mean += v / x.length;
            square += v * v / x.length;
        }
        return Math.sqrt(square - mean * mean);
    }

    @Test
    void oneSeedGivesTheSameBits() {
        final MarkovStateModel model = MarkovStateModel.reversible(Networks.counts(new double[][]{{5, 2, 1}, {3, 10, 2}, {1, 1, 4}}));
        final ModelSamples a = ModelSamples.posterior(model, 5, 7, Progress.NONE);
        final ModelSamples b = ModelSamples.posterior(model, 5, 7, Progress.NONE);
        for (int s = 0; s < 5; s++) {
            assertArrayEquals(a.model(s).transitions().values(), b.model(s).transitions().values());
        }
    }

    @Test
    void misuseIsReported() {
        final DiscreteTrajectorySet set = DiscreteTrajectorySet.of(new int[]{0, 1, 1, 0, 0, 1, 0, 0, 1, 1});
        final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.sliding(set, 1));
        assertEquals(List.of("The samples were drawn with sliding counts, which overlap: the errors are too small. Use effective counts."),
            ModelSamples.posterior(model, 2, 1, Progress.NONE).warnings());
        assertEquals(List.of("The bootstrap has only 2 trajectories or pieces of them to choose from; its errors are uncertain."),
            ModelSamples.ionBootstrap(set, model, 2, 1, Progress.NONE).warnings());
        final InputException e = assertThrows(InputException.class,
            () -> ModelSamples.posterior(MarkovStateModel.uniformOccupancy(TransitionCounts.sliding(set, 1)), 2, 1, Progress.NONE));
        assertEquals("There is no posterior for a model of kind UNIFORM_OCCUPANCY.", e.summary());
        assertEquals("Use the bootstrap over ions, or the reversible estimator.", e.resolution());
    }

    @Test
    void dirichletCovariance() {
        // T-7, from deeptime covariance_test.py.
        assertCovariance(new double[][]{{3, -2, -1}, {-2, 4, -2}, {-1, -2, 3}}, 80, DirichletRows.covariance(1, 2, 1));
        assertCovariance(new double[][]{{6, -2, -4}, {-2, 4, -2}, {-4, -2, 6}}, 150, DirichletRows.covariance(2, 1, 2));
    }

    private static void assertCovariance(final double[][] expected, final double divisor, final double[][] actual) {
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                assertEquals(expected[a][b] / divisor, actual[a][b], 1e-16);
            }
        }
    }

    @Test
    void varianceOfAFunctionUsesTheCovariance() {
        final PeriodicMatrix counts = PeriodicMatrix.of(new double[][]{{1, 2, 1}, {2, 1, 2}, {1, 1, 1}});
        final double[] g = {.3, -1, 2, .5, .7, -2, 1, 4, 0};
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            final double[][] cov = DirichletRows.covariance(counts.value(3 * i), counts.value(3 * i + 1), counts.value(3 * i + 2));
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    expected += g[3 * i + a] * cov[a][b] * g[3 * i + b];
                }
            }
        }
        assertEquals(expected, DirichletRows.variance(counts, g), 1e-14);
    }
}
