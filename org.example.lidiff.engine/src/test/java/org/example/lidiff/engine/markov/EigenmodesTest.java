package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;

class EigenmodesTest {

    @Test
    void modesOfAThreeStateChain() {
        // S-15
        final Eigenmodes modes = Eigenmodes.of(Networks.model(new double[][]{{.9, .1, 0}, {.05, .9, .05}, {0, .1, .9}}), 3);
        assertEquals(.9, modes.eigenvalue(1), 1e-14);
        assertEquals(.8, modes.eigenvalue(2), 1e-14);
        assertArrayEquals(new double[]{1, 1, 1}, modes.right(0), 1e-14);
        assertArrayEquals(new double[]{.25, .5, .25}, modes.left(0), 1e-14);
        assertArrayEquals(new double[]{Math.sqrt(2), 0, -Math.sqrt(2)}, modes.right(1), 1e-13);
        assertArrayEquals(new double[]{1, -1, 1}, modes.right(2), 1e-13);
        assertTrue(modes.reversible());
    }

    @Test
    void twoStatesTellRowsFromColumns() {
        // P-5 with p = .1, q = .3: π = (q, p)/(p + q).
        final MarkovStateModel model = Networks.model(new double[][]{{.9, .1}, {.3, .7}});
        assertArrayEquals(new double[]{.75, .25}, model.stationary(), 1e-15);
        assertEquals(-1 / Math.log(.6), Eigenmodes.of(model, 2).timescaleFs(1), 1e-13);
    }

    @Test
    void ringOfSites() {
        // S-13, P-2: λ_k = 1 − 2p(1 − cos 2πk/n)
        final double[][] t = new double[12][12];
        for (int i = 0; i < 12; i++) {
            t[i][i] = .8;
            t[i][(i + 1) % 12] = .1;
            t[i][(i + 11) % 12] = .1;
        }
        final Eigenmodes modes = Eigenmodes.of(Networks.model(t), 12);
        for (int k = 0; k < 12; k++) {
            assertEquals(1 - .2 * (1 - Math.cos(2 * Math.PI * ((k + 1) / 2) / 12)), modes.eigenvalue(k), 1e-13);
        }
        assertEquals(36.8182447329, modes.timescaleFs(1), 5e-10);
    }

    @Test
    void torusOfNineSites() {
        // P-2
        final double[][] t = new double[9][9];
        for (int i = 0; i < 9; i++) {
            t[i][i] += .6;
            t[i][i / 3 * 3 + (i + 1) % 3] += .1;
            t[i][i / 3 * 3 + (i + 2) % 3] += .1;
            t[i][(i + 3) % 9] += .1;
            t[i][(i + 6) % 9] += .1;
        }
        final Eigenmodes modes = Eigenmodes.of(Networks.model(t), 9);
        for (int k = 1; k < 9; k++) {
            assertEquals(k < 5 ? .7 : .4, modes.eigenvalue(k), 1e-14);
        }
    }

    @Test
    void negativeEigenvaluesHaveNoTimescale() {
        // S-12, from msmbuilder issue 1023.
        final double[][] t = {{.71897773, .28102227, 0, 0}, {.5, 0, .5, 0}, {0, .40177319, .09822681, .5}, {0, 0, .43758573, .56241427}};
        final Eigenmodes modes = Eigenmodes.of(Networks.model(t), 4);
        assertArrayEquals(new double[]{1, .800407694, .1317198405, -.5525087245},
            new double[]{modes.eigenvalue(0), modes.eigenvalue(1), modes.eigenvalue(2), modes.eigenvalue(3)}, 5e-10);
        assertTrue(Double.isNaN(modes.timescaleFs(3)));
    }

    @Test
    void rotationHasComplexEigenvalues() {
        // S-16
        final Eigenmodes modes = Eigenmodes.of(Networks.model(new double[][]{{.5, .4, .1}, {.1, .5, .4}, {.4, .1, .5}}), 3);
        assertFalse(modes.reversible());
        assertEquals(.25, modes.eigenvalue(1), 1e-14);
        assertEquals(.3 * Math.sqrt(3) / 2, Math.abs(modes.imaginary(1)), 1e-14);
        assertTrue(modes.isComplex(2));
        assertEquals(-1 / Math.log(Math.hypot(.25, .3 * Math.sqrt(3) / 2)), modes.timescaleFs(1), 1e-13);
        assertEquals(List.of("2 eigenvalues are complex: the model has no detailed balance and these modes rotate while they decay."), modes.warnings());
    }

