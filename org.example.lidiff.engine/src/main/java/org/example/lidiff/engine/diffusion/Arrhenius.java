package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Units;

/**
 * A thermally activated quantity, D = D₀ exp(−E_a/kT), by a weighted straight line of ln D against 1/(kT). Immutable.
 *
 * <p>The weights are 1/σ² with σ = σ_D/D, or the spread of ln D where samples of it are given. The covariance is (AᵀWA)⁻¹, times χ²/dof
 * when that is above 1 and there are three temperatures or more. Intervals are 95 %, with the normal quantile; where the scatter shows that the
 * errors do not explain it (p &lt; 0.05), it is the only measure of the error, and the quantile is Student's.
 */
public final class Arrhenius {

    private static final double WIDE = 0.3;
    private static final double UNEXPLAINED = 0.05;

    private final double slope;
    private final double intercept;
    private final double[] covariance;
    private final double chiSquared;
    private final int points;
    private final double quantile;
    private final double coldest;
    private final double hottest;
    private final List<String> warnings;

    /**
     * One temperature.
     *
     * @param temperatureK measured mean temperature in K
     * @param logValue ln of the quantity
     * @param logError standard error of it
     */
    public record Point(double temperatureK, double logValue, double logError) {

        /**
         * A quantity with its standard error, taken over to the logarithm as σ_D/D.
         *
         * @throws InputException if the quantity or its error is not positive
         */
        public static Point of(final double temperatureK, final double value, final double standardError) {
            if (!(value > 0) || !(standardError > 0) || !(temperatureK > 0)) {
                throw new InputException(String.format(Locale.ROOT, "At %.4g K the value is %.3g with the error %.3g: its logarithm cannot be fitted.",
                    temperatureK, value, standardError), "Leave this temperature out, or run longer.");
            }
            return new Point(temperatureK, Math.log(value), standardError / value);
        }

        /**
         * A diffusion coefficient with its interval: ln D, and the half width of the interval of ln D over 1.96. Where the relative standard error is
         * above 0.3, at least the spread of ln D over resampled blocks of time, because the logarithm of a small number of jumps is not Gaussian.
         *
         * @throws InputException if the interval of D holds zero
         */
        public static Point of(final double temperatureK, final DiffusionFit fit) {
            if (!(fit.lower() > 0) || !(temperatureK > 0)) {
                throw new InputException(String.format(Locale.ROOT, "At %.4g K the diffusion coefficient %.3g cm²/s is not distinguished from zero: its logarithm"
                    + " cannot be fitted.", temperatureK, fit.squareCentimetersPerSecond()), "Leave this temperature out, or run longer.");
            }
            final double interval = 0.5 * Math.log(fit.upper() / fit.lower()) / DiffusionFit.NORMAL_95;
            final double[] samples = fit.standardError() > WIDE * fit.value() ? fit.samples() : new double[0];
            final double spread = Arrays.stream(samples).filter(x -> x > 0).count() < 2 ? 0 : ofSamples(temperatureK, samples).logError();
            return new Point(temperatureK, Math.log(fit.value()), Math.max(interval, spread));
        }

        /** From samples of the quantity (posterior or bootstrap): mean and spread of their logarithms. Samples that are not positive are left out. */
        public static Point ofSamples(final double temperatureK, final double... samples) {
            double sum = 0;
            double squares = 0;
            int n = 0;
            for (final double x : samples) {
                if (x > 0) {
                    final double y = Math.log(x);
                    sum += y;
                    squares += y * y;
                    n++;
                }
            }
            if (n < 2) {
                throw new InputException(String.format(Locale.ROOT, "At %.4g K fewer than two samples are positive.", temperatureK),
                    "Leave this temperature out, or run longer.");
            }
            return new Point(temperatureK, sum / n, Math.sqrt(Math.max(0, squares - sum * sum / n) / (n - 1)));
        }
    }

