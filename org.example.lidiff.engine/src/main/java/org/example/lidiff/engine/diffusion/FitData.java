package org.example.lidiff.engine.diffusion;

import java.util.Arrays;

/**
 * Points of a curve that are fitted, with the covariance cov_ij = s_i²/n_j for lags i ≤ j.
 *
 * <p>s_i² is the sample variance of the squared displacement, n_j the number of windows that do not overlap (McCluskey, Coles, Morgan,
 * J. Chem. Theory Comput. (2024), arXiv 2305.18244). This C is positive definite only if s_i² n_i grows with the lag, so lags at the long end are left
 * out until it is, and until its condition number is below 1e10.
 */
final class FitData {

    private static final double MOST_CONDITION = 1e10;
    private static final int FEWEST = 3;

    private final MsdCurve curve;
    private final int axis;
    private final int[] lags;
    private final int dropped;
    private final GeneralizedLeastSquares squares;

    private final boolean correlated;

    private FitData(final MsdCurve curve, final int axis, final int[] lags, final int dropped, final GeneralizedLeastSquares squares,
        final boolean correlated) {
        this.correlated = correlated;
        this.curve = curve;
        this.axis = axis;
        this.lags = lags;
        this.dropped = dropped;
        this.squares = squares;
    }

    /**
     * @param axis 0, 1, 2, or −1 for all
     * @return null if there are not three lags with a usable covariance
     */
    static FitData of(final MsdCurve curve, final int axis, final int first, final int last, final int points) {
        final int[] all = spaced(first, last, points);
        for (int n = all.length; n >= FEWEST; n--) {
            final int[] lags = Arrays.copyOf(all, n);
            final GeneralizedLeastSquares squares = new GeneralizedLeastSquares(n, covariance(curve, axis, lags));
            if (squares.condition() < MOST_CONDITION) {
                return new FitData(curve, axis, lags, all.length - n, squares, true);
            }
        }
        return null;
    }

    /**
     * The same points with equal weights and no usable errors, for a curve whose covariance cannot be used.
     *
     * @return null if there are fewer than three lags
     */
    static FitData withoutCovariance(final MsdCurve curve, final int axis, final int first, final int last, final int points) {
        final int[] lags = spaced(first, last, points);
        final double[] one = new double[lags.length * lags.length];
        for (int i = 0; i < lags.length; i++) {
            one[i * lags.length + i] = 1;
        }
        return lags.length < FEWEST ? null
            : new FitData(curve, axis, lags, 0, new GeneralizedLeastSquares(lags.length, one), false);
    }

    /** Whether the covariance of the points is used, so that errors and tests mean something. */
    boolean correlated() {
        return correlated;
    }

    private static int[] spaced(final int first, final int last, final int points) {
        final int count = Math.min(points, last - first + 1);
        final int[] lags = new int[Math.max(0, count)];
        for (int k = 0; k < count; k++) {
            lags[k] = count == 1 ? first : first + (int)Math.round((double)k * (last - first) / (count - 1));
        }
        return lags;
    }

    private static double[] covariance(final MsdCurve curve, final int axis, final int[] lags) {
        final int n = lags.length;
        final double[] c = new double[n * n];
        for (int i = 0; i < n; i++) {
            final double variance = axis < 0 ? curve.variance(lags[i]) : curve.axisVariance(lags[i], axis);
            for (int j = i; j < n; j++) {
                c[i * n + j] = variance / curve.independentWindows(lags[j]);
                c[j * n + i] = c[i * n + j];
            }
        }
        return c;
    }

    int[] lags() {
        return lags;
    }

    int dropped() {
        return dropped;
    }

    double condition() {
        return squares.condition();
    }

    double[] times() {
        return Arrays.stream(lags).mapToDouble(curve::timeFs).toArray();
    }

    double[] values() {
        return Arrays.stream(lags).mapToDouble(l -> axis < 0 ? curve.value(l) : curve.axis(l, axis)).toArray();
    }

    GeneralizedLeastSquares.Line line() {
        return squares.line(times(), values());
    }

    /** χ² of y = c + A t^α with the best c and A. */
    double chiSquared(final double alpha) {
        final double longest = times()[lags.length - 1];
        return squares.line(Arrays.stream(times()).map(t -> Math.pow(t / longest, alpha)).toArray(), values()).chiSquared();
    }
}
