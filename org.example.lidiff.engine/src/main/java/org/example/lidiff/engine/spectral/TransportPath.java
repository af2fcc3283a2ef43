package org.example.lidiff.engine.spectral;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.example.lidiff.engine.markov.Generator;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * A way on which ions cross a crystal along a direction u.
 *
 * <p>A small force along u drives the current J_e = π_i k_ij u·(r + y_j − y_i) over each edge, with y of {@link NetworkDiffusion}: what flows into a site flows out
 * of it, and Σ J_e u·r over the edges with positive J is u·D u (times 2 for either sense). It is taken apart into ways that lead from a site to its image in
 * another cell, the one with the widest bottleneck first. Needs detailed balance.
 *
 * @param states from a site to its image: first and last are the same
 * @param image cells between them
 * @param share of D along u that flows this way, 0 … 1
 * @param bottleneck position of the edge that holds it up, over which most of the force drops: from {@code states[bottleneck]} to the next
 */
public record TransportPath(int[] states, int[] image, double share, int bottleneck) {

    private static final double NOTHING = 1e-9;
    /** Edges that are searched. */
    private static final int MOST_EDGES = 20_000;

    /** Whether a network of so many entries is searched. */
    static boolean possible(final NetworkDiffusion diffusion) {
        return diffusion.network().entries() <= MOST_EDGES;
    }

    /**
     * The ways along {@code direction}.
     *
     * @param direction Cartesian, of any length
     * @param limit largest number of ways
     * @return empty where nothing conducts along it
     */
    public static List<TransportPath> of(final NetworkDiffusion diffusion, final double[] direction, final int limit) {
        final PeriodicMatrix network = diffusion.network();
        final Generator generator = new Generator(network);
        final double[] pi = generator.stationary();
        final double[] drop = drops(diffusion, generator, direction);
        final double[] left = new double[drop.length];
        double total = 0;
        for (int e = 0; e < left.length; e++) {
            left[e] = Math.max(0, pi[network.from(e)] * network.value(e) * drop[e]);
            total += left[e] * along(diffusion, e, direction);
        }
        final List<TransportPath> paths = new ArrayList<>();
        while (total > 0 && paths.size() < limit) {
            final int[] cycle = widest(network, left);
            if (cycle.length == 0) {
                break;
            }
            final double flux = Arrays.stream(cycle).mapToDouble(e -> left[e]).min().orElse(0);
            final double carried = flux * Arrays.stream(cycle).mapToDouble(e -> along(diffusion, e, direction)).sum();
            if (carried < NOTHING * total) {
                break;
            }
            paths.add(path(network, drop, cycle, carried / total));
            Arrays.stream(cycle).forEach(e -> left[e] = Math.max(0, left[e] - flux));
        }
        paths.sort((a, b) -> Double.compare(b.share, a.share));
        return List.copyOf(paths);
    }

    /** u·(r + y_j − y_i) of each entry: how much of the force drops over it. */
    private static double[] drops(final NetworkDiffusion diffusion, final Generator generator, final double[] direction) {
        final PeriodicMatrix network = diffusion.network();
        final double[] b = new double[network.size()];
        for (int e = 0; e < network.entries(); e++) {
            b[network.from(e)] += network.value(e) * along(diffusion, e, direction);
        }
        final double[] y = generator.solve(b);
        final double[] drop = new double[network.entries()];
        for (int e = 0; e < drop.length; e++) {
            drop[e] = along(diffusion, e, direction) + y[network.to(e)] - y[network.from(e)];
        }
        // What is left of rounding where nothing conducts is no current.
        return diffusion.conductingDirections() == 0 || Arrays.stream(diffusion.shares(direction)).sum() == 0 ? new double[drop.length] : drop;
    }

    private static double along(final NetworkDiffusion d, final int e, final double[] u) {
        return u[0] * d.displacements()[3 * e] + u[1] * d.displacements()[3 * e + 1] + u[2] * d.displacements()[3 * e + 2];
    }

    private static TransportPath path(final PeriodicMatrix network, final double[] drop, final int[] cycle, final double share) {
        int steepest = 0;
        final int[] image = new int[3];
        for (int k = 0; k < cycle.length; k++) {
            steepest = drop[cycle[k]] > drop[cycle[steepest]] ? k : steepest;
            for (int x = 0; x < 3; x++) {
                image[x] += network.image(cycle[k], x);
            }
        }
        return new TransportPath(IntStream.rangeClosed(0, cycle.length).map(k -> network.from(cycle[k % cycle.length])).toArray(), image, share, steepest);
    }

    /** Adds edges from the widest on until one closes a ring; the current only leads forward, so every ring is a way to another cell. */
    private static int[] widest(final PeriodicMatrix network, final double[] left) {
        final Integer[] order = IntStream.range(0, left.length).filter(e -> left[e] > 0).boxed().sorted((a, b) -> Double.compare(left[b], left[a])).toArray(Integer[]::new);
        final List<List<Integer>> out = new ArrayList<>();
        for (int i = 0; i < network.size(); i++) {
            out.add(new ArrayList<>());
        }
        for (final int e : order) {
            if (network.from(e) == network.to(e)) {
                return new int[] {e};
            }
            final List<Integer> back = way(network, out, network.to(e), network.from(e));
            if (back != null) {
                back.add(0, e);
                return back.stream().mapToInt(k -> k).toArray();
            }
            out.get(network.from(e)).add(e);
        }
        return new int[0];
    }

    /** Edges of the shortest way, or null. */
    private static List<Integer> way(final PeriodicMatrix network, final List<List<Integer>> out, final int from, final int to) {
        final int[] came = new int[network.size()];
        Arrays.fill(came, -1);
        final ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(from));
        final boolean[] seen = new boolean[network.size()];
        seen[from] = true;
        while (!queue.isEmpty()) {
            final int i = queue.remove();
            if (i == to) {
                final List<Integer> edges = new ArrayList<>();
                for (int k = to; k != from; k = network.from(came[k])) {
                    edges.add(came[k]);
                }
                Collections.reverse(edges);
                return edges;
            }
            for (final int e : out.get(i)) {
                if (!seen[network.to(e)]) {
                    seen[network.to(e)] = true;
                    came[network.to(e)] = e;
                    queue.add(network.to(e));
                }
            }
        }
        return null;
    }
}