    private Arrhenius(final List<Point> data) {
        points = data.size();
        coldest = data.stream().mapToDouble(Point::temperatureK).min().orElseThrow();
        hottest = data.stream().mapToDouble(Point::temperatureK).max().orElseThrow();
        double s = 0;
        double sx = 0;
        double sy = 0;
        for (final Point p : data) {
            final double w = 1 / (p.logError() * p.logError());
            final double x = 1 / (Units.BOLTZMANN * p.temperatureK());
            s += w;
            sx += w * x;
            sy += w * p.logValue();
        }
        // about the weighted mean of x: 1/kT varies little, and differences of large numbers would lose digits
        final double mean = sx / s;
        double spread = 0;
        double product = 0;
        for (final Point p : data) {
            final double w = 1 / (p.logError() * p.logError());
            final double x = 1 / (Units.BOLTZMANN * p.temperatureK()) - mean;
            spread += w * x * x;
            product += w * x * p.logValue();
        }
        slope = product / spread;
        intercept = sy / s - slope * mean;
        double chi = 0;
        for (final Point p : data) {
            final double d = (p.logValue() - intercept - slope / (Units.BOLTZMANN * p.temperatureK())) / p.logError();
            chi += d * d;
        }
        chiSquared = chi;
        final int freedom = points - 2;
        final double scale = freedom > 0 ? Math.max(1, chi / freedom) : 1;
        covariance = new double[] {scale / spread, -scale * mean / spread, scale * (1 / s + mean * mean / spread)};
        quantile = freedom > 0 && pValue() < UNEXPLAINED ? new TDistribution(null, freedom).inverseCumulativeProbability(0.975) : DiffusionFit.NORMAL_95;
        warnings = List.copyOf(findWarnings(data));
    }

    /**
     * Fits two temperatures or more.
     *
     * @throws InputException if there are fewer than two different temperatures
     */
    public static Arrhenius fit(final List<Point> data) {
        if (data.stream().mapToDouble(Point::temperatureK).distinct().count() < 2) {
            throw new InputException("An activation energy needs two temperatures; there is " + (data.isEmpty() ? "none" : "one") + ".",
                "Run at more temperatures.");
        }
        for (final Point p : data) {
            if (!(p.logError() > 0) || !(p.temperatureK() > 0) || Double.isNaN(p.logValue())) {
                throw new IllegalArgumentException("Not a point to fit: " + p);
            }
        }
        return new Arrhenius(data);
    }

    private List<String> findWarnings(final List<Point> data) {
        final List<String> list = new ArrayList<>();
        if (points == 2) {
            list.add("Two temperatures: the error is propagated, and nothing shows whether the behavior is thermally activated.");
        }
        for (final Point p : data) {
            if (p.logError() > WIDE) {
                list.add(String.format(Locale.ROOT, "At %.4g K the relative error is %.0f %%: run longer, or fit samples of the logarithm.", p.temperatureK(),
                    100 * p.logError()));
            }
        }
        if (points > 2 && pValue() < 0.01) {
            list.add(String.format(Locale.ROOT, "The points do not lie on one line (χ² = %.1f for %d degrees of freedom, p = %.2g): more than one process?",
                chiSquared, points - 2, pValue()));
        }
        return list;
    }

    /** E_a in eV. */
    public double activationEnergy() {
        return -slope;
    }

    /** Standard error of E_a in eV. */
    public double activationEnergyError() {
        return Math.sqrt(covariance[0]);
    }

    /** Half width of the 95 % interval of E_a in eV. */
    public double activationEnergyHalfWidth() {
        return quantile * activationEnergyError();
    }

    /** ln of the prefactor. */
    public double logPrefactor() {
        return intercept;
    }

    /** Standard error of the ln of the prefactor. */
    public double logPrefactorError() {
        return Math.sqrt(covariance[2]);
    }

    /** The quantity at another temperature (K). */
    public double value(final double temperatureK) {
        return Math.exp(intercept + slope / (Units.BOLTZMANN * temperatureK));
    }

    /** Lower end of its 95 % interval. */
    public double lower(final double temperatureK) {
        return value(temperatureK) * Math.exp(-quantile * logError(temperatureK));
    }

    /** Upper end of its 95 % interval. */
    public double upper(final double temperatureK) {
        return value(temperatureK) * Math.exp(quantile * logError(temperatureK));
    }

    /** Standard error of the ln of the quantity at another temperature (K). */
    public double logError(final double temperatureK) {
        final double x = 1 / (Units.BOLTZMANN * temperatureK);
        return Math.sqrt(covariance[0] * x * x + 2 * covariance[1] * x + covariance[2]);
    }

    /** Whether a temperature (K) lies outside those that were fitted. */
    public boolean extrapolates(final double temperatureK) {
        return temperatureK < coldest || temperatureK > hottest;
    }

    /** χ² of the line. */
    public double chiSquared() {
        return chiSquared;
    }

    /** Probability of a larger χ²; NaN for two points. */
    public double pValue() {
        return points < 3 ? Double.NaN : 1 - new ChiSquaredDistribution(null, points - 2).cumulativeProbability(chiSquared);
    }

    /** What makes the result doubtful. */
    public List<String> warnings() {
        return warnings;
    }
}
