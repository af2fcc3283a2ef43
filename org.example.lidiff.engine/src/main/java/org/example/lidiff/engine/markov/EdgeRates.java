package org.example.lidiff.engine.markov;

import java.util.List;

/**
 * Rates of single edges, corrected for hops that fall between two frames.
 *
 * <p>Frames Δt apart show T = exp(K Δt), not K: at ten frames a stay n/T is ten percent too small, and two hops within a frame look like one along an
 * edge that may not exist. K Δt = ln T is expanded in the hops O seen within a frame, with λ_i = 1 − Σ_j O_ij the share of frames that end
 * where they began: K_ij Δt = O_ij (ln λ_i − ln λ_j)/(λ_i − λ_j) − Σ_m O_im O_mj/(2λ²) + Σ_ml O_im O_ml O_lj/(3λ³), λ the mean along the walk (the divided
 * differences of the logarithm); images add up along a walk. The interval is that of n, Gamma(n + ½), transformed the same way.
 * Immutable.
 */
public final class EdgeRates {

    /** Below this share of frames without a hop the expansion is not used. */
    private static final double SMALLEST_STAY = 0.3;

    private final JumpRates rates;
    private final double[] gain;
    private final double[] excess;

    private EdgeRates(final JumpRates rates, final double[] gain, final double[] excess) {
        this.rates = rates;
        this.gain = gain;
        this.excess = excess;
    }

    /**
     * The rates of {@code rates}.
     *
     * @param frameIntervalFs Δt, fs; 0 for hops that were seen one by one
     */
    public static EdgeRates of(final JumpRates rates, final double frameIntervalFs) {
        final PeriodicMatrix hops = rates.hops();
        final double[] times = rates.timesFs();
        final double[] within = hops.values();
        final double[] stay = new double[hops.size()];
        java.util.Arrays.fill(stay, 1);
        for (int e = 0; e < within.length; e++) {
            within[e] = within[e] == 0 ? 0 : within[e] * frameIntervalFs / times[hops.from(e)];
            stay[hops.from(e)] -= within[e];
        }
        final double[] gain = new double[within.length];
        final double[] excess = new double[within.length];
        for (int i = 0; i < stay.length; i++) {
            for (int e = hops.rowStart(i); e < hops.rowStart(i + 1); e++) {
                gain[e] = slope(Math.max(SMALLEST_STAY, stay[i]), Math.max(SMALLEST_STAY, stay[hops.to(e)]));
            }
            if (frameIntervalFs > 0) {
                walks(hops, within, stay, i, excess);
            }
        }
        for (int e = 0; e < excess.length; e++) {
            excess[e] /= frameIntervalFs > 0 ? frameIntervalFs : 1;
        }
        return new EdgeRates(rates, gain, excess);
    }

    /**
     * The rates of several sets of trajectories with different frame intervals, each corrected on its own: all their hops over all their time.
     *
     * @param parts one or more, of the same states
     */
    public static EdgeRates together(final List<EdgeRates> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        final int states = parts.get(0).rates.states();
        final double[] times = new double[states];
        final PeriodicMatrix.Builder all = new PeriodicMatrix.Builder(states);
        final PeriodicMatrix.Builder gained = new PeriodicMatrix.Builder(states);
        final PeriodicMatrix.Builder taken = new PeriodicMatrix.Builder(states);
        for (final EdgeRates part : parts) {
            final PeriodicMatrix hops = part.rates.hops();
            for (int i = 0; i < states; i++) {
                times[i] += part.rates.timesFs(i);
            }
            for (int e = 0; e < hops.entries(); e++) {
                final int i = hops.from(e);
                all.add(i, hops.to(e), hops.image(e, 0), hops.image(e, 1), hops.image(e, 2), hops.value(e));
                gained.add(i, hops.to(e), hops.image(e, 0), hops.image(e, 1), hops.image(e, 2), hops.value(e) * part.gain[e]);
                taken.add(i, hops.to(e), hops.image(e, 0), hops.image(e, 1), hops.image(e, 2), part.excess[e] * part.rates.timesFs(i));
            }
        }
        final PeriodicMatrix hops = all.build();
        final double[] gain = gained.build().values();
        final double[] excess = taken.build().values();
        for (int e = 0; e < gain.length; e++) {
            gain[e] = hops.value(e) > 0 ? gain[e] / hops.value(e) : 1;
            excess[e] = times[hops.from(e)] > 0 ? excess[e] / times[hops.from(e)] : 0;
        }
        return new EdgeRates(JumpRates.of(hops, times), gain, excess);
    }

