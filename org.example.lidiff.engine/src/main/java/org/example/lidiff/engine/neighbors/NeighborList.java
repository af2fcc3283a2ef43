package org.example.lidiff.engine.neighbors;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;

/**
 * Pairs of atoms closer than a cutoff, with the periodic shift that brings them together.
 *
 * <p>r_ij = r_j − r_i + S · L, S three integers. All images are listed, i = j with S ≠ 0 included, so that a cell may be
 * smaller than the cutoff. With a skin the list holds the pairs within cutoff + skin of the positions it was built at, and is
 * kept until a pair that is not in it could come within the cutoff; who uses it skips the pairs beyond the cutoff. The pairs
 * of an atom are sorted by j, then by S in lexicographic order; this order does not depend on when the list was built.
 * The memory is reused between builds. Not thread-safe.
 */
public final class NeighborList {

    private final double cutoff;
    private final double skin;
    private final ListKind kind;
    private final CellListSearch search = new CellListSearch();
    private final ShiftTable shifts = new ShiftTable();

    private int atoms = -1;
    private int pairs;
    private int[] starts = new int[1];
    private int[] neighbors = new int[0];
    private int[] shiftIndices = new int[0];
    private int[] opposites = new int[0];
    private int[] cursor = new int[0];
    private int[] bucketCenter = new int[0];
    private int[] bucketShift = new int[0];
    private double[] reference = new double[0];
    private Cell referenceCell;
    private final double[] deformation = new double[9];
    private double[] shiftVectors = new double[0];
    private double[] vectors = new double[0];
    private double[] distances = new double[0];
    private long builds;

