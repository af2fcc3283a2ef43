package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Units;

/**
 * A diffusion coefficient with its error, from a generalised least-squares fit of y = c + 2dD t to a mean squared displacement.
 *
 * <p>There is no coefficient yet ({@link #established()} is false) when the exponent α of y = c + A t^α has a 95 % interval without
 * 1, when χ² has p &lt; 0.01, or when the displacement grows in the window by less than (half the site distance)². Immutable.
 */
public final class DiffusionFit {

    private static final double NORMAL_95 = 1.959963985;
    private static final int FEWEST_BLOCKS = 4;
    private static final int STARTS = 12;

    private final MsdCurve curve;
    private final FitOptions options;
    private final int dimensions;
    private final FitData data;
    private final GeneralizedLeastSquares.Line line;
    private final Exponent exponent;
    private final double pValue;
    private final double growth;
    private final double bootstrapError;
    private final List<String> warnings;

    private DiffusionFit(final MsdCurve curve, final int axis, final FitOptions options, final FitData data) {
        this.curve = curve;
        this.options = options;
        this.dimensions = axis < 0 ? 3 : 1;
        this.data = data;
        this.line = data.line();
        this.exponent = data.correlated() ? Exponent.of(data) : new Exponent(Double.NaN, Double.NaN, Double.NaN);
        final int freedom = data.lags().length - 2;
        this.pValue = freedom < 1 || !data.correlated() ? Double.NaN : 1 - new ChiSquaredDistribution(null, freedom).cumulativeProbability(line.chiSquared());
        final double[] y = data.values();
        this.growth = y[y.length - 1] - y[0];
        this.bootstrapError = bootstrap(axis);
        this.warnings = List.copyOf(findWarnings());
    }

    /**
     * Fits the whole displacement, d = 3.
     *
     * @throws InputException if the window has fewer than three usable lags
     */
    public static DiffusionFit of(final MsdCurve curve, final FitOptions options) {
        return fit(curve, -1, options);
    }

    /** Fits the displacement along one axis (0 x, 1 y, 2 z), d = 1. */
    public static DiffusionFit ofAxis(final MsdCurve curve, final int axis, final FitOptions options) {
        return fit(curve, axis, options);
    }

    private static DiffusionFit fit(final MsdCurve curve, final int axis, final FitOptions options) {
        final int last = lastLag(curve, options);
        final List<Integer> starts = starts(curve, options, last);
        DiffusionFit best = null;
        for (final int first : starts) {
            final FitData data = FitData.of(curve, axis, first, last, options.points());
            if (data != null) {
                final DiffusionFit fit = new DiffusionFit(curve, axis, options, data);
                // the earliest start that is straight has the smallest error; without one, the straightest
                if (fit.straight()) {
                    return fit;
                }
                // a window of which the covariance leaves only the beginning says nothing about diffusion
                if (2 * data.dropped() <= options.points()) {
                    best = best == null || fit.pValue > best.pValue ? fit : best;
                }
            }
        }
        if (best == null && !starts.isEmpty()) {
            final FitData data = FitData.withoutCovariance(curve, axis, starts.get(starts.size() / 2), last, options.points());
            best = data == null ? null : new DiffusionFit(curve, axis, options, data);
        }
        if (best == null) {
            throw new InputException(String.format(Locale.ROOT, "The mean squared displacement has no three lags between %.4g and %.4g fs that can be"
                + " fitted; it has %d lags, %.4g fs apart.", starts.isEmpty() ? 0 : curve.timeFs(starts.get(0)), curve.timeFs(last), curve.lags(),
                curve.frameIntervalFs()), "Use a longer run, frames stored more often, or a wider fit window.");
        }
        return best;
    }

    private static int lastLag(final MsdCurve curve, final FitOptions options) {
        final int most = curve.lags() - 1;
        if (!Double.isNaN(options.endFs())) {
            return (int)Math.min(most, Math.floor(options.endFs() / curve.frameIntervalFs() + 1e-9));
        }
        final int tenth = curve.longestRun() / 10;
        return Math.min(most, tenth >= 8 ? tenth : curve.longestRun() / 5);
    }

