package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;

/** Vectors of a lattice of points with species, and the primitive cell they span. */
final class LatticeVectors {

    /** Points that map onto each other within this distance (Å) are equivalent. */
    static final double TOLERANCE = 0.3;

    private LatticeVectors() {
    }

    /**
     * The largest distance (Å) between a translated point and the point of the same species it falls on.
     *
     * @param translation fractional vector of {@code cell}
     * @return positive infinity if the translated points do not fall on the points one to one
     */
    static double mismatch(final Cell cell, final double[] points, final int[] species, final double[] translation) {
        final MinimumImage image = new MinimumImage(cell);
        final boolean[] taken = new boolean[species.length];
        final double[] d = new double[3];
        double largest = 0;
        for (int i = 0; i < species.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            int which = -1;
            // closer than the tolerance is close enough: no need to look on
            for (int j = 0; j < species.length && !(best < TOLERANCE * TOLERANCE); j++) {
                if (species[j] == species[i]) {
                    for (int a = 0; a < 3; a++) {
                        d[a] = points[3 * i + a] + translation[a] - points[3 * j + a];
                    }
                    cell.toCartesian(d, 0, d, 0);
                    final double square = image.apply(d, 0);
                    if (square < best) {
                        best = square;
                        which = j;
                    }
                }
            }
            if (taken[which]) {
                return Double.POSITIVE_INFINITY;
            }
            taken[which] = true;
            largest = Math.max(largest, best);
        }
        return Math.sqrt(largest);
    }

    /** The primitive cell of points with species; {@code cell} itself when it is primitive. */
    static Cell primitive(final Cell cell, final double[] points, final int[] species) {
        final List<double[]> translations = new ArrayList<>();
        final int rare = rarest(species);
        for (int j = 0; j < species.length; j++) {
            if (j != rare && species[j] == species[rare]) {
                final double[] t = new double[3];
                for (int a = 0; a < 3; a++) {
                    t[a] = points[3 * j + a] - points[3 * rare + a];
                    t[a] = snapped(t[a] - Math.floor(t[a]), species, rare);
                }
                if (fitsRarest(cell, points, species, rare, t) && mismatch(cell, points, species, t) < TOLERANCE) {
                    translations.add(t);
                }
            }
        }
        return translations.isEmpty() ? cell : smallest(cell, translations);
    }

    /** Whether the translation maps all points of one species onto such points; rules out nearly all vectors that are no translations. */
    private static boolean fitsRarest(final Cell cell, final double[] points, final int[] species, final int rare, final double[] translation) {
        final int[] same = IntStream.range(0, species.length).filter(i -> species[i] == species[rare]).toArray();
        final double[] few = new double[3 * same.length];
        for (int k = 0; k < same.length; k++) {
            System.arraycopy(points, 3 * same[k], few, 3 * k, 3);
        }
        return mismatch(cell, few, new int[same.length], translation) < TOLERANCE;
    }

    /** A lattice translation is a multiple of 1/n, n at most the number of atoms of the rarest species: remove the noise of positions. */
    private static double snapped(final double x, final int[] species, final int rare) {
        final int count = (int)Arrays.stream(species).filter(s -> s == species[rare]).count();
        double best = x;
        double closest = 0.02;
        for (int n = 1; n <= count && n <= 12; n++) {
            final double candidate = Math.rint(x * n) / n;
            if (Math.abs(candidate - x) < closest - 1e-9) {
                closest = Math.abs(candidate - x);
                best = candidate;
            }
        }
        return best;
    }

    private static int rarest(final int[] species) {
        int best = 0;
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < species.length; i++) {
            final int s = species[i];
            final long n = Arrays.stream(species).filter(x -> x == s).count();
            if (n < fewest) {
                fewest = n;
                best = i;
            }
        }
        return best;
    }

    /** In three dimensions the shortest independent vectors are a basis. */
    private static Cell smallest(final Cell cell, final List<double[]> translations) {
        final List<double[]> vectors = new ArrayList<>();
        final List<double[]> all = new ArrayList<>(translations);
        all.add(new double[3]);
        for (final double[] t : all) {
            for (int n = 0; n < 125; n++) {
                final double[] v = {t[0] + n / 25 - 2, t[1] + n / 5 % 5 - 2, t[2] + n % 5 - 2};
                cell.toCartesian(v, 0, v, 0);
                if (length(v) > 1e-6) {
                    vectors.add(v);
                }
            }
        }
        // equal lengths are ordered by direction, so that the choice does not depend on round-off
        vectors.sort(Comparator.<double[]>comparingLong(v -> Math.round(1e4 * length(v)))
            .thenComparingLong(v -> -Math.round(1e4 * v[0])).thenComparingLong(v -> -Math.round(1e4 * v[1]))
            .thenComparingLong(v -> -Math.round(1e4 * v[2])));
        final double[] a = vectors.get(0);
        final double[] b = vectors.stream().filter(v -> length(cross(a, v)) > 1e-3 * length(a) * length(v)).findFirst().orElseThrow();
        final double[] n = cross(a, b);
        final double[] c = vectors.stream().filter(v -> Math.abs(dot(n, v)) > 1e-3 * length(n) * length(v)).findFirst().orElseThrow();
        final double sign = dot(n, c) > 0 ? 1 : -1;
        final Cell result = Cell.of(a[0], a[1], a[2], b[0], b[1], b[2], sign * c[0], sign * c[1], sign * c[2]);
        final double copies = cell.volume() / result.volume();
        return Math.abs(copies - all.size()) < 0.01 ? result : cell;
    }

    static double[] cross(final double[] a, final double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    static double dot(final double[] a, final double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    static double length(final double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /**
     * Points folded into a smaller cell; points of equal label that fall together are averaged.
     *
     * @param kept receives the labels of the points that remain
     * @return their fractional positions in {@code small}
     */
    static double[] fold(final Cell large, final double[] points, final List<String> labels, final Cell small, final List<String> kept) {
        final MinimumImage image = new MinimumImage(small);
        final List<double[]> sums = new ArrayList<>();
        final double[] d = new double[3];
        for (int i = 0; i < labels.size(); i++) {
            final double[] x = Arrays.copyOfRange(points, 3 * i, 3 * i + 3);
            large.toCartesian(x, 0, x, 0);
            int found = -1;
            for (int k = 0; k < sums.size() && found < 0; k++) {
                for (int a = 0; a < 3; a++) {
                    d[a] = x[a] - sums.get(k)[a];
                }
                found = kept.get(k).equals(labels.get(i)) && image.apply(d, 0) < TOLERANCE * TOLERANCE ? k : -1;
            }
            if (found < 0) {
                sums.add(new double[] {x[0], x[1], x[2], 0, 0, 0, 1});
                kept.add(labels.get(i));
            } else {
                final double[] s = sums.get(found);
                for (int a = 0; a < 3; a++) {
                    s[3 + a] += d[a];
                }
                s[6]++;
            }
        }
        final double[] result = new double[3 * sums.size()];
        for (int k = 0; k < sums.size(); k++) {
            for (int a = 0; a < 3; a++) {
                result[3 * k + a] = sums.get(k)[a] + sums.get(k)[3 + a] / sums.get(k)[6];
            }
            small.toFractional(result, 3 * k, result, 3 * k);
        }
        return result;
    }
}
