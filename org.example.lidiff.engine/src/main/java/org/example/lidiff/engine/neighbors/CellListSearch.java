package org.example.lidiff.engine.neighbors;

import java.util.Arrays;
import java.util.Locale;

import org.example.lidiff.engine.structure.Cell;

/**
 * Finds each pair within a distance once: atoms are sorted into bins, and each bin is compared with those that can hold
 * neighbors, as many periodic images of the box as it takes.
 */
final class CellListSearch {

    private static final int BINS_PER_RADIUS = 2;
    // the decision is taken in wrapped coordinates first, then by the formula; the margin is far above the difference
    private static final double MARGIN = 1 + 1e-9;
    // what the shift of two atoms so far from the origin, cutoff included, has room for
    private static final int FARTHEST = ShiftTable.OFFSET / 4;
    private static final int MOST_CELLS = 50;

    private final int[] bins = new int[3];
    private final int[] reach = new int[3];
    private int[] offsets = new int[0];
    private int offsetCount;

    private int[] binStart = new int[0];
    private int[] binOf = new int[0];
    private int[] sortedAtom = new int[0];
    private int[] wraps = new int[0];
    private double[] wrapped = new double[0];

    private double[] positions;
    private final double[] rows = new double[9];
    private final double[] inverse = new double[9];
    private double limit;
    private ShiftTable shifts;

    private int[] first = new int[0];
    private int[] second = new int[0];
    private int[] shift = new int[0];
    private int found;

    /** Number of pairs of the last {@link #search}. */
    int found() {
        return found;
    }

    /** Atoms i of the pairs. */
    int[] first() {
        return first;
    }

    /** Atoms j of the pairs. */
    int[] second() {
        return second;
    }

    /** Numbers of the shifts S of the pairs, r_ij = r_j − r_i + S · L. */
    int[] shift() {
        return shift;
    }

    /** Finds all pairs with |r_ij| &lt; radius, each from one of its two sides, in no particular order. */
    void search(final double[] newPositions, final Cell cell, final double radius, final ShiftTable table) {
        positions = newPositions;
        // without a copy of the cell's arrays
        for (int i = 0; i < 9; i++) {
            rows[i] = cell.get(i / 3, i % 3);
            inverse[i] = i % 4 == 0 ? 1 : 0;
        }
        for (int i = 0; i < 9; i += 3) {
            cell.toFractional(inverse, i, inverse, i);
        }
        limit = radius * radius;
        shifts = table;
        found = 0;
        final int atoms = positions.length / 3;
        chooseBins(cell, radius, atoms);
        sortIntoBins(cell, atoms);
        for (int bx = 0, bin = 0; bx < bins[0]; bx++) {
            for (int by = 0; by < bins[1]; by++) {
                for (int bz = 0; bz < bins[2]; bz++, bin++) {
                    if (binStart[bin] < binStart[bin + 1]) {
                        withinBin(bin);
                        for (int o = 0; o < offsetCount; o++) {
                            withOtherBin(bin, bx + offsets[3 * o], by + offsets[3 * o + 1], bz + offsets[3 * o + 2]);
                        }
                    }
                }
            }
        }
    }

    private void chooseBins(final Cell cell, final double radius, final int atoms) {
        long total = 1;
        for (int k = 0; k < 3; k++) {
            bins[k] = (int)Math.max(1, Math.min(1000, Math.floor(BINS_PER_RADIUS * cell.height(k) / radius)));
            total *= bins[k];
        }
        // an almost empty box must not cost memory for its bins
        while (total > Math.max(64, 4L * atoms)) {
            final int widest = bins[0] >= bins[1] && bins[0] >= bins[2] ? 0 : bins[1] >= bins[2] ? 1 : 2;
            total = total / bins[widest] * ((bins[widest] + 1) / 2);
            bins[widest] = (bins[widest] + 1) / 2;
        }
        for (int k = 0; k < 3; k++) {
            final double cells = radius * MARGIN / cell.height(k);
            if (!(cells < MOST_CELLS)) {
                throw new NeighborSearchException(String.format(Locale.ROOT,
                    "The cell is only %.4g Å high, less than a fiftieth of the cutoff of %.4g Å.", cell.height(k), radius));
            }
            reach[k] = (int)Math.ceil(cells * bins[k]);
        }
        chooseOffsets(cell, radius);
    }

    /** The bins after the own one, in lexicographic order, that can hold an atom within the radius. */
    private void chooseOffsets(final Cell cell, final double radius) {
        final int most = (2 * reach[0] + 1) * (2 * reach[1] + 1) * (2 * reach[2] + 1) / 2;
        if (offsets.length < 3 * most) {
            offsets = new int[3 * most];
        }
        offsetCount = 0;
        final double farthest = Math.pow(radius * MARGIN + binDiagonal(), 2);
        for (int a = 0; a <= reach[0]; a++) {
            for (int b = a == 0 ? 0 : -reach[1]; b <= reach[1]; b++) {
                for (int c = a == 0 && b == 0 ? 1 : -reach[2]; c <= reach[2]; c++) {
                    double d2 = 0;
                    for (int k = 0; k < 3; k++) {
                        final double x = (double)a / bins[0] * rows[k] + (double)b / bins[1] * rows[3 + k]
                            + (double)c / bins[2] * rows[6 + k];
                        d2 += x * x;
                    }
                    if (d2 < farthest) {
                        offsets[3 * offsetCount] = a;
                        offsets[3 * offsetCount + 1] = b;
                        offsets[3 * offsetCount + 2] = c;
                        offsetCount++;
                    }
                }
            }
        }
    }

