package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Units;

/**
 * A diffusion coefficient with its error, from a generalised least-squares fit of y = c + 2dD t to a mean squared displacement.
 *
 * <p>The 95 % interval is D exp(±h/D): D is a mean of squares, or a count of jumps, and its error grows with it. h is 1.96 times the fit's error,
 * which takes ions as independent, unless blocks of time with all ions together show more scatter: then it is Student's quantile times their error
 * (1.96 times for a collective displacement or a single ion, where nothing was taken as independent). The lower end also allows for D falling
 * towards longer lags ({@link #laterDecrease()}): jumps back and slow vibrations make it too large in a short run, never too small. When h exceeds
 * 2D the interval holds zero: D − h to D + 3.2 h, which continues the upper end.
 *
 * <p>There is no coefficient yet ({@link #established()} is false) when the exponent α of y = c + A t^α has a 95 % interval without
 * 1, when χ² has p &lt; 0.01, or when the displacement grows in the window by less than (half the site distance)². Immutable.
 */
public final class DiffusionFit {

    private static final String NOT_YET = "No diffusion coefficient yet:";
    /** Half width of the 95 % interval of a normal distribution in standard deviations. */
    static final double NORMAL_95 = 1.959963985;
    private static final double WIDEST_LOGARITHM = 2;

    private final MsdCurve curve;
    private final FitOptions options;
    /** The fit in the automatic window where the chosen one starts too early; otherwise null. */
    private final DiffusionFit automatic;
    private final int dimensions;
    private final FitData data;
    private final GeneralizedLeastSquares.Line line;
    private final Exponent exponent;
    private final double growth;
    private final double decrease;
    private final BlockError blocks;
    private final List<String> warnings;

    private DiffusionFit(final MsdCurve curve, final int axis, final FitOptions options, final FitData data, final double laterSlope,
        final DiffusionFit automatic) {
        this.curve = curve;
        this.options = options;
        this.automatic = automatic;
        this.dimensions = axis < 0 ? 3 : 1;
        this.data = data;
        this.line = data.line();
        this.exponent = data.exponent();
        final double[] y = data.values();
        this.growth = y[y.length - 1] - y[0];
        this.decrease = Math.max(0, line.slope() - laterSlope) / (2 * dimensions);
        this.blocks = BlockError.of(curve, axis, data.lags(), line.weights(), options);
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
        final FitWindow window = new FitWindow(curve, axis, options);
        final FitData data = window.choose();
        if (data == null) {
            throw new InputException(String.format(Locale.ROOT, "The mean squared displacement has no three lags between %.4g and %.4g fs that can be"
                + " fitted; it has %d lags, %.4g fs apart.", Double.isNaN(options.startFs()) ? 0 : options.startFs(), curve.timeFs(window.end()),
                curve.lags(), curve.frameIntervalFs()), "Use a longer run, frames stored more often, or a wider fit window.");
        }
        final FitData later = later(window, data);
        double lowest = slope(later);
        DiffusionFit automatic = null;
        if (!Double.isNaN(options.startFs()) && !window.beyondCorrelations(data)) {
            final FitOptions free = options.withWindow(Double.NaN, Double.NaN);
            final FitData found = new FitWindow(curve, axis, free).choose();
            if (found != null && found.lags()[0] > data.lags()[0]) {
                lowest = Math.min(lowest, found.line().slope());
                automatic = new DiffusionFit(curve, axis, free, found, slope(later(window, found)), null);
            }
        }
        return new DiffusionFit(curve, axis, options, data, lowest, automatic);
    }

    /** The later part of a window; null without three lags. */
    private static FitData later(final FitWindow window, final FitData data) {
        final int[] lags = data.lags();
        final int last = lags[lags.length - 1];
        return window.points((int)Math.round(Math.sqrt((double)lags[0] * last)), last);
    }

    private static double slope(final FitData data) {
        return data == null ? Double.POSITIVE_INFINITY : data.line().slope();
    }

    private List<String> findWarnings() {
        final List<String> list = new ArrayList<>();
        final String window = String.format(Locale.ROOT, "between %.4g and %.4g ps", startFs() / 1000, endFs() / 1000);
        if (data.correlated()) {
            addNotStraight(list, window);
        } else {
            list.add(String.format(Locale.ROOT, NOT_YET + " %s the covariance of the displacements at different lags is not positive"
                + " definite or too ill-conditioned, as for ions that only vibrate; the error is that of the bootstrap alone.", window));
        }
        if (growth < requiredGrowth()) {
            list.add(String.format(Locale.ROOT, NOT_YET + " %s the mean squared displacement grows by %.3g Å², less than half a site"
                + " distance squared (%.3g Å²).", window, growth, requiredGrowth()));
        }
        if (automatic != null) {
            list.add(String.format(Locale.ROOT, "The fit window starts at %.4g ps, where the ions have gone less than two site distances squared: jumps back and"
                + " forth may still make D too large. The lower end of its interval is that of a window from %.4g ps.", startFs() / 1000,
                automatic.startFs() / 1000));
        }
        if (data.dropped() > 0) {
            list.add(String.format(Locale.ROOT, "The %d longest lags were left out of the fit: with them the covariance of the displacements is not positive"
                + " definite or too ill-conditioned.", data.dropped()));
        }
        if (Double.isNaN(bootstrapError())) {
            list.add("The error could not be checked by a block bootstrap: the run is too short for four blocks longer than the fit window.");
        }
        return list;
    }

