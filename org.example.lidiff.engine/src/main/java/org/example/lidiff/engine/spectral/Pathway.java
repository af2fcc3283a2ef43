package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * A path of reactive flux.
 *
 * @param states from a source to a target
 * @param flux what flows along it: the flux of its bottleneck
 * @param bottleneck position of the weakest step: from {@code states[bottleneck]} to the next
 */
public record Pathway(int[] states, double flux, int bottleneck) {

    private static final double NOTHING = 1e-14;

    /**
     * Paths of a net flux by repeated removal of the one with the widest bottleneck.
     *
     * @param flux positive net fluxes, without images
     * @param limit largest number of paths
     * @param share stop when this part of what leaves the sources is covered
     */
    static List<Pathway> decompose(final PeriodicMatrix flux, final boolean[] source, final boolean[] target, final int limit, final double share) {
        final double[] left = flux.values();
        double total = 0;
        for (int e = 0; e < left.length; e++) {
            total += source[flux.from(e)] && !source[flux.to(e)] ? left[e] : 0;
        }
        final List<Pathway> paths = new ArrayList<>();
        double covered = 0;
        // A small margin: rounding must not ask for a path more than there is.
        while (paths.size() < limit && covered < (share - 1e-12) * total) {
            final int[] edges = widest(flux, left, source, target);
            if (edges.length == 0) {
                break;
            }
            final Pathway path = path(flux, left, edges);
            if (path.flux <= NOTHING * total) {
                break;
            }
            for (final int e : edges) {
                left[e] -= path.flux;
            }
            left[edges[path.bottleneck]] = 0;
            covered += path.flux;
            paths.add(path);
        }
        return List.copyOf(paths);
    }

    private static Pathway path(final PeriodicMatrix flux, final double[] left, final int[] edges) {
        final int[] states = new int[edges.length + 1];
        int weakest = 0;
        for (int k = 0; k < edges.length; k++) {
            states[k] = flux.from(edges[k]);
            weakest = left[edges[k]] < left[edges[weakest]] ? k : weakest;
        }
        states[edges.length] = flux.to(edges[edges.length - 1]);
        return new Pathway(states, left[edges[weakest]], weakest);
    }

    /** Dijkstra's search for the path with the widest bottleneck; equal widths prefer fewer steps, then lower numbers. */
    private static int[] widest(final PeriodicMatrix flux, final double[] left, final boolean[] source, final boolean[] target) {
        final int n = flux.size();
        final double[] width = new double[n];
        final int[] steps = new int[n];
        final int[] came = new int[n];
        Arrays.fill(came, -1);
        final boolean[] done = new boolean[n];
        record Candidate(double width, int steps, int state) {
        }
        final PriorityQueue<Candidate> queue = new PriorityQueue<>((a, b) -> a.width != b.width ? Double.compare(b.width, a.width)
            : a.steps != b.steps ? Integer.compare(a.steps, b.steps) : Integer.compare(a.state, b.state));
        for (int i = 0; i < n; i++) {
            if (source[i]) {
                width[i] = Double.POSITIVE_INFINITY;
                queue.add(new Candidate(width[i], 0, i));
            }
        }
        while (!queue.isEmpty()) {
            final int i = queue.remove().state;
            if (done[i]) {
                continue;
            }
            done[i] = true;
            if (target[i]) {
                return edgesTo(i, came, flux);
            }
            for (int e = flux.rowStart(i); e < flux.rowStart(i + 1); e++) {
                final int j = flux.to(e);
                final double w = Math.min(width[i], left[e]);
                if (!done[j] && w > 0 && (w > width[j] || w == width[j] && steps[i] + 1 < steps[j])) {
                    width[j] = w;
                    steps[j] = steps[i] + 1;
                    came[j] = e;
                    queue.add(new Candidate(w, steps[j], j));
                }
            }
        }
        return new int[0];
    }

    private static int[] edgesTo(final int end, final int[] came, final PeriodicMatrix flux) {
        final List<Integer> edges = new ArrayList<>();
        for (int i = end; came[i] >= 0; i = flux.from(came[i])) {
            edges.add(came[i]);
        }
        Collections.reverse(edges);
        return edges.stream().mapToInt(e -> e).toArray();
    }
}
