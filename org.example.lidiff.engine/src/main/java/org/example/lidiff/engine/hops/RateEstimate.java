package org.example.lidiff.engine.hops;

import org.apache.commons.math3.distribution.GammaDistribution;

/**
 * Rate of a Poisson process with its 95 % interval, Gamma(n + ½, T); without any event the upper limit is 3.00/T. Beside it stands one corrected for
 * events that fall between two frames, see {@link org.example.lidiff.engine.markov.EdgeRates}.
 *
 * @param count events seen, n
 * @param timeFs time T in which they could be seen, in fs
 * @param rate n/T in 1/fs, or corrected; NaN when T = 0
 * @param lower lower end of the interval in 1/fs
 * @param upper upper end of the interval in 1/fs
 */
public record RateEstimate(long count, double timeFs, double rate, double lower, double upper) {

    /** The estimate from {@code count} events in {@code timeFs}. */
    public static RateEstimate of(final long count, final double timeFs) {
        if (!(timeFs > 0)) {
            return new RateEstimate(count, 0, Double.NaN, 0, Double.POSITIVE_INFINITY);
        }
        if (count == 0) {
            return new RateEstimate(0, timeFs, 0, 0, 3.00 / timeFs);
        }
        final GammaDistribution gamma = new GammaDistribution(null, count + 0.5, 1);
        return new RateEstimate(count, timeFs, count / timeFs, gamma.inverseCumulativeProbability(0.025) / timeFs,
            gamma.inverseCumulativeProbability(0.975) / timeFs);
    }

    /**
     * The estimate when {@code events} have happened of which {@code count} were seen. The interval is that of the number seen: what was missed is known
     * far better.
     */
    static RateEstimate corrected(final long count, final double events, final double timeFs) {
        final RateEstimate seen = of(count, timeFs);
        final double gain = count == 0 ? 1 : Math.max(0, events / count);
        return new RateEstimate(count, timeFs, gain * seen.rate, gain * seen.lower, gain * seen.upper);
    }
}
