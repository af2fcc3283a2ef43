package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.EdgeRates;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * The corrected rates of the hops of a network, of single edges and of sums of them.
 *
 * <p>Corrected for hops between frames, except where stays shorter than a minimum residence time of more than a frame count as vibration: what is missed
 * between frames is to be missed then. Times are those from the first to the last known frame of each ion: after the last one no hop could be seen.
 */
final class HopRates {

    /** Frame intervals that differ by less are one. */
    private static final double SAME_INTERVAL = 1e-9;

    private final EdgeRates edges;
    private final long[] seen;
    private final double[] happened;
    private final double squares;

    HopRates(final SiteNetwork sites, final HopOptions options, final List<RunHops> runs) {
        final TreeMap<Double, List<DiscreteTrajectory>> byInterval = new TreeMap<>();
        for (final RunHops r : runs) {
            final double interval = r.run().frameIntervalFs();
            final Double known = byInterval.floorKey(interval * (1 + SAME_INTERVAL));
            byInterval.computeIfAbsent(known != null && known >= interval * (1 - SAME_INTERVAL) ? known : (Double)interval, k -> new ArrayList<>())
                .addAll(r.trajectories());
        }
        final List<EdgeRates> parts = new ArrayList<>();
        for (final Map.Entry<Double, List<DiscreteTrajectory>> e : byInterval.entrySet()) {
            final double missed = options.minimumResidenceFs() > e.getKey() * (1 + SAME_INTERVAL) ? 0 : e.getKey();
            parts.add(EdgeRates.of(JumpRates.of(new DiscreteTrajectorySet(e.getValue(), sites.size(), e.getKey())), missed));
        }
        edges = EdgeRates.together(parts);
        seen = new long[sites.size()];
        happened = new double[sites.size()];
        final double[] sum = new double[1];
        edges.expectedHops((from, to, a, b, c, n) -> {
            final double r = LatticeVectors.length(sites.vector(from, to, a, b, c));
            happened[from] += n;
            sum[0] += n * r * r;
        });
        squares = sum[0];
        for (int e = 0; e < edges.rates().hops().entries(); e++) {
            seen[edges.rates().hops().from(e)] += (long)edges.rates().hops().value(e);
        }
    }

    /** The rates of all edges, sorted by from, to, R. */
    EdgeRates edges() {
        return edges;
    }

    /** Of one edge, an entry of {@link #edges()}. */
    RateEstimate edge(final int entry) {
        final PeriodicMatrix hops = edges.rates().hops();
        return new RateEstimate((long)hops.value(entry), edges.rates().timesFs(hops.from(entry)), edges.rate(entry), edges.interval(entry).lower(),
            edges.interval(entry).upper());
    }

    /** How many hops that leave a site were seen. */
    long seen(final int site) {
        return seen[site];
    }

    /** Of leaving a site. */
    RateEstimate exit(final int site) {
        return RateEstimate.corrected(seen[site], happened[site], edges.rates().timesFs(site));
    }

    /** Of any hop of an ion. */
    RateEstimate any() {
        return RateEstimate.corrected(Arrays.stream(seen).sum(), Arrays.stream(happened).sum(), timeFs());
    }

    /** Σ r² of all hops that have happened, in Å². */
    double squares() {
        return squares;
    }

    /** Time of all ions in which a hop could be seen, in fs. */
    double timeFs() {
        return Arrays.stream(edges.rates().timesFs()).sum();
    }
}
