package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

import org.example.lidiff.engine.markov.DiscreteTrajectory;

/**
 * How long ions stay on sites: the Kaplan-Meier estimate of the survival function (Kaplan and Meier, J. Am. Stat. Assoc. 53, 457
 * (1958)) with Greenwood's variance.
 *
 * <p>Only stays whose beginning was seen enter: the first stay of a run does not. A stay that ends with the run, or with unknown
 * frames, is censored. Leaving out the censored stays would make residence times too short.
 */
public final class ResidenceTimes {

    private final int stays;
    private final int censored;
    private final double[] times;
    private final double[] survival;
    private final double[] errors;

    private ResidenceTimes(final double[] durations, final boolean[] ended) {
        stays = durations.length;
        final Integer[] order = new Integer[stays];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(durations[a], durations[b]));
        final List<double[]> steps = new ArrayList<>();
        double s = 1;
        double greenwood = 0;
        int lost = 0;
        for (int k = 0; k < stays;) {
            final double t = durations[order[k]];
            final int atRisk = stays - k;
            int events = 0;
            // a stay censored at t was still at risk at t
            for (; k < stays && durations[order[k]] == t; k++) {
                events += ended[order[k]] ? 1 : 0;
                lost += ended[order[k]] ? 0 : 1;
            }
            if (events > 0) {
                s *= 1 - (double)events / atRisk;
                greenwood += (double)events / ((double)atRisk * (atRisk - events));
                steps.add(new double[] {t, s, s == 0 ? 0 : s * Math.sqrt(greenwood)});
            }
        }
        censored = lost;
        times = steps.stream().mapToDouble(x -> x[0]).toArray();
        survival = steps.stream().mapToDouble(x -> x[1]).toArray();
        errors = steps.stream().mapToDouble(x -> x[2]).toArray();
    }

    /** From durations in fs and whether the end of each was seen. */
    public static ResidenceTimes of(final double[] durationsFs, final boolean[] ended) {
        if (durationsFs.length != ended.length) {
            throw new IllegalArgumentException(durationsFs.length + " durations for " + ended.length + " ends");
        }
        return new ResidenceTimes(durationsFs, ended);
    }

    /** The stays on all sites of {@code network} that {@code chosen} accepts, taken together. */
    public static ResidenceTimes of(final JumpNetwork network, final IntPredicate chosen) {
        final List<Double> durations = new ArrayList<>();
        final List<Boolean> ended = new ArrayList<>();
        for (int r = 0; r < network.runs().size(); r++) {
            final double interval = network.runs().get(r).frameIntervalFs();
            for (final DiscreteTrajectory t : network.trajectories(r)) {
                for (int k = 1; k < t.stays(); k++) {
                    if (Hops.isHop(t, k) && chosen.test(t.state(k))) {
                        durations.add(t.length(k) * interval);
                        ended.add(k + 1 < t.stays() && t.state(k + 1) >= 0);
                    }
                }
            }
        }
        final boolean[] ends = new boolean[ended.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = ended.get(i);
        }
        return new ResidenceTimes(durations.stream().mapToDouble(Double::doubleValue).toArray(), ends);
    }

    /** The stays on one site. */
    public static ResidenceTimes of(final JumpNetwork network, final int site) {
        return of(network, i -> i == site);
    }

    /** Number of stays whose beginning was seen. */
    public int stays() {
        return stays;
    }

    /** How many of them did not end while they were seen. */
    public int censored() {
        return censored;
    }

    /** Times in fs at which the survival function steps down, ascending. */
    public double[] timesFs() {
        return times.clone();
    }

    /** Share of stays longer than each of {@link #timesFs()}. */
    public double[] survival() {
        return survival.clone();
    }

    /** Standard error of each of {@link #survival()}. */
    public double[] errors() {
        return errors.clone();
    }

    /** Time in fs that half of the stays exceed; NaN when the survival function does not fall to one half. */
    public double medianFs() {
        for (int k = 0; k < times.length; k++) {
            if (survival[k] <= 0.5) {
                return times[k];
            }
        }
        return Double.NaN;
    }

    /** Mean residence time in fs: the area under the survival function up to its last step; a lower bound when stays are censored later. */
    public double restrictedMeanFs() {
        double area = 0;
        double last = 0;
        double s = 1;
        for (int k = 0; k < times.length; k++) {
            area += s * (times[k] - last);
            last = times[k];
            s = survival[k];
        }
        return times.length == 0 ? Double.NaN : area;
    }

    /** What to do with runs of frames that touch the beginning or end of a sequence. */
    public enum Edges {
        /** Leave them out. */
        DROP,
        /** Count them as they are. */
        KEEP
    }

    /**
     * Lengths in frames of the uninterrupted stretches that {@code frames} spends in {@code state}, in order.
     *
     * <p>For inspection only: without the stretches at the edges the mean is too short.
     */
    public static int[] stretches(final int[] frames, final int state, final Edges edges) {
        final List<Integer> lengths = new ArrayList<>();
        for (int k = 0; k < frames.length;) {
            final int begin = k;
            while (k < frames.length && frames[k] == frames[begin]) {
                k++;
            }
            if (frames[begin] == state && (edges == Edges.KEEP || begin > 0 && k < frames.length)) {
                lengths.add(k - begin);
            }
        }
        return lengths.stream().mapToInt(Integer::intValue).toArray();
    }
}