    private double binDiagonal() {
        double longest = 0;
        for (int signs = 0; signs < 4; signs++) {
            double d2 = 0;
            for (int k = 0; k < 3; k++) {
                final double x = rows[k] / bins[0] + ((signs & 1) == 0 ? 1 : -1) * rows[3 + k] / bins[1]
                    + ((signs & 2) == 0 ? 1 : -1) * rows[6 + k] / bins[2];
                d2 += x * x;
            }
            longest = Math.max(longest, d2);
        }
        return Math.sqrt(longest);
    }

    private void sortIntoBins(final Cell cell, final int atoms) {
        final int total = bins[0] * bins[1] * bins[2];
        if (binStart.length < total + 2) {
            binStart = new int[total + 2];
        }
        if (binOf.length < atoms) {
            binOf = new int[atoms];
            sortedAtom = new int[atoms];
            wraps = new int[3 * atoms];
            wrapped = new double[3 * atoms];
        }
        Arrays.fill(binStart, 0, total + 2, 0);
        for (int i = 0; i < atoms; i++) {
            int bin = 0;
            for (int k = 0; k < 3; k++) {
                final double s = positions[3 * i] * inverse[k] + positions[3 * i + 1] * inverse[3 + k]
                    + positions[3 * i + 2] * inverse[6 + k];
                final double whole = Math.floor(s);
                // also if it is no number
                if (!(Math.abs(whole) < FARTHEST)) {
                    throw new NeighborSearchException(String.format(Locale.ROOT, "Atom %d is at %.4g, %.4g, %.4g Å, not within %d cells.", i + 1,
                        positions[3 * i], positions[3 * i + 1], positions[3 * i + 2], FARTHEST));
                }
                wraps[3 * i + k] = (int)whole;
                bin = bin * bins[k] + Math.min(bins[k] - 1, (int)((s - whole) * bins[k]));
            }
            binOf[i] = bin;
            binStart[bin + 2]++;
        }
        for (int b = 2; b <= total + 1; b++) {
            binStart[b] += binStart[b - 1];
        }
        for (int i = 0; i < atoms; i++) {
            final int at = binStart[binOf[i] + 1]++;
            sortedAtom[at] = i;
            for (int k = 0; k < 3; k++) {
                wrapped[3 * at + k] = positions[3 * i + k] - (wraps[3 * i] * rows[k] + wraps[3 * i + 1] * rows[3 + k]
                    + wraps[3 * i + 2] * rows[6 + k]);
            }
        }
    }

    private void withinBin(final int bin) {
        final int end = binStart[bin + 1];
        for (int a = binStart[bin]; a < end; a++) {
            compare(a, a + 1, end, 0, 0, 0);
        }
    }

    private void withOtherBin(final int bin, final int x, final int y, final int z) {
        final int sx = Math.floorDiv(x, bins[0]);
        final int sy = Math.floorDiv(y, bins[1]);
        final int sz = Math.floorDiv(z, bins[2]);
        final int other = ((x - sx * bins[0]) * bins[1] + y - sy * bins[1]) * bins[2] + z - sz * bins[2];
        final int from = binStart[other];
        final int to = binStart[other + 1];
        if (from < to) {
            final int end = binStart[bin + 1];
            for (int a = binStart[bin]; a < end; a++) {
                compare(a, from, to, sx, sy, sz);
            }
        }
    }

    private void compare(final int a, final int from, final int to, final int sx, final int sy, final int sz) {
        final double[] w = wrapped;
        final double x = w[3 * a] - (sx * rows[0] + sy * rows[3] + sz * rows[6]);
        final double y = w[3 * a + 1] - (sx * rows[1] + sy * rows[4] + sz * rows[7]);
        final double z = w[3 * a + 2] - (sx * rows[2] + sy * rows[5] + sz * rows[8]);
        final double near = limit * MARGIN;
        for (int b = from; b < to; b++) {
            final double dx = w[3 * b] - x;
            final double dy = w[3 * b + 1] - y;
            final double dz = w[3 * b + 2] - z;
            if (dx * dx + dy * dy + dz * dz < near) {
                accept(sortedAtom[a], sortedAtom[b], sx, sy, sz);
            }
        }
    }

    private void accept(final int i, final int j, final int sx, final int sy, final int sz) {
        final int a = sx - wraps[3 * j] + wraps[3 * i];
        final int b = sy - wraps[3 * j + 1] + wraps[3 * i + 1];
        final int c = sz - wraps[3 * j + 2] + wraps[3 * i + 2];
        double d2 = 0;
        for (int k = 0; k < 3; k++) {
            final double d = positions[3 * j + k] - positions[3 * i + k] + (a * rows[k] + b * rows[3 + k] + c * rows[6 + k]);
            d2 += d * d;
        }
        if (d2 < limit) {
            if (found == first.length) {
                final int capacity = Math.max(1024, found + found / 2);
                first = Arrays.copyOf(first, capacity);
                second = Arrays.copyOf(second, capacity);
                shift = Arrays.copyOf(shift, capacity);
            }
            first[found] = i;
            second[found] = j;
            shift[found++] = shifts.index(a, b, c);
        }
    }
}
