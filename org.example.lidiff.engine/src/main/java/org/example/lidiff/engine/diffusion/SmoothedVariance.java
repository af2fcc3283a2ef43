package org.example.lidiff.engine.diffusion;

import java.util.Arrays;

/**
 * Sample variances s² of the squared displacement at some lags, smoothed to r + p t + q t² with r, p, q ≥ 0.
 *
 * <p>These are the terms that vibrations (r), rare jumps (p, the Poisson noise of their number) and Gaussian displacements (q, s² = (2/3)⟨Δr²⟩²)
 * have. At long lags few windows are independent, and there the noise of s² alone can make the covariance s_i²/n_j indefinite.
 * Least squares of the relative deviations, weighted by the number of independent windows (∝ 1/lag).
 */
final class SmoothedVariance {

    private static final int TERMS = 3;

    private SmoothedVariance() {
    }

    /**
     * @param lags increasing, above 0
     * @param variance at each lag; not modified
     * @return the smoothed variances; a copy when a variance is not positive
     */
    static double[] of(final int[] lags, final double[] variance) {
        if (Arrays.stream(variance).anyMatch(v -> !(v > 0))) {
            return variance.clone();
        }
        final double longest = lags[lags.length - 1];
        final double[] t = Arrays.stream(lags).mapToDouble(l -> l / longest).toArray();
        double[] best = variance;
        double least = Double.POSITIVE_INFINITY;
        // three terms have seven sets that can be above zero: the best one whose terms all are
        for (int set = 1; set < 1 << TERMS; set++) {
            final double[] smooth = curve(coefficients(set, t, variance), t);
            final double sum = smooth == null ? Double.POSITIVE_INFINITY : deviation(smooth, t, variance);
            if (sum < least) {
                least = sum;
                best = smooth;
            }
        }
        return best.clone();
    }

    private static double deviation(final double[] smooth, final double[] t, final double[] variance) {
        double sum = 0;
        for (int i = 0; i < t.length; i++) {
            final double d = 1 - smooth[i] / variance[i];
            sum += d * d / t[i];
        }
        return sum;
    }

    private static double[] curve(final double[] c, final double[] t) {
        if (!(c[0] >= 0 && c[1] >= 0 && c[2] >= 0) || Double.isInfinite(c[0] + c[1] + c[2])) {
            return null;
        }
        return Arrays.stream(t).map(x -> c[0] + x * (c[1] + x * c[2])).toArray();
    }

    /** The coefficients of the terms in {@code set} (bit k for t^k), zero for the others, by Gauss-Jordan elimination of the normal equations. */
    private static double[] coefficients(final int set, final double[] t, final double[] variance) {
        final double[][] m = new double[TERMS][TERMS + 1];
        for (int i = 0; i < t.length; i++) {
            final double[] f = {set & 1, (set >> 1 & 1) * t[i], (set >> 2 & 1) * t[i] * t[i]};
            final double w = 1 / (variance[i] * variance[i] * t[i]);
            for (int a = 0; a < TERMS; a++) {
                for (int b = 0; b < TERMS; b++) {
                    m[a][b] += w * f[a] * f[b];
                }
                m[a][TERMS] += w * f[a] * variance[i];
            }
        }
        for (int a = 0; a < TERMS; a++) {
            if ((set >> a & 1) == 0) {
                m[a][a] = 1;
                continue;
            }
            for (int b = 0; b < TERMS; b++) {
                final double f = b == a ? 0 : m[b][a] / m[a][a];
                for (int k = a; k <= TERMS; k++) {
                    m[b][k] -= f * m[a][k];
                }
            }
        }
        return new double[] {m[0][TERMS] / m[0][0], m[1][TERMS] / m[1][1], m[2][TERMS] / m[2][2]};
    }
}
