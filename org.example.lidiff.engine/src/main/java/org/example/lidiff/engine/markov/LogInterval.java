package org.example.lidiff.engine.markov;

import java.util.Arrays;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * The 95 % interval of a positive quantity whose logarithm scatters as that of its samples.
 *
 * <p>It is centered at the estimate: where many edges were seen only once or twice, samples lie on one side of it (resampling
 * thins a network out) and their quantiles need not even hold the estimate. The scatter is half the distance of the 16 % and 84 %
 * quantiles, which a single far sample does not move.
 *
 * @param lower lower end; NaN when there is no interval
 * @param upper upper end
 */
public record LogInterval(double lower, double upper) {

    /** Share of a normal distribution more than one standard deviation below its mean. */
    private static final double ONE_SIGMA = 0.158655;

    /** No interval. */
    public static final LogInterval NONE = new LogInterval(Double.NaN, Double.NaN);

    /**
     * The interval around {@code estimate}: Student's quantile times the scatter. The scatter of n samples itself is known as well as the
     * deviation of 0.54 n independent ones (asymptotic variance of the two quantiles).
     *
     * @param samples of the quantity; one that is not a number counts as zero
     * @param freedom degrees of freedom of the scatter; infinite for draws from a posterior
     * @param factor by which the samples scatter too little, 1 for a posterior
     */
    public static LogInterval around(final double estimate, final double[] samples, final double freedom, final double factor) {
        if (samples.length < 2 || !(estimate > 0) || Double.isInfinite(estimate)) {
            return NONE;
        }
        final double[] logs = Arrays.stream(samples).map(s -> s > 0 ? Math.log(s) : Double.NEGATIVE_INFINITY).sorted().toArray();
        final double scatter = factor * (Quantiles.of(logs, 1 - ONE_SIGMA) - Quantiles.of(logs, ONE_SIGMA)) / 2;
        final double half = Math.exp(student(1 / (1 / freedom + 1 / (0.54 * samples.length))) * scatter);
        return new LogInterval(estimate / half, estimate * half);
    }

    /** The interval around {@code estimate} from draws of a posterior. */
    public static LogInterval around(final double estimate, final double[] samples) {
        return around(estimate, samples, Double.POSITIVE_INFINITY, 1);
    }

    /** Half of the 95 % interval of Student's distribution, in standard deviations. */
    public static double student(final double freedom) {
        return new TDistribution(null, Math.max(1, freedom)).inverseCumulativeProbability(0.975);
    }

    /** Whether a value lies inside. */
    public boolean contains(final double value) {
        return value >= lower && value <= upper;
    }

    /** Both ends times a positive number. */
    public LogInterval times(final double factor) {
        return new LogInterval(factor * lower, factor * upper);
    }
}
