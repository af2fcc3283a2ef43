package org.example.lidiff.engine.diffusion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import org.example.lidiff.engine.structure.Cell;

/**
 * Counts distances between two sets of points in a periodic cell, over all images within a cutoff.
 *
 * <p>Fractional differences are rounded. Up to half the smallest height of the cell that image is the only one; beyond, all lattice vectors up to
 * cutoff + |difference| are added, in order of length. Counts are whole numbers: their sum does not depend on the threads.
 */
final class PairCounter {

    private static final int PARTS = 16;

    private final double cutoff;
    private final int bins;

    PairCounter(final double cutoff, final int bins) {
        this.cutoff = cutoff;
        this.bins = bins;
    }

    /**
     * Counts |x_j − x_i + S·L| for all i in {@code a} and j in {@code b} and all S, except an atom and itself with S = 0.
     *
     * @param x fractional positions, three numbers an atom
     * @param a ascending indices of the central atoms
     * @param b those of their neighbors; the same as {@code a}, or others
     * @param counts added to, one number a shell
     */
    void addPairs(final Cell cell, final double[] x, final int[] a, final int[] b, final long[] counts) {
        final double[] s = gather(x, a);
        if (!Arrays.equals(a, b)) {
            add(cell, s, gather(x, b), Which.ALL, 1, counts);
            return;
        }
        // a pair and its reverse have the same distances
        add(cell, s, s, Which.LATER, 2, counts);
        for (final double[] v : vectors(cell, cutoff)) {
            final double r = Math.sqrt(v[3]);
            if (r > 0 && r < cutoff) {
                counts[bin(r)] += a.length;
            }
        }
    }

    /** Counts |after_j − before_i + S·L|, i ≠ j, for fractional positions. */
    void addOthers(final Cell cell, final double[] before, final double[] after, final long[] counts) {
        add(cell, before, after, Which.OTHERS, 1, counts);
    }

    private enum Which {
        ALL, LATER, OTHERS
    }

    private int bin(final double r) {
        return Math.min(bins - 1, (int)(r / cutoff * bins));
    }

    private static double[] gather(final double[] x, final int[] atoms) {
        final double[] s = new double[3 * atoms.length];
        for (int i = 0; i < atoms.length; i++) {
            System.arraycopy(x, 3 * atoms[i], s, 3 * i, 3);
        }
        return s;
    }

    private void add(final Cell cell, final double[] a, final double[] b, final Which which, final int weight, final long[] counts) {
        final double[] l = cell.rows();
        final boolean single = cutoff <= 0.5 * cell.smallestHeight();
        // a rounded difference is at most half the sum of the lattice vectors long
        final double longest = 0.5 * (cell.length(0) + cell.length(1) + cell.length(2));
        final double[] shifts = single ? new double[4] : flat(vectors(cell, cutoff + longest));
        final int n = a.length / 3;
        final long[][] parts = new long[PARTS][bins];
        IntStream.range(0, PARTS).parallel().forEach(p -> {
            for (int i = p; i < n; i += PARTS) {
                addNeighbors(l, a, i, b, which, shifts, parts[p]);
            }
        });
        for (final long[] part : parts) {
            for (int k = 0; k < bins; k++) {
                counts[k] += weight * part[k];
            }
        }
    }

    private void addNeighbors(final double[] l, final double[] a, final int i, final double[] b, final Which which, final double[] shifts,
        final long[] counts) {
        final double limit = cutoff * cutoff;
        for (int j = which == Which.LATER ? i + 1 : 0; j < b.length / 3; j++) {
            if (which == Which.OTHERS && i == j) {
                continue;
            }
            double u = b[3 * j] - a[3 * i];
            double v = b[3 * j + 1] - a[3 * i + 1];
            double w = b[3 * j + 2] - a[3 * i + 2];
            u -= Math.rint(u);
            v -= Math.rint(v);
            w -= Math.rint(w);
            final double x = u * l[0] + v * l[3] + w * l[6];
            final double y = u * l[1] + v * l[4] + w * l[7];
            final double z = u * l[2] + v * l[5] + w * l[8];
            final double square = x * x + y * y + z * z;
            // the first vector is zero
            if (square < limit) {
                counts[bin(Math.sqrt(square))]++;
            }
            if (shifts.length > 4) {
                addImages(x, y, z, Math.sqrt(square), shifts, counts);
            }
        }
    }

    private void addImages(final double x, final double y, final double z, final double length, final double[] shifts, final long[] counts) {
        final double limit = cutoff * cutoff;
        final double reach = (cutoff + length) * (cutoff + length);
        for (int k = 4; k < shifts.length && shifts[k + 3] < reach; k += 4) {
            final double dx = x + shifts[k];
            final double dy = y + shifts[k + 1];
            final double dz = z + shifts[k + 2];
            final double square = dx * dx + dy * dy + dz * dz;
            if (square < limit) {
                counts[bin(Math.sqrt(square))]++;
            }
        }
    }

    private static double[] flat(final double[][] vectors) {
        return Arrays.stream(vectors).flatMapToDouble(Arrays::stream).toArray();
    }

    /** All lattice vectors up to a length, the shortest first: x, y, z, squared length. */
    private static double[][] vectors(final Cell cell, final double length) {
        final int[] range = IntStream.range(0, 3).map(k -> (int)Math.floor(length / cell.height(k))).toArray();
        final double[] l = cell.rows();
        return IntStream.rangeClosed(-range[0], range[0]).boxed().flatMap(u -> IntStream.rangeClosed(-range[1], range[1]).boxed()
            .flatMap(v -> IntStream.rangeClosed(-range[2], range[2]).mapToObj(w -> {
                final double x = u * l[0] + v * l[3] + w * l[6];
                final double y = u * l[1] + v * l[4] + w * l[7];
                final double z = u * l[2] + v * l[5] + w * l[8];
                return new double[] {x, y, z, x * x + y * y + z * z};
            }))).filter(v -> v[3] <= length * length).sorted(Comparator.comparingDouble(v -> v[3])).toArray(double[][]::new);
    }
}
