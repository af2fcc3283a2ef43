package org.example.lidiff.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.junit.jupiter.api.Test;

class DiffusionFitTest {

    private static final Element LI = Element.of("Li");
    private static final Cell CELL = Cell.of(50, 0, 0, 0, 50, 0, 0, 0, 50);

    /** Brownian ions with variance 2 D t along each axis and white vibrations around their path. */
    private static MsdCurve brownian(final long seed, final int ions, final int frames, final double[] d, final double vibration) {
        final Random random = new Random(seed);
        final double[][] r = new double[frames][3 * ions];
        final double[] path = new double[3 * ions];
        for (int t = 0; t < frames; t++) {
            for (int k = 0; k < 3 * ions; k++) {
                path[k] += Math.sqrt(2 * d[k % 3]) * random.nextGaussian();
                r[t][k] = path[k] + vibration * random.nextGaussian();
            }
        }
        return curve(r, ions);
    }

    private static MsdCurve curve(final double[][] r, final int ions) {
        final int[] z = new int[ions];
        java.util.Arrays.fill(z, 3);
        return MeanSquaredDisplacement.compute(List.of(TestRuns.unwrapped(CELL, z, r, 1)), MsdOptions.of(LI, Set.of()), Progress.NONE).of(LI);
    }

    @Test
    void brownianMotionIsCoveredByItsInterval() {
        final int seeds = Boolean.getBoolean("lidiff.thorough") ? 400 : 24;
        int covered = 0;
        int established = 0;
        double ratio = 0;
        for (int seed = 0; seed < seeds; seed++) {
            final DiffusionFit fit = DiffusionFit.of(brownian(seed, 12, 1200, new double[] {0.02, 0.02, 0.02}, 0.3), FitOptions.defaults());
            covered += fit.lower() <= 0.02 && 0.02 <= fit.upper() ? 1 : 0;
            established += fit.established() ? 1 : 0;
            ratio += fit.fitError() / fit.bootstrapError() / seeds;
        }
        final String text = "covered " + covered + ", established " + established + " of " + seeds + ", fit/bootstrap error " + ratio;
        assertTrue(covered >= 0.9 * seeds, text);
        assertTrue(established >= 0.85 * seeds, text);
        // two estimates of the same error: far apart, one would be wrong
        assertTrue(ratio > 0.6 && ratio < 2, text);
    }

    @Test
    void anisotropicMotionGivesTheTensor() {
        final MsdCurve curve = brownian(3, 40, 3000, new double[] {0.05, 0.01, 0.002}, 0.1);
        final DiffusionFit fit = DiffusionFit.of(curve, FitOptions.defaults());
        final double[] d = fit.tensor();
        assertEquals(0.05, d[0], 0.008);
        assertEquals(0.01, d[4], 0.002);
        assertEquals(0.002, d[8], 0.0004);
        assertEquals(fit.value(), (d[0] + d[4] + d[8]) / 3, 1e-12, "the scalar is a third of the trace");
        for (int axis = 0; axis < 3; axis++) {
            final DiffusionFit along = DiffusionFit.ofAxis(curve, axis, FitOptions.defaults());
            final double expected = new double[] {0.05, 0.01, 0.002}[axis];
            assertEquals(expected, along.value(), 4 * along.standardError());
        }
    }

    @Test
    void unitsOfTheResult() {
        final DiffusionFit fit = DiffusionFit.of(brownian(3, 10, 1000, new double[] {0.05, 0.05, 0.05}, 0), FitOptions.defaults());
        assertEquals(fit.value() * 1e-5, fit.squareMetersPerSecond(), 1e-18);
        assertEquals(fit.value() * 1e-1, fit.squareCentimetersPerSecond(), 1e-14);
    }

    @Test
    void vibrationsAreInTheInterceptNotInTheCoefficient() {
        final DiffusionFit fit = DiffusionFit.of(brownian(11, 30, 3000, new double[] {0.01, 0.01, 0.01}, 0.5), FitOptions.defaults().withWindow(1, 300));
        // 3 axes · 2 · 0.25 Å²
        assertEquals(1.5, fit.intercept(), 0.1);
        assertEquals(0.01, fit.value(), 4 * fit.standardError());
    }

