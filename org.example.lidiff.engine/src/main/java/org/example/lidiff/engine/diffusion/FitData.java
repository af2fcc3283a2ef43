package org.example.lidiff.engine.diffusion;

import java.util.Arrays;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Points of a curve that are fitted, with the covariance cov_ij = s_i²/n_j for lags i ≤ j.
 *
 * <p>s_i² is the sample variance of the squared displacement, n_j the number of windows that do not overlap (McCluskey, Coles, Morgan,
 * J. Chem. Theory Comput. (2024), arXiv 2305.18244), smoothed over the lags ({@link SmoothedVariance}). This C is positive definite only if
 * s_i² n_i grows with the lag, so lags at the long end are left out until it is, and until its condition number is below 1e10.
 */
final class FitData {

    private static final double MOST_CONDITION = 1e10;
    private static final int FEWEST = 3;
    private static final double LEAST_PROBABILITY = 0.01;

    private final MsdCurve curve;
    private final int axis;
    private final int[] lags;
    private final int dropped;
    private final GeneralizedLeastSquares squares;
    private final boolean correlated;
    private final GeneralizedLeastSquares.Line line;
    private final double[] whitened;
    private final double pValue;
    /** Found when it is first asked for: most windows that are tried need none. */
    private Exponent exponent;

    private FitData(final MsdCurve curve, final int axis, final int[] lags, final int dropped, final GeneralizedLeastSquares squares,
        final boolean correlated) {
        this.correlated = correlated;
        this.curve = curve;
        this.axis = axis;
        this.lags = lags;
        this.dropped = dropped;
        this.squares = squares;
        line = squares.line(times(), values());
        whitened = squares.whiten(values());
        final int freedom = lags.length - 2;
        pValue = freedom < 1 || !correlated ? Double.NaN : 1 - new ChiSquaredDistribution(null, freedom).cumulativeProbability(line.chiSquared());
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
        final double[] variance = SmoothedVariance.of(lags, Arrays.stream(lags).mapToDouble(l -> axis < 0 ? curve.variance(l) : curve.axisVariance(l, axis)).toArray());
        final double[] c = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                c[i * n + j] = variance[i] / curve.independentWindows(lags[j]);
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
        return line;
    }

    /** Exponent of a power law through the points; NaN without a covariance. */
    Exponent exponent() {
        if (exponent == null) {
            exponent = correlated ? Exponent.of(this) : new Exponent(Double.NaN, Double.NaN, Double.NaN);
        }
        return exponent;
    }

    /** Probability of a larger χ² of the line; NaN without degrees of freedom or covariance. */
    double pValue() {
        return pValue;
    }

    /** Whether neither the exponent nor χ² speaks against a straight line. */
    boolean straight() {
        return correlated && !(pValue < LEAST_PROBABILITY) && exponent().low() <= 1 && exponent().high() >= 1;
    }

    /** χ² of y = c + A t^α with the best c and A. */
    double chiSquared(final double alpha) {
        final double longest = lags[lags.length - 1];
        final double[] x = new double[lags.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.pow(lags[i] / longest, alpha);
        }
        return squares.chiSquared(x, whitened);
    }
}