    /**
     * @param cutoff in Å, above 0
     * @param skin in Å, 0 or more; 0 builds the list at every {@link #update}
     * @param kind whether pairs are listed from both sides
     */
    public NeighborList(final double cutoff, final double skin, final ListKind kind) {
        if (!(cutoff > 0 && skin >= 0 && cutoff + skin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The cutoff must be above 0 and the skin at least 0 Å, not " + cutoff + " and " + skin);
        }
        this.cutoff = cutoff;
        this.skin = skin;
        this.kind = kind;
    }

    /**
     * Makes the list valid for these positions (xyz triples in Å, wrapped or not) and this cell.
     *
     * @return whether it had to be built
     */
    public boolean update(final double[] positions, final Cell cell) {
        if (isValid(positions, cell)) {
            shiftVectors = shifts.vectors(cell);
            return false;
        }
        build(positions, cell);
        return true;
    }

    // A pair that is not listed was beyond cutoff + skin. Its vector is now r0·F plus the deviations u of two atoms from the
    // affine motion of the cell, F = L0⁻¹L, and |r0·F| >= (1 − |F − 1|) |r0|.
    private boolean isValid(final double[] positions, final Cell cell) {
        if (skin == 0 || positions.length != 3 * atoms) {
            return false;
        }
        final boolean sameCell = cell.equals(referenceCell);
        final double[] f = deformation;
        double strain = 0;
        if (!sameCell) {
            for (int i = 0; i < 9; i++) {
                f[i] = i % 4 == 0 ? 1 : 0;
            }
            for (int i = 0; i < 9; i += 3) {
                referenceCell.toFractional(f, i, f, i);
                cell.toCartesian(f, i, f, i);
            }
            for (int i = 0; i < 9; i++) {
                final double e = f[i] - (i % 4 == 0 ? 1 : 0);
                strain += e * e;
            }
        }
        final double allowed = 0.5 * ((1 - Math.sqrt(strain)) * (cutoff + skin) - cutoff);
        if (!(allowed >= 0)) {
            return false;
        }
        return sameCell ? noneMovedBeyond(positions, allowed * allowed) : noneMovedBeyond(positions, f, allowed * allowed);
    }

    private boolean noneMovedBeyond(final double[] r, final double limit) {
        final double[] r0 = reference;
        for (int i = 0; i < 3 * atoms; i += 3) {
            final double x = r[i] - r0[i];
            final double y = r[i + 1] - r0[i + 1];
            final double z = r[i + 2] - r0[i + 2];
            if (!(x * x + y * y + z * z <= limit)) {
                return false;
            }
        }
        return true;
    }

    private boolean noneMovedBeyond(final double[] r, final double[] f, final double limit) {
        final double[] r0 = reference;
        for (int i = 0; i < 3 * atoms; i += 3) {
            double u2 = 0;
            for (int k = 0; k < 3; k++) {
                final double u = r[i + k] - (r0[i] * f[k] + r0[i + 1] * f[3 + k] + r0[i + 2] * f[6 + k]);
                u2 += u * u;
            }
            if (!(u2 <= limit)) {
                return false;
            }
        }
        return true;
    }

    /** Builds the list at these positions, whether it is still valid or not. */
    public void build(final double[] positions, final Cell cell) {
        atoms = positions.length / 3;
        shifts.clear();
        search.search(positions, cell, cutoff + skin, shifts);
        if (starts.length < atoms + 2) {
            starts = new int[atoms + 2];
            cursor = new int[atoms + 2];
        }
        sort();
        if (kind == ListKind.FULL) {
            findOpposites();
        }
        if (reference.length != positions.length) {
            reference = new double[positions.length];
        }
        System.arraycopy(positions, 0, reference, 0, positions.length);
        referenceCell = cell;
        shiftVectors = shifts.vectors(cell);
        builds++;
    }

    /** Two counting sorts, by neighbor and then by center, give lists that are sorted by neighbor. */
    private void sort() {
        final int found = search.found();
        final int[] first = search.first();
        final int[] second = search.second();
        final int[] shift = search.shift();
        pairs = kind == ListKind.FULL ? 2 * found : found;
        reserve();
        if (kind == ListKind.HALF) {
            for (int p = 0; p < found; p++) {
                if (first[p] > second[p] || first[p] == second[p] && !shifts.positive(shift[p])) {
                    final int i = first[p];
                    first[p] = second[p];
                    second[p] = i;
                    shift[p] = ShiftTable.opposite(shift[p]);
                }
            }
        }
        Arrays.fill(starts, 0, atoms + 2, 0);
        Arrays.fill(cursor, 0, atoms + 2, 0);
        for (int p = 0; p < found; p++) {
            starts[first[p] + 2]++;
            cursor[second[p] + 2]++;
            if (kind == ListKind.FULL) {
                starts[second[p] + 2]++;
                cursor[first[p] + 2]++;
            }
        }
        for (int i = 2; i <= atoms + 1; i++) {
            starts[i] += starts[i - 1];
            cursor[i] += cursor[i - 1];
        }
        for (int p = 0; p < found; p++) {
            int at = cursor[second[p] + 1]++;
            bucketCenter[at] = first[p];
            bucketShift[at] = shift[p];
            if (kind == ListKind.FULL) {
                at = cursor[first[p] + 1]++;
                bucketCenter[at] = second[p];
                bucketShift[at] = ShiftTable.opposite(shift[p]);
            }
        }
        for (int j = 0; j < atoms; j++) {
            for (int b = cursor[j]; b < cursor[j + 1]; b++) {
                final int at = starts[bucketCenter[b] + 1]++;
                neighbors[at] = j;
                shiftIndices[at] = bucketShift[b];
            }
        }
        for (int i = 0; i < atoms; i++) {
            sortImages(starts[i], starts[i + 1]);
        }
    }

    /** Puts the images of each neighbor in order; in a cell larger than twice the cutoff there is only one. */
    private void sortImages(final int start, final int end) {
        for (int p = start + 1; p < end; p++) {
            final int shift = shiftIndices[p];
            int at = p;
            while (at > start && neighbors[at - 1] == neighbors[p] && shifts.less(shift, shiftIndices[at - 1])) {
                shiftIndices[at] = shiftIndices[at - 1];
                at--;
            }
            shiftIndices[at] = shift;
        }
    }

    private void reserve() {
        if (neighbors.length < pairs) {
            final int capacity = pairs + pairs / 4;
            neighbors = new int[capacity];
            shiftIndices = new int[capacity];
            opposites = kind == ListKind.FULL ? new int[capacity] : opposites;
            bucketCenter = new int[capacity];
            bucketShift = new int[capacity];
        }
    }

    // The lists of j are sorted by i too, so each is run through once as i grows; images of one pair are in opposite order.
    private void findOpposites() {
        System.arraycopy(starts, 0, cursor, 0, atoms + 1);
        for (int i = 0; i < atoms; i++) {
            int p = starts[i];
            while (p < starts[i + 1]) {
                final int j = neighbors[p];
                int end = p + 1;
                while (end < starts[i + 1] && neighbors[end] == j) {
                    end++;
                }
                final int last = cursor[j] + end - p - 1;
                for (int k = 0; k < end - p; k++) {
                    opposites[p + k] = last - k;
                }
                cursor[j] = last + 1;
                p = end;
            }
        }
    }

    /** The cutoff in Å. */
    public double cutoff() {
        return cutoff;
    }

    /** The skin in Å. */
    public double skin() {
        return skin;
    }

    /** Number of atoms of the last build. */
    public int atoms() {
        return Math.max(0, atoms);
    }

    /** Number of pairs in the list, those in the skin included. */
    public int pairs() {
        return pairs;
    }

    /** Where the pairs of each atom begin; those of atom i are starts[i] … starts[i+1] − 1. The list's own array. */
    public int[] starts() {
        return starts;
    }

    /** Atom j of each pair. The list's own array, longer than the list. */
    public int[] neighbors() {
        return neighbors;
    }

    /** For each pair where its shift is in {@link #shiftVectors()}. The list's own array, longer than the list. */
    public int[] shiftIndices() {
        return shiftIndices;
    }

    /** The Cartesian shifts S · L in Å in the cell of the last {@link #update}, xyz triples. The list's own array. */
    public double[] shiftVectors() {
        return shiftVectors;
    }

    /** For each pair (i, j, S) of a full list where (j, i, −S) is. The list's own array, longer than the list. */
    public int[] opposites() {
        if (kind != ListKind.FULL) {
            throw new IllegalStateException("Only a full list has both sides of a pair");
        }
        return opposites;
    }

    /** Component {@code axis} (0 a … 2 c) of the shift S of a pair. */
    public int shift(final int pair, final int axis) {
        return shifts.get(shiftIndices[pair], axis);
    }

    /** Computes {@link #vectors()} and {@link #distances()} at these positions; call {@link #update} with them before. */
    public void measure(final double[] positions) {
        if (distances.length < pairs) {
            vectors = new double[3 * neighbors.length];
            distances = new double[neighbors.length];
        }
        for (int i = 0; i < atoms; i++) {
            for (int p = starts[i]; p < starts[i + 1]; p++) {
                double d2 = 0;
                for (int k = 0; k < 3; k++) {
                    final double d = positions[3 * neighbors[p] + k] - positions[3 * i + k] + shiftVectors[3 * shiftIndices[p] + k];
                    vectors[3 * p + k] = d;
                    d2 += d * d;
                }
                distances[p] = Math.sqrt(d2);
            }
        }
    }

    /** r_ij of each pair at the last {@link #measure}, xyz triples in Å. The list's own array, longer than the list. */
    public double[] vectors() {
        return vectors;
    }

    /** |r_ij| of each pair at the last {@link #measure} in Å. The list's own array, longer than the list. */
    public double[] distances() {
        return distances;
    }

    /** A copy of the positions the list was built at, or null before the first build. */
    public double[] referencePositions() {
        return atoms < 0 ? null : reference.clone();
    }

    /** How often the list was built. */
    public long builds() {
        return builds;
    }
}