    @Test
    void generalModesAreBiorthonormalEigenvectors() {
        final Random random = new Random(2);
        for (int trial = 0; trial < 20; trial++) {
            final int n = 2 + random.nextInt(7);
            final double[][] t = new double[n][n];
            for (final double[] row : t) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    row[j] = random.nextDouble();
                    sum += row[j];
                }
                for (int j = 0; j < n; j++) {
                    row[j] /= sum;
                }
            }
            assertEigenvectors(Networks.model(t), n);
        }
    }

    private static void assertEigenvectors(final MarkovStateModel model, final int count) {
        final Eigenmodes modes = Eigenmodes.of(model, count);
        for (int k = 0; k < count; k++) {
            final double[] re = model.transitions().times(modes.right(k));
            final double[] im = model.transitions().times(modes.rightImaginary(k));
            double norm = 0;
            for (int i = 0; i < model.states(); i++) {
                assertEquals(modes.eigenvalue(k) * modes.right(k)[i] - modes.imaginary(k) * modes.rightImaginary(k)[i], re[i], 1e-10);
                assertEquals(modes.eigenvalue(k) * modes.rightImaginary(k)[i] + modes.imaginary(k) * modes.right(k)[i], im[i], 1e-10);
                norm += model.stationary()[i] * (modes.right(k)[i] * modes.right(k)[i] + modes.rightImaginary(k)[i] * modes.rightImaginary(k)[i]);
            }
            assertEquals(1, norm, 1e-10);
            for (int l = 0; l < count; l++) {
                final double[] overlap = {0, 0};
                for (int i = 0; i < model.states(); i++) {
                    overlap[0] += modes.left(k)[i] * modes.right(l)[i] - modes.leftImaginary(k)[i] * modes.rightImaginary(l)[i];
                    overlap[1] += modes.left(k)[i] * modes.rightImaginary(l)[i] + modes.leftImaginary(k)[i] * modes.right(l)[i];
                }
                assertEquals(k == l ? 1 : 0, overlap[0], 1e-8);
                assertEquals(0, overlap[1], 1e-8);
            }
        }
    }

    @Test
    void theKrylovSolverFindsAllCopiesOfDegenerateModes() {
        // Cubic torus of 10³ sites: λ = 1 − Σ 2p(1 − cos), shells of 6, 12 and 8 equal eigenvalues; 1000 sites are not solved densely.
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(1000);
        for (int i = 0; i < 1000; i++) {
            final int[] x = {i / 100, i / 10 % 10, i % 10};
            for (int axis = 0; axis < 3; axis++) {
                final int[] y = x.clone();
                y[axis] = (x[axis] + 1) % 10;
                final int j = 100 * y[0] + 10 * y[1] + y[2];
                builder.add(i, j, 0, 0, 0, .1).add(j, i, 0, 0, 0, .1);
            }
            builder.add(i, i, 0, 0, 0, .4);
        }
        final MarkovStateModel model = MarkovStateModel.of(builder.build(), 1);
        final Eigenmodes modes = Eigenmodes.of(model, 24);
        final double step = .2 * (1 - Math.cos(2 * Math.PI / 10));
        for (int k = 1; k < 24; k++) {
            assertEquals(1 - (k <= 6 ? 1 : k <= 18 ? 2 : 3) * step, modes.eigenvalue(k), 1e-11);
        }
        final double[] t = model.transitions().times(modes.right(5));
        for (int i = 0; i < 1000; i++) {
            assertEquals(modes.eigenvalue(5) * modes.right(5)[i], t[i], 1e-6);
        }
    }

    @Test
    void perturbationIsExactToSecondOrder() {
        final PeriodicMatrix rates = Networks.randomRates(new Random(3), 6, 3, false);
        final MarkovStateModel model = MarkovStateModel.of(Networks.probabilities(rates, 0.02), 1);
        final double[] errors = new double[2];
        for (int s = 0; s < 2; s++) {
            final double[] t = model.transitions().values();
            final Random random = new Random(9);
            for (int e = 0; e < t.length; e++) {
                t[e] *= 1 + (s == 0 ? 1e-2 : 1e-3) * random.nextGaussian();
            }
            final PeriodicMatrix raw = model.transitions().withValues(t);
            final double[] rows = raw.rowSums();
            for (int e = 0; e < t.length; e++) {
                t[e] /= rows[raw.from(e)];
            }
            final PeriodicMatrix changed = raw.withValues(t);
            errors[s] = Math.abs(Eigenmodes.of(model, 2).perturbed(1, changed)[0] - Eigenmodes.of(MarkovStateModel.of(changed, 1), 2).eigenvalue(1));
        }
        assertTrue(errors[1] < 0.02 * errors[0], errors[1] + " against " + errors[0]);
    }

    @Test
    void falseMarkovianityOfMisassignedFrames() {
        // P-6: two states, k = .01 each way, misassignment ε = .02: λ(τ) = (1 − 2ε)² exp(−2kτ).
        final double[] expected = {9.838, 16.441, 27.526, 35.506, 46.226};
        final int[] lags = {1, 2, 5, 10, 50};
        final double[][] blur = {{.98, .02}, {.02, .98}};
        for (int l = 0; l < lags.length; l++) {
            final double[][] t = Networks.product(blur, Networks.product(Networks.exponential(new double[][]{{-.01, .01}, {.01, -.01}}, lags[l]), blur));
            assertEquals(expected[l], Eigenmodes.of(MarkovStateModel.of(PeriodicMatrix.of(t), lags[l]), 2).timescaleFs(1), 5e-4);
        }
    }

    @Test
    void tooManyStatesWithoutDetailedBalanceAreRefused() {
        final int n = Eigenmodes.LARGEST_NON_REVERSIBLE + 1;
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(n);
        for (int i = 0; i < n; i++) {
            builder.add(i, (i + 1) % n, 0, 0, 0, .6).add(i, (i + n - 1) % n, 0, 0, 0, .4);
        }
        final MarkovStateModel model = MarkovStateModel.of(builder.build(), 1);
        final InputException e = assertThrows(InputException.class, () -> Eigenmodes.of(model, 3));
        assertEquals("The model has 1001 states and no detailed balance; eigenmodes of such models are limited to 1000 states.", e.summary());
        assertEquals("Use the reversible estimator.", e.resolution());
    }
}