    private static List<Integer> starts(final MsdCurve curve, final FitOptions options, final int last) {
        final List<Integer> starts = new ArrayList<>();
        if (!Double.isNaN(options.startFs())) {
            starts.add((int)Math.max(1, Math.ceil(options.startFs() / curve.frameIntervalFs() - 1e-9)));
            return starts;
        }
        for (int k = 0; k < STARTS; k++) {
            final int first = (int)Math.round(Math.pow(Math.max(1, last / 2.0), (double)k / (STARTS - 1)));
            if (first <= last - 2 && !starts.contains(first)) {
                starts.add(first);
            }
        }
        return starts;
    }

    private double bootstrap(final int axis) {
        final int[] lags = data.lags();
        final int blocks = curve.blocks();
        if (blocks < FEWEST_BLOCKS || !curve.blocksReach(lags[lags.length - 1])) {
            return Double.NaN;
        }
        final Random random = new Random(options.seed());
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < options.bootstrapSamples(); s++) {
            final int[] chosen = random.ints(blocks, 0, blocks).toArray();
            double slope = 0;
            for (int i = 0; i < lags.length; i++) {
                double y = 0;
                double windows = 0;
                for (final int b : chosen) {
                    y += curve.blockSum(b, lags[i], axis);
                    windows += curve.blockWindows(b, lags[i]);
                }
                slope += line.weights()[i] * y / windows;
            }
            sum += slope;
            squares += slope * slope;
        }
        final int n = options.bootstrapSamples();
        final double variance = Math.max(0, squares - sum * sum / n) / (n - 1);
        // resampling few blocks shows (blocks − 1)/blocks of the variance
        return Math.sqrt(variance * blocks / (blocks - 1)) / (2 * dimensions);
    }

    private boolean straight() {
        return exponent.low() <= 1 && exponent.high() >= 1 && !(pValue < 0.01);
    }

    private List<String> findWarnings() {
        final List<String> list = new ArrayList<>();
        final String window = String.format(Locale.ROOT, "between %.4g and %.4g ps", startFs() / 1000, endFs() / 1000);
        if (data.correlated()) {
            addNotStraight(list, window);
        } else {
            list.add(String.format(Locale.ROOT, "No diffusion coefficient yet: %s the covariance of the displacements at different lags is not positive"
                + " definite or too ill-conditioned, as for ions that only vibrate; the error is that of the bootstrap alone.", window));
        }
        if (growth < requiredGrowth()) {
            list.add(String.format(Locale.ROOT, "No diffusion coefficient yet: %s the mean squared displacement grows by %.3g Å², less than half a site"
                + " distance squared (%.3g Å²).", window, growth, requiredGrowth()));
        }
        if (data.dropped() > 0) {
            list.add(String.format(Locale.ROOT, "The %d longest lags were left out of the fit: with them the covariance of the displacements is not positive"
                + " definite or too ill-conditioned.", data.dropped()));
        }
        if (Double.isNaN(bootstrapError)) {
            list.add("The error could not be checked by a block bootstrap: the run is too short for four blocks longer than the fit window.");
        }
        return list;
    }

    private void addNotStraight(final List<String> list, final String window) {
        if (!(exponent.low() <= 1 && exponent.high() >= 1)) {
            list.add(String.format(Locale.ROOT, "No diffusion coefficient yet: %s the mean squared displacement grows as t^%.2f (95 %% interval %.2f to %.2f),"
                + " not as t.", window, exponent.value(), exponent.low(), exponent.high()));
        }
        if (pValue < 0.01) {
            list.add(String.format(Locale.ROOT, "No diffusion coefficient yet: %s the mean squared displacement is no straight line (χ² = %.1f for %d"
                + " degrees of freedom, p = %.2g).", window, line.chiSquared(), data.lags().length - 2, pValue));
        }
    }

    /** D in Å²/fs; negative when the curve falls. */
    public double value() {
        return line.slope() / (2 * dimensions);
    }

    /** Standard error of D in Å²/fs: the larger of the fit's and the bootstrap's. */
    public double standardError() {
        if (Double.isNaN(bootstrapError) || Double.isNaN(fitError())) {
            return Double.isNaN(bootstrapError) ? fitError() : bootstrapError;
        }
        return Math.max(fitError(), bootstrapError);
    }

    /** Standard error of D from the covariance of the fit, in Å²/fs; NaN when the covariance cannot be used. */
    public double fitError() {
        return !data.correlated() ? Double.NaN : Math.sqrt(line.slopeVariance()) / (2 * dimensions);
    }

    /** Standard error of D from blocks of time longer than the longest lag, all ions together, in Å²/fs; NaN if there are too few. */
    public double bootstrapError() {
        return bootstrapError;
    }

    /** Lower end of the 95 % interval in Å²/fs. */
    public double lower() {
        return value() - NORMAL_95 * standardError();
    }

    /** Upper end of the 95 % interval in Å²/fs. */
    public double upper() {
        return value() + NORMAL_95 * standardError();
    }

    /** D in m²/s. */
    public double squareMetersPerSecond() {
        return value() * Units.SQUARE_ANGSTROM_PER_FS_IN_M2_PER_S;
    }

    /** D in cm²/s. */
    public double squareCentimetersPerSecond() {
        return squareMetersPerSecond() * Units.M2_IN_CM2;
    }

    /** Diffusion tensor in Å²/fs, nine numbers row by row: the weights of this fit applied to ⟨Δr⊗Δr⟩/2. */
    public double[] tensor() {
        final double[] d = new double[9];
        for (int i = 0; i < data.lags().length; i++) {
            final double[] y = curve.tensor(data.lags()[i]);
            for (int k = 0; k < 9; k++) {
                d[k] += 0.5 * line.weights()[i] * y[k];
            }
        }
        return d;
    }

    /** Intercept c in Å²: twice the vibrations, minus what is missed at short lags. */
    public double intercept() {
        return line.intercept();
    }

    /** First fitted lag time in fs. */
    public double startFs() {
        return data.times()[0];
    }

    /** Last fitted lag time in fs. */
    public double endFs() {
        return data.times()[data.lags().length - 1];
    }

    /** Number of fitted lags. */
    public int points() {
        return data.lags().length;
    }

    /** Number of lags left out at the long end because of the covariance. */
    public int droppedLags() {
        return data.dropped();
    }

    /** Condition number of the correlation matrix of the fitted points; infinite when it cannot be used. */
    public double condition() {
        return data.correlated() ? data.condition() : Double.POSITIVE_INFINITY;
    }

    /** Exponent α of y = c + A t^α. */
    public double exponent() {
        return exponent.value();
    }

    /** Lower end of its 95 % interval. */
    public double exponentLower() {
        return exponent.low();
    }

    /** Upper end of its 95 % interval. */
    public double exponentUpper() {
        return exponent.high();
    }

    /** χ² of the straight line. */
    public double chiSquared() {
        return line.chiSquared();
    }

    /** Probability of a larger χ²; NaN without degrees of freedom. */
    public double pValue() {
        return pValue;
    }

    /** Growth of the mean squared displacement in the window, in Å². */
    public double growth() {
        return growth;
    }

    /** What it should at least be: (half the site distance)² in Å². */
    public double requiredGrowth() {
        return 0.25 * options.siteDistance() * options.siteDistance();
    }

    /** Whether the number can be called a diffusion coefficient. */
    public boolean established() {
        return straight() && growth >= requiredGrowth();
    }

    /** Why there is no coefficient yet, and what was left out. */
    public List<String> warnings() {
        return warnings;
    }
}