    /** (ln a − ln b)/(a − b). */
    private static double slope(final double a, final double b) {
        return Math.abs(a - b) < 1e-6 ? 2 / (a + b) : Math.log(a / b) / (a - b);
    }

    /** Adds the walks of two and three hops that start at {@code i} and end as an edge does. */
    private static void walks(final PeriodicMatrix hops, final double[] within, final double[] stay, final int i, final double[] excess) {
        for (int e = hops.rowStart(i); e < hops.rowStart(i + 1); e++) {
            final int m = hops.to(e);
            for (int f = hops.rowStart(m); f < hops.rowStart(m + 1); f++) {
                final int l = hops.to(f);
                final int a = hops.image(e, 0) + hops.image(f, 0);
                final int b = hops.image(e, 1) + hops.image(f, 1);
                final int c = hops.image(e, 2) + hops.image(f, 2);
                final double two = within[e] * within[f];
                if (two == 0) {
                    continue;
                }
                final int second = hops.find(i, l, a, b, c);
                if (second >= 0) {
                    final double mean = Math.max(SMALLEST_STAY, (stay[i] + stay[m] + stay[l]) / 3);
                    excess[second] += two / (2 * mean * mean);
                }
                for (int g = hops.rowStart(l); g < hops.rowStart(l + 1); g++) {
                    final int third = hops.find(i, hops.to(g), a + hops.image(g, 0), b + hops.image(g, 1), c + hops.image(g, 2));
                    if (third >= 0) {
                        final double mean = Math.max(SMALLEST_STAY, (stay[i] + stay[m] + stay[l] + stay[hops.to(g)]) / 4);
                        excess[third] -= two * within[g] / (3 * mean * mean * mean);
                    }
                }
            }
        }
    }

    /** The hops and times. */
    public JumpRates rates() {
        return rates;
    }

    /** Rate of an entry of the hops, 1/fs. */
    public double rate(final int entry) {
        final double time = rates.timesFs(rates.hops().from(entry));
        return time > 0 ? corrected(entry, rates.hops().value(entry) / time) : 0;
    }

    /**
     * Number of hops along an entry that have happened, to judge from those that were seen: rate times time, but not cut off at zero, so that sums over
     * entries are right. Negative where nearly all of them were two hops within a frame.
     */
    public double expectedHops(final int entry) {
        return rates.hops().value(entry) * gain[entry] - excess[entry] * rates.timesFs(rates.hops().from(entry));
    }

    /** 95 % interval of the rate of an entry, 1/fs. */
    public LogInterval interval(final int entry) {
        final double[] plain = JumpRates.rateInterval(rates.hops().value(entry), rates.timesFs(rates.hops().from(entry)), 0.95);
        return new LogInterval(corrected(entry, plain[0]), corrected(entry, plain[1]));
    }

    /** Corrected rates k(i, j, R) of all entries, 1/fs. */
    public PeriodicMatrix matrix() {
        final double[] k = new double[rates.hops().entries()];
        java.util.Arrays.setAll(k, this::rate);
        return rates.hops().withValues(k);
    }

    private double corrected(final int entry, final double rate) {
        return Math.max(0, rate * gain[entry] - excess[entry]);
    }
}