    @Test
    void ionsThatOnlyVibrateHaveNoCoefficient() {
        final Random random = new Random(5);
        final double[][] r = new double[1000][30];
        for (int t = 0; t < 1000; t++) {
            for (int k = 0; k < 30; k++) {
                r[t][k] = (t == 0 ? 0 : 0.8 * r[t - 1][k]) + 0.2 * random.nextGaussian();
            }
        }
        final DiffusionFit fit = DiffusionFit.of(curve(r, 10), FitOptions.defaults());
        assertFalse(fit.established());
        assertTrue(String.join("\n", fit.warnings()).contains("No diffusion coefficient yet"), () -> fit.warnings().toString());
        assertTrue(String.join("\n", fit.warnings()).contains("less than half a site distance squared (1.56 Å²)"), () -> fit.warnings().toString());
    }

    @Test
    void ballisticMotionHasNoCoefficient() {
        final Random random = new Random(6);
        final double[][] r = new double[400][60];
        for (int k = 0; k < 60; k++) {
            final double velocity = 0.1 * random.nextGaussian();
            for (int t = 0; t < 400; t++) {
                r[t][k] = velocity * t + 0.01 * random.nextGaussian();
            }
        }
        final DiffusionFit fit = DiffusionFit.of(curve(r, 20), FitOptions.defaults());
        assertFalse(fit.established());
        assertEquals(2, fit.exponent(), 0.3);
        assertTrue(fit.warnings().get(0).contains("grows as t^"), () -> fit.warnings().toString());
    }

    @Test
    void anIllConditionedCovarianceIsReported() {
        // s² n does not grow: the covariance is that of a bounded motion
        final Random random = new Random(7);
        final double[][] r = new double[500][30];
        for (int t = 0; t < 500; t++) {
            for (int k = 0; k < 30; k++) {
                r[t][k] = random.nextGaussian();
            }
        }
        final DiffusionFit fit = DiffusionFit.of(curve(r, 10), FitOptions.defaults().withWindow(1, 50));
        assertFalse(fit.established());
        assertTrue(Double.isInfinite(fit.condition()));
        assertTrue(fit.warnings().get(0).contains("covariance of the displacements at different lags is not positive definite"), () -> fit.warnings().toString());
        assertTrue(fit.standardError() > 0 && Double.isNaN(fit.fitError()), "the bootstrap still gives an error");
    }

    @Test
    void aWindowBeyondTheDataIsRefused() {
        final MsdCurve curve = brownian(3, 3, 50, new double[] {0.05, 0.05, 0.05}, 0);
        final String text = assertThrows(InputException.class, () -> DiffusionFit.of(curve, FitOptions.defaults().withWindow(500, 600))).getMessage();
        assertTrue(text.contains("Use a longer run"), text);
    }

    @Test
    void leastSquaresOfAKnownProblem() {
        // C = diag(1, 4, 1): y = 1 + 2x with the middle point off by 3: weights 1, ¼, 1; residuals ∓ by the normal equations
        final GeneralizedLeastSquares gls = new GeneralizedLeastSquares(3, new double[] {1, 0, 0, 0, 4, 0, 0, 0, 1});
        final GeneralizedLeastSquares.Line line = gls.line(new double[] {0, 1, 2}, new double[] {1, 6, 5});
        assertEquals(2, line.slope(), 1e-14);
        // weighted mean of y − 2x: (1 + 4/4 + 1)/(2.25)
        assertEquals(3 / 2.25, line.intercept(), 1e-14);
        assertEquals(0.5, line.slopeVariance(), 1e-14);
        assertEquals(1, gls.condition(), 1e-12);
        // residuals −1/3, 8/3, −1/3
        assertEquals(2, line.chiSquared(), 1e-14);
        assertTrue(Double.isInfinite(new GeneralizedLeastSquares(2, new double[] {1, 1, 1, 1}).condition()), "rank 1");
        assertTrue(Double.isInfinite(new GeneralizedLeastSquares(2, new double[] {1, 2, 2, 1}).condition()), "indefinite");
    }
}
