package org.example.lidiff.engine.markov;

import java.util.Arrays;

/**
 * Which entries (i, j, R) a periodic matrix has, sorted by i, then j, then the three components of R.
 *
 * <p>Matrices that differ in their values only share it, and with it what follows from the entries alone. Immutable.
 */
final class PeriodicPattern {

    final int size;
    final int[] rowStart;
    final int[] from;
    final int[] to;
    final int[] images;
    private Adjacency adjacency;
    private int[] reverses;
    private PeriodicPattern symmetric;
    private int[] places;

    /** Takes ownership of the arrays, which must be sorted. */
    PeriodicPattern(final int size, final int[] from, final int[] to, final int[] images) {
        this.size = size;
        this.from = from;
        this.to = to;
        this.images = images;
        this.rowStart = new int[size + 1];
        for (final int i : from) {
            rowStart[i + 1]++;
        }
        for (int i = 0; i < size; i++) {
            rowStart[i + 1] += rowStart[i];
        }
    }

    int find(final int i, final int j, final int a, final int b, final int c) {
        int low = rowStart[i];
        int high = rowStart[i + 1] - 1;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            final int order = compare(middle, j, a, b, c);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int compare(final int entry, final int j, final int a, final int b, final int c) {
        int order = Integer.compare(to[entry], j);
        order = order != 0 ? order : Integer.compare(images[3 * entry], a);
        order = order != 0 ? order : Integer.compare(images[3 * entry + 1], b);
        return order != 0 ? order : Integer.compare(images[3 * entry + 2], c);
    }

    /** Index of the reverse entry of each entry, −1 where it is missing; not to be modified. */
    synchronized int[] reverses() {
        if (reverses == null) {
            final int[] found = new int[to.length];
            for (int e = 0; e < found.length; e++) {
                found[e] = find(to[e], from[e], -images[3 * e], -images[3 * e + 1], -images[3 * e + 2]);
            }
            reverses = found;
        }
        return reverses;
    }

    /** The pairs of states that the entries join. */
    synchronized Adjacency adjacency() {
        if (adjacency == null) {
            adjacency = new Adjacency(this);
        }
        return adjacency;
    }

    /** This pattern with the reverse of every entry; itself if it has them all. */
    synchronized PeriodicPattern symmetric() {
        if (symmetric == null) {
            symmetric = this;
            if (Arrays.stream(reverses()).anyMatch(r -> r < 0)) {
                final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(size);
                for (int e = 0; e < to.length; e++) {
                    final int k = 3 * e;
                    builder.add(from[e], to[e], images[k], images[k + 1], images[k + 2], 0);
                    builder.add(to[e], from[e], -images[k], -images[k + 1], -images[k + 2], 0);
                }
                symmetric = builder.build().pattern();
            }
            places = new int[to.length];
            Arrays.setAll(places, e -> symmetric.find(from[e], to[e], images[3 * e], images[3 * e + 1], images[3 * e + 2]));
        }
        return symmetric;
    }

    /** Where each entry is in {@link #symmetric()}; not to be modified. */
    synchronized int[] places() {
        symmetric();
        return places;
    }
}
