package org.example.lidiff.engine.markov;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Whether hops along equivalent edges are as frequent as each other: χ² of the hops against the rate of their orbit.
 *
 * <p>Given the N hops of an orbit of k edges, their distribution over the edges is multinomial with the shares p of the time spent where they start. χ² =
 * Σ (n − Np)²/(Np) then has the mean k − 1 and the variance 2 (k − 1) + (Σ 1/p − k² − 2k + 2)/N, also for few hops (Haldane, Biometrika 29, 133 (1937)).
 * The p value is that of the scaled χ² distribution with the mean and variance of the sum over orbits.
 *
 * @param chiSquare sum over orbits
 * @param degrees Σ (k − 1) over orbits with hops
 * @param pValue probability of so large a χ² when equivalent edges have equal rates; NaN when there is nothing to compare
 * @param orbits number of orbits with hops
 * @param edges number of edges in them, those without hops included
 */
public record SymmetryCheck(double chiSquare, int degrees, double pValue, int orbits, int edges) {

    private record Edge(int i, int j, int a, int b, int c) implements Comparable<Edge> {
        @Override
        public int compareTo(final Edge o) {
            return Arrays.compare(new int[]{i, j, a, b, c}, new int[]{o.i, o.j, o.a, o.b, o.c});
        }
    }

    /**
     * Tests {@code rates}.
     *
     * @param group the operations of a group
     */
    public static SymmetryCheck of(final JumpRates rates, final List<SymmetryOperation> group) {
        final PeriodicMatrix hops = rates.hops();
        final Map<Edge, Boolean> done = new TreeMap<>();
        double chi = 0;
        double variance = 0;
        int degrees = 0;
        int orbits = 0;
        int edges = 0;
        for (int e = 0; e < hops.entries(); e++) {
            final TreeMap<Edge, Double> orbit = done.containsKey(edge(hops, e)) ? new TreeMap<>() : orbit(hops, e, group);
            orbit.keySet().forEach(k -> done.put(k, true));
            final double[] times = orbit.keySet().stream().mapToDouble(k -> rates.timesFs(k.i)).toArray();
            final double time = Arrays.stream(times).sum();
            final double seen = orbit.values().stream().mapToDouble(n -> n).sum();
            int k = 0;
            double inverse = 0;
            double own = 0;
            for (final Map.Entry<Edge, Double> member : orbit.entrySet()) {
                final double share = rates.timesFs(member.getKey().i) / time;
                if (share > 0) {
                    k++;
                    inverse += 1 / share;
                    own += (member.getValue() - seen * share) * (member.getValue() - seen * share) / (seen * share);
                }
            }
            if (k > 0 && seen > 0) {
                orbits++;
                edges += k;
                degrees += k - 1;
                chi += own;
                variance += 2 * (k - 1) + (inverse - (double)k * k - 2 * k + 2) / seen;
            }
        }
        return new SymmetryCheck(chi, degrees, pValue(chi, degrees, variance), orbits, edges);
    }

    private static double pValue(final double chi, final double mean, final double variance) {
        if (mean == 0 || !(variance > 0)) {
            return Double.NaN;
        }
        final double scale = variance / (2 * mean);
        return 1 - new ChiSquaredDistribution(null, mean / scale).cumulativeProbability(chi / scale);
    }

    private static Edge edge(final PeriodicMatrix m, final int e) {
        return new Edge(m.from(e), m.to(e), m.image(e, 0), m.image(e, 1), m.image(e, 2));
    }

    /** All edges that are equivalent to one, with the hops along each. */
    private static TreeMap<Edge, Double> orbit(final PeriodicMatrix hops, final int e, final List<SymmetryOperation> group) {
        final TreeMap<Edge, Double> orbit = new TreeMap<>();
        final Edge x = edge(hops, e);
        for (final SymmetryOperation g : group) {
            final Edge y = new Edge(g.to(x.i), g.to(x.j), g.image(x.i, x.j, x.a, x.b, x.c, 0), g.image(x.i, x.j, x.a, x.b, x.c, 1),
                g.image(x.i, x.j, x.a, x.b, x.c, 2));
            final int entry = hops.find(y.i, y.j, y.a, y.b, y.c);
            orbit.put(y, entry < 0 ? 0 : hops.value(entry));
        }
        return orbit;
    }
}
