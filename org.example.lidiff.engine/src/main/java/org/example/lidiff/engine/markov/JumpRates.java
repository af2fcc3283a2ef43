package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;

/**
 * Hops n(i, j, R) between sites, with the time T_i spent in each: the rates k = n/T of a jump process in continuous time.
 *
 * <p>Time is ion-time, edges of the runs included. Posterior of all rates together: exit rate of a site Gamma(n_i + ½, rate T_i)
 * times Dirichlet(n_e + ½/z_i) over its z_i observed edges, so that the prior adds half a hop for each site and not for each
 * edge. Immutable.
 */
public final class JumpRates {


    private final PeriodicMatrix hops;
    private final double[] timesFs;
    private final int[] stateIds;

    private JumpRates(final PeriodicMatrix hops, final double[] timesFs, final int[] stateIds) {
        this.hops = hops;
        this.timesFs = timesFs;
        this.stateIds = stateIds;
    }

    /**
     * @param hops number of hops, without entries (i, i, 0)
     * @param timesFs time spent in each site, fs
     */
    public static JumpRates of(final PeriodicMatrix hops, final double[] timesFs) {
        if (timesFs.length != hops.size()) {
            throw new IllegalArgumentException(hops.size() + " sites, but " + timesFs.length + " times");
        }
        for (int e = 0; e < hops.entries(); e++) {
            if (hops.isDiagonal(e) || !(hops.value(e) >= 0) || hops.value(e) > 0 && !(timesFs[hops.from(e)] > 0)) {
                throw new IllegalArgumentException(hops.value(e) + " hops from " + hops.from(e) + " to " + hops.to(e) + " in "
                    + timesFs[hops.from(e)] + " fs");
            }
        }
        return new JumpRates(hops, timesFs.clone(), IntStream.range(0, timesFs.length).toArray());
    }

    /**
     * The hops and times of discrete trajectories; every change of state or image between two frames is one hop. The time is that from the first to
     * the last known frame: after the last one no hop could be seen.
     */
    public static JumpRates of(final DiscreteTrajectorySet set) {
        final EntryAccumulator hops = new EntryAccumulator(set.states());
        final long[] frames = new long[set.states()];
        for (final DiscreteTrajectory t : set.trajectories()) {
            for (int k = 0; k < t.stays(); k++) {
                if (t.state(k) >= 0) {
                    final boolean last = k + 1 == t.stays() || t.state(k + 1) < 0;
                    frames[t.state(k)] += t.length(k) - (last ? 1 : 0);
                }
                if (k > 0 && t.state(k) >= 0 && t.state(k - 1) >= 0) {
                    hops.add(t.state(k - 1), t.state(k), t.image(k, 0) - t.image(k - 1, 0), t.image(k, 1) - t.image(k - 1, 1),
                        t.image(k, 2) - t.image(k - 1, 2), 1);
                }
            }
        }
        return of(hops.toMatrix(), Arrays.stream(frames).mapToDouble(f -> f * set.frameIntervalFs()).toArray());
    }

    /**
     * The hops within the strongly connected set that has the most of them.
     *
     * @throws InputException if there is no hop that can be undone
     */
    public JumpRates largestConnected() {
        final List<int[]> sets = new ArrayList<>(TransitionCounts.of(hops, 1).connectedSets());
        final PeriodicMatrix kept = hops.restrictedTo(sets.get(0));
        if (kept.sum() == 0) {
            throw new InputException("There are " + hops.sum() + " hops, and no two sites that ions hop between in both directions.",
                "Run longer or at a higher temperature.");
        }
        return new JumpRates(kept, Arrays.stream(sets.get(0)).mapToDouble(i -> timesFs[i]).toArray(),
            Arrays.stream(sets.get(0)).map(i -> stateIds[i]).toArray());
    }

    /** Number of sites. */
    public int states() {
        return timesFs.length;
    }

    /** The number each site had before any restriction. */
    public int[] stateIds() {
        return stateIds.clone();
    }

    /** The hops n(i, j, R). */
    public PeriodicMatrix hops() {
        return hops;
    }

    /** Time spent in each site, fs. */
    public double[] timesFs() {
        return timesFs.clone();
    }

    /** Time spent in one site, fs. */
    public double timesFs(final int state) {
        return timesFs[state];
    }

    /** k = n/T, 1/fs; entries without hops are zero. */
    public PeriodicMatrix rates() {
        final double[] k = hops.values();
        for (int e = 0; e < k.length; e++) {
            k[e] = k[e] == 0 ? 0 : k[e] / timesFs[hops.from(e)];
        }
        return hops.withValues(k);
    }

    /**
     * Most likely rates under detailed balance, π_i k(i, j, R) = π_j k(j, i, −R), 1/fs; see {@link ReversibleBalance}.
     *
     * <p>The sites must be strongly connected.
     */
    public PeriodicMatrix reversibleRates() {
        final PeriodicMatrix n = hops.withReverses();
        final int[] reverse = n.reverses();
        final Adjacency graph = n.pattern().adjacency();
        final double[] u = new ReversibleBalance(graph, graph.fold(n)).potentials();
        final double[] k = new double[n.entries()];
        // π_i = T_i/u_i, hence k = (n + n_reverse)/(u_i + u_j)/π_i.
        for (int e = 0; e < k.length; e++) {
            k[e] = (n.value(e) + n.value(reverse[e])) / (u[n.from(e)] + u[n.to(e)]) * u[n.from(e)] / timesFs[n.from(e)];
        }
        return n.withValues(k);
    }

    /**
     * Rates drawn from their joint posterior, 1/fs, on the entries of {@link #hops()}.
     *
     * @param count number of samples
     */
    public List<PeriodicMatrix> samples(final int count, final long seed) {
        final RandomVariates random = new RandomVariates(seed);
        final List<PeriodicMatrix> samples = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            final double[] k = hops.values();
            for (int i = 0; i < timesFs.length; i++) {
                sampleRow(i, k, random);
            }
            samples.add(hops.withValues(k));
        }
        return samples;
    }

    private void sampleRow(final int i, final double[] k, final RandomVariates random) {
        final int from = hops.rowStart(i);
        final int until = hops.rowStart(i + 1);
        double total = 0;
        int observed = 0;
        for (int e = from; e < until; e++) {
            total += k[e];
            observed += k[e] > 0 ? 1 : 0;
        }
        if (observed == 0) {
            return;
        }
        for (int e = from; e < until; e++) {
            k[e] += k[e] > 0 ? 0.5 / observed : 0;
        }
        random.dirichlet(k, from, until);
        final double exit = random.gamma(total + 0.5) / timesFs[i];
        for (int e = from; e < until; e++) {
            k[e] *= exit;
        }
    }

    /**
     * Interval of the rate of a single edge, 1/fs: Gamma(n + ½, rate T). When no hop was seen it runs from 0 to the upper limit
     * 3.00/T (at 95 %; −ln(1 − confidence)/T in general).
     *
     * @param hops number of hops seen
     * @param timeFs time spent in the site, fs
     * @param confidence probability inside, for example 0.95
     * @return lower and upper end
     */
    public static double[] rateInterval(final double hops, final double timeFs, final double confidence) {
        if (hops == 0) {
            return new double[]{0, -Math.log(1 - confidence) / timeFs};
        }
        final org.apache.commons.math3.distribution.GammaDistribution gamma =
            new org.apache.commons.math3.distribution.GammaDistribution(null, hops + 0.5, 1 / timeFs, 1e-12);
        return new double[]{gamma.inverseCumulativeProbability((1 - confidence) / 2), gamma.inverseCumulativeProbability((1 + confidence) / 2)};
    }
}
