package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.Arrays;
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
    /** Share of frames with a hop below which walks of three hops change rates by less than 1e-4. */
    private static final double FEW = 0.02;

    private final JumpRates rates;
    private final double[] gain;
    private final double[] excess;
    private final List<Expansion> expansions;

    /** Takes edges one after the other. */
    @FunctionalInterface
    public interface EdgeVisitor {

        /** Edge (from, to, (a, b, c)) with a number of hops, one part of it where it comes several times. */
        void edge(int from, int to, int a, int b, int c, double hops);
    }

    private EdgeRates(final JumpRates rates, final double[] gain, final double[] excess, final List<Expansion> expansions) {
        this.rates = rates;
        this.gain = gain;
        this.excess = excess;
        this.expansions = List.copyOf(expansions);
    }

    /**
     * The rates of {@code rates}.
     *
     * @param frameIntervalFs Δt, fs; 0 for hops that were seen one by one
     */
    public static EdgeRates of(final JumpRates rates, final double frameIntervalFs) {
        final PeriodicMatrix hops = rates.hops();
        final Expansion expansion = new Expansion(rates, frameIntervalFs);
        final double[] gain = new double[hops.entries()];
        final double[] excess = new double[hops.entries()];
        for (int e = 0; e < gain.length; e++) {
            gain[e] = slope(expansion.stay(hops.from(e)), expansion.stay(hops.to(e)));
        }
        expansion.walks((i, j, a, b, c, x) -> {
            final int e = hops.find(i, j, a, b, c);
            if (e >= 0) {
                excess[e] += x;
            }
        });
        return new EdgeRates(rates, gain, excess, List.of(expansion));
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
        final List<Expansion> expansions = new ArrayList<>();
        for (final EdgeRates part : parts) {
            final PeriodicMatrix hops = part.rates.hops();
            expansions.addAll(part.expansions);
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
        return new EdgeRates(JumpRates.of(hops, times), gain, excess, expansions);
    }

    /** (ln a − ln b)/(a − b). */
    private static double slope(final double a, final double b) {
        return Math.abs(a - b) < 1e-6 ? 2 / (a + b) : Math.log(a / b) / (a - b);
    }

    /** The hops within a frame of one frame interval. */
    private static final class Expansion {

        private final JumpRates rates;
        private final double interval;
        private final double[] within;
        private final double[] stay;

        Expansion(final JumpRates rates, final double interval) {
            this.rates = rates;
            this.interval = interval;
            this.within = rates.hops().values();
            this.stay = new double[rates.states()];
            Arrays.fill(stay, 1);
            for (int e = 0; e < within.length; e++) {
                within[e] = within[e] == 0 ? 0 : within[e] * interval / rates.timesFs(rates.hops().from(e));
                stay[rates.hops().from(e)] -= within[e];
            }
        }

        double stay(final int i) {
            return Math.max(SMALLEST_STAY, stay[i]);
        }

        /** Walks of two and three hops, as the rate (1/fs) that they seem to be of an edge from where they start to where they end. */
        void walks(final EdgeVisitor visitor) {
            final boolean three = Arrays.stream(stay).min().orElse(1) < 1 - FEW;
            for (int i = 0; interval > 0 && i < stay.length; i++) {
                walks(i, three, visitor);
            }
        }

        private void walks(final int i, final boolean three, final EdgeVisitor visitor) {
            final PeriodicMatrix hops = rates.hops();
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
                    visit(i, l, a, b, c, two / (2 * power(2, stay[i] + stay[m] + stay[l], 3)), visitor);
                    for (int g = hops.rowStart(l); three && g < hops.rowStart(l + 1); g++) {
                        visit(i, hops.to(g), a + hops.image(g, 0), b + hops.image(g, 1), c + hops.image(g, 2),
                            -two * within[g] / (3 * power(3, stay[i] + stay[m] + stay[l] + stay[hops.to(g)], 4)), visitor);
                    }
                }
            }
        }

        private static double power(final int exponent, final double sum, final int number) {
            final double mean = Math.max(SMALLEST_STAY, sum / number);
            return exponent == 2 ? mean * mean : mean * mean * mean;
        }

        private void visit(final int i, final int j, final int a, final int b, final int c, final double probability, final EdgeVisitor visitor) {
            if (i != j || (a | b | c) != 0) {
                visitor.edge(i, j, a, b, c, probability / interval);
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
     * Shows the hops that have happened, to judge from those that were seen: rate times time, but not cut off at zero, and with what walks of several hops take
     * from edges that were never seen. So sums over edges are right; numbers of single edges may be negative.
     */
    public void expectedHops(final EdgeVisitor visitor) {
        final PeriodicMatrix hops = rates.hops();
        for (int e = 0; e < gain.length; e++) {
            visitor.edge(hops.from(e), hops.to(e), hops.image(e, 0), hops.image(e, 1), hops.image(e, 2),
                hops.value(e) * gain[e] - excess[e] * rates.timesFs(hops.from(e)));
        }
        for (final Expansion x : expansions) {
            x.walks((i, j, a, b, c, rate) -> {
                if (x.rates.hops().find(i, j, a, b, c) < 0) {
                    visitor.edge(i, j, a, b, c, -rate * x.rates.timesFs(i));
                }
            });
        }
    }

    /** 95 % interval of the rate of an entry, 1/fs. */
    public LogInterval interval(final int entry) {
        final double[] plain = JumpRates.rateInterval(rates.hops().value(entry), rates.timesFs(rates.hops().from(entry)), 0.95);
        return new LogInterval(corrected(entry, plain[0]), corrected(entry, plain[1]));
    }

    /** Corrected rates k(i, j, R) of all entries, 1/fs. */
    public PeriodicMatrix matrix() {
        final double[] k = new double[rates.hops().entries()];
        Arrays.setAll(k, this::rate);
        return rates.hops().withValues(k);
    }

    private double corrected(final int entry, final double rate) {
        return Math.max(0, rate * gain[entry] - excess[entry]);
    }
}
