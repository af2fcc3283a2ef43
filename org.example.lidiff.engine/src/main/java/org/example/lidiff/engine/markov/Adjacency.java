package org.example.lidiff.engine.markov;

import java.util.Arrays;

/** Neighbors of each state of a network, images and the state itself left out; each pair is there in both directions. */
final class Adjacency {

    private final int[] start;
    private final int[] to;
    private final int[] reverse;
    private final int[] edge;

    /** The pairs i ≠ j that any entry joins, in either direction, whatever its value. */
    Adjacency(final PeriodicPattern pattern) {
        final int n = pattern.size;
        final int[] from = pattern.from;
        final int[] ends = pattern.to;
        final int[] degree = new int[n + 1];
        for (int e = 0; e < from.length; e++) {
            if (from[e] != ends[e]) {
                degree[from[e] + 1]++;
                degree[ends[e] + 1]++;
            }
        }
        for (int i = 0; i < n; i++) {
            degree[i + 1] += degree[i];
        }
        final int[] all = new int[degree[n]];
        final int[] fill = Arrays.copyOf(degree, n);
        for (int e = 0; e < from.length; e++) {
            if (from[e] != ends[e]) {
                all[fill[from[e]]++] = ends[e];
                all[fill[ends[e]]++] = from[e];
            }
        }
        start = new int[n + 1];
        int count = 0;
        for (int i = 0; i < n; i++) {
            Arrays.sort(all, degree[i], degree[i + 1]);
            start[i] = count;
            for (int k = degree[i]; k < degree[i + 1]; k++) {
                if (k == degree[i] || all[k] != all[k - 1]) {
                    all[count++] = all[k];
                }
            }
        }
        start[n] = count;
        to = Arrays.copyOf(all, count);
        reverse = new int[count];
        for (int i = 0; i < n; i++) {
            for (int e = start[i]; e < start[i + 1]; e++) {
                reverse[e] = find(to[e], i);
            }
        }
        edge = new int[from.length];
        Arrays.setAll(edge, e -> from[e] == ends[e] ? -1 : find(from[e], ends[e]));
    }

    int size() {
        return start.length - 1;
    }

    int edges() {
        return to.length;
    }

    int start(final int i) {
        return start[i];
    }

    int to(final int edge) {
        return to[edge];
    }

    /** Where each edge leads; not to be modified. */
    int[] targets() {
        return to;
    }

    /** The edge (j, i) of an edge (i, j). */
    int reverse(final int edge) {
        return reverse[edge];
    }

    int find(final int i, final int j) {
        return Arrays.binarySearch(to, start[i], start[i + 1], j);
    }

    /** Values of {@code matrix}, which has the entries of this graph, with i ≠ j summed over R, in the order of the edges. */
    double[] fold(final PeriodicMatrix matrix) {
        final double[] sums = new double[to.length];
        for (int e = 0; e < matrix.entries(); e++) {
            if (edge[e] >= 0) {
                sums[edge[e]] += matrix.value(e);
            }
        }
        return sums;
    }
}