    private void addNotStraight(final List<String> list, final String window) {
        if (!(exponent.low() <= 1 && exponent.high() >= 1)) {
            list.add(String.format(Locale.ROOT, NOT_YET + " %s the mean squared displacement grows as t^%.2f (95 %% interval %.2f to %.2f),"
                + " not as t.", window, exponent.value(), exponent.low(), exponent.high()));
        }
        if (data.pValue() < 0.01) {
            list.add(String.format(Locale.ROOT, NOT_YET + " %s the mean squared displacement is no straight line (χ² = %.1f for %d"
                + " degrees of freedom, p = %.2g).", window, line.chiSquared(), data.lags().length - 2, data.pValue()));
        }
    }

    /** D in Å²/fs; negative when the curve falls. */
    public double value() {
        return line.slope() / (2 * dimensions);
    }

    /** Standard error of D in Å²/fs: the larger of the fit's and the bootstrap's. */
    public double standardError() {
        if (Double.isNaN(bootstrapError()) || Double.isNaN(fitError())) {
            return Double.isNaN(bootstrapError()) ? fitError() : bootstrapError();
        }
        return Math.max(fitError(), bootstrapError());
    }

    /** Standard error of D from the covariance of the fit, in Å²/fs; NaN when the covariance cannot be used. */
    public double fitError() {
        return !data.correlated() ? Double.NaN : Math.sqrt(line.slopeVariance()) / (2 * dimensions);
    }

    /** Standard error of D from blocks of time longer than the longest lag, all ions together, in Å²/fs; NaN if there are too few. */
    public double bootstrapError() {
        return blocks.error() / (2 * dimensions);
    }

    /** D of resampled blocks of time about this D, in Å²/fs; negative ones are possible. Empty if there are too few blocks. */
    public double[] samples() {
        return Arrays.stream(blocks.slopes()).map(x -> value() + x / (2 * dimensions)).toArray();
    }

    /**
     * By how much D falls towards longer lags, in Å²/fs: from the whole window to its later part, or to the automatic window when a chosen
     * one starts before it; 0 when it rises. In equilibrium D(t) falls to its limit, so the lower end of the interval allows for this much.
     */
    public double laterDecrease() {
        return decrease;
    }

    /** Half width of the interval without the logarithm: normal while the blocks show no more scatter than the fit expects, else Student's. */
    private double halfWidth() {
        final boolean explained = data.correlated() && !(bootstrapError() > fitError());
        if (explained || Double.isNaN(bootstrapError()) || curve.oneObservation() && data.correlated()) {
            return NORMAL_95 * standardError();
        }
        return blocks.quantile() * bootstrapError();
    }

    /**
     * Lower end of the 95 % interval in Å²/fs; negative when D is not distinguished from zero. For a chosen window that starts before the automatic
     * one, not above the lower end of that one.
     */
    public double lower() {
        final double half = halfWidth();
        // the distances on the scale of the logarithm, of the error and of D further out
        final double distance = Math.hypot(half / value(), Math.log(1 - decrease / value()));
        final double own = value() > 0 && half < WIDEST_LOGARITHM * value() && distance < WIDEST_LOGARITHM ? value() * Math.exp(-distance)
            : value() - Math.hypot(half, decrease);
        return automatic == null || automatic.lower() > own ? own : automatic.lower();
    }

    /** Upper end of the 95 % interval in Å²/fs. */
    public double upper() {
        final double half = halfWidth();
        return value() > 0 && half < WIDEST_LOGARITHM * value() ? value() * Math.exp(half / value())
            : value() + half * (Math.exp(WIDEST_LOGARITHM) - 1) / WIDEST_LOGARITHM;
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
        return data.pValue();
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
        return data.straight() && growth >= requiredGrowth();
    }

    /** Why there is no coefficient yet, and what was left out. */
    public List<String> warnings() {
        return warnings;
    }

    /** The warnings that do not say why there is no coefficient: what was left out, or could not be checked. */
    public List<String> remarks() {
        return warnings.stream().filter(w -> !w.startsWith(NOT_YET)).toList();
    }
}
