package org.example.lidiff.engine.hops;

import java.util.Arrays;
import java.util.Locale;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;

/**
 * How the mean framework of a run lies on a reference framework: a rigid shift and what remains.
 *
 * @param shift mean position minus reference position, fractional in the reference cell
 * @param rms root mean square of what remains, in Å
 * @param largest largest of it, in Å
 * @param unmatched atoms that are not the only one on their reference position, where it should have {@code copies} of them
 */
record FrameworkRegistry(double[] shift, double rms, double largest, int unmatched) {

    private static final int ITERATIONS = 4;
    /** Å: a framework atom further off than this is somewhere else. */
    static final double FAR = 1.2;
    /** Share of framework atoms that may have left their positions. */
    private static final double DEFECTS = 0.05;
    /** Å: two unrelated crystals of some 2.5 Å between atoms differ by 1.5 Å and more. */
    private static final double USABLE = 0.6;

    /**
     * Finds the smallest shift that puts every atom on a position of its species.
     *
     * @param cell the reference cell, as strained as the simulation is
     * @param reference fractional reference positions
     * @param copies atoms expected on each reference position
     * @param points fractional positions in {@code cell}, not wrapped
     */
    static FrameworkRegistry of(final Cell cell, final double[] reference, final int[] referenceSpecies, final int copies,
        final double[] points, final int[] species) {
        FrameworkRegistry best = refine(cell, reference, referenceSpecies, copies, points, species, new double[3]);
        if (best.good()) {
            return best;
        }
        // the crystal is shifted: try all shifts that put the first atom on a position of its species
        for (int k = 0; k < referenceSpecies.length; k++) {
            if (referenceSpecies[k] == species[0]) {
                final double[] start = new double[3];
                for (int a = 0; a < 3; a++) {
                    start[a] = points[a] - reference[3 * k + a];
                    start[a] -= Math.rint(start[a]);
                }
                final FrameworkRegistry other = refine(cell, reference, referenceSpecies, copies, points, species, start);
                if (other.betterThan(best, cell)) {
                    best = other;
                }
            }
        }
        return best;
    }

    boolean good() {
        return unmatched == 0 && largest < FAR;
    }

    /** Whether the shift is certain although some of {@code atoms} framework atoms have left their positions: defects, not another crystal. */
    boolean usable(final int atoms) {
        return unmatched <= DEFECTS * atoms && rms < USABLE;
    }

    private boolean betterThan(final FrameworkRegistry other, final Cell cell) {
        if (unmatched != other.unmatched) {
            return unmatched < other.unmatched;
        }
        // symmetry-equivalent shifts fit equally well: the smallest wins
        return rms < other.rms - 0.05 || rms < other.rms + 0.05 && length(cell) < other.length(cell) - 1e-6;
    }

    private double length(final Cell cell) {
        final double[] v = shift.clone();
        cell.toCartesian(v, 0, v, 0);
        return Math.sqrt(new MinimumImage(cell).apply(v, 0));
    }

    /** Length of the shift in Å. */
    double shiftLength(final Cell cell) {
        return length(cell);
    }

    private static FrameworkRegistry refine(final Cell cell, final double[] reference, final int[] referenceSpecies, final int copies,
        final double[] points, final int[] species, final double[] start) {
        final double[] shift = start.clone();
        final MinimumImage image = new MinimumImage(cell);
        final int[] hits = new int[referenceSpecies.length];
        double sum = 0;
        double largest = 0;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Arrays.fill(hits, 0);
            final double[] mean = new double[3];
            sum = 0;
            largest = 0;
            final double[] d = new double[3];
            final double[] nearest = new double[3];
            for (int i = 0; i < species.length; i++) {
                double best = Double.POSITIVE_INFINITY;
                int which = -1;
                for (int k = 0; k < referenceSpecies.length; k++) {
                    if (referenceSpecies[k] == species[i]) {
                        for (int a = 0; a < 3; a++) {
                            d[a] = points[3 * i + a] - shift[a] - reference[3 * k + a];
                        }
                        cell.toCartesian(d, 0, d, 0);
                        final double square = image.apply(d, 0);
                        if (square < best) {
                            best = square;
                            which = k;
                            System.arraycopy(d, 0, nearest, 0, 3);
                        }
                    }
                }
                if (which >= 0) {
                    hits[which]++;
                    sum += best;
                    largest = Math.max(largest, best);
                    for (int a = 0; a < 3; a++) {
                        mean[a] += nearest[a] / species.length;
                    }
                }
            }
            cell.toFractional(mean, 0, mean, 0);
            for (int a = 0; a < 3 && iteration + 1 < ITERATIONS; a++) {
                shift[a] += mean[a];
            }
        }
        int unmatched = 0;
        for (final int h : hits) {
            unmatched += Math.abs(h - copies);
        }
        return new FrameworkRegistry(shift, Math.sqrt(sum / Math.max(1, species.length)), Math.sqrt(largest), unmatched);
    }

    String describe(final Cell cell) {
        return String.format(Locale.ROOT, "shifted by %.2f Å; what remains is %.2f Å (root mean square), at most %.2f Å", length(cell), rms,
            largest);
    }
}
