package org.example.lidiff.engine.markov;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sparse matrix a(i, j, R) of a periodic network, where R is an integer translation of the lattice.
 *
 * <p>Entries are sorted by i, then j, then the three components of R. Two entries may join the same pair (i, j) through
 * different R, and i = j with R ≠ 0 is an entry of its own. Immutable.
 */
public final class PeriodicMatrix {

    private final int size;
    private final int[] rowStart;
    private final int[] from;
    private final int[] to;
    private final int[] images;
    private final double[] values;

    /** Takes ownership of the arrays, which must be sorted. */
    PeriodicMatrix(final int size, final int[] from, final int[] to, final int[] images, final double[] values) {
        this.size = size;
        this.from = from;
        this.to = to;
        this.images = images;
        this.values = values;
        this.rowStart = new int[size + 1];
        for (final int i : from) {
            rowStart[i + 1]++;
        }
        for (int i = 0; i < size; i++) {
            rowStart[i + 1] += rowStart[i];
        }
    }

    private PeriodicMatrix(final PeriodicMatrix pattern, final double[] values) {
        this.size = pattern.size;
        this.rowStart = pattern.rowStart;
        this.from = pattern.from;
        this.to = pattern.to;
        this.images = pattern.images;
        this.values = values;
    }

    /**
     * Matrix without images, from its dense form; zeros are not stored.
     *
     * @param dense square, [i][j]
     */
    public static PeriodicMatrix of(final double[][] dense) {
        final Builder builder = new Builder(dense.length);
        for (int i = 0; i < dense.length; i++) {
            if (dense[i].length != dense.length) {
                throw new IllegalArgumentException("Row " + i + " has " + dense[i].length + " columns, not " + dense.length);
            }
            for (int j = 0; j < dense.length; j++) {
                if (dense[i][j] != 0) {
                    builder.add(i, j, 0, 0, 0, dense[i][j]);
                }
            }
        }
        return builder.build();
    }

    /** Number of rows and columns. */
    public int size() {
        return size;
    }

    /** Number of stored entries. */
    public int entries() {
        return to.length;
    }

    /** Index of the first entry of row {@code i}; {@code rowStart(size())} is the number of entries. */
    public int rowStart(final int i) {
        return rowStart[i];
    }

    /** Row i of an entry. */
    public int from(final int entry) {
        return from[entry];
    }

    /** Column j of an entry. */
    public int to(final int entry) {
        return to[entry];
    }

    /** Component {@code axis} (0, 1, 2) of the translation R of an entry. */
    public int image(final int entry, final int axis) {
        return images[3 * entry + axis];
    }

    /** Value of an entry. */
    public double value(final int entry) {
        return values[entry];
    }

    /** All values, a copy in the order of the entries. */
    public double[] values() {
        return values.clone();
    }

    /** Whether an entry is (i, i, 0). */
    public boolean isDiagonal(final int entry) {
        return from[entry] == to[entry] && images[3 * entry] == 0 && images[3 * entry + 1] == 0 && images[3 * entry + 2] == 0;
    }

    /** Index of the entry (i, j, (a, b, c)), or −1 when it is not stored. */
    public int find(final int i, final int j, final int a, final int b, final int c) {
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

    /** Index of the reverse entry (j, i, −R) of each entry, −1 where it is not stored; (i, i, 0) is its own reverse. */
    public int[] reverses() {
        final int[] reverse = new int[to.length];
        for (int e = 0; e < reverse.length; e++) {
            reverse[e] = find(to[e], from[e], -images[3 * e], -images[3 * e + 1], -images[3 * e + 2]);
        }
        return reverse;
    }

    /** This matrix with an entry for the reverse of every entry; those that were not stored are zero. */
    public PeriodicMatrix withReverses() {
        final int[] reverse = reverses();
        if (Arrays.stream(reverse).noneMatch(r -> r < 0)) {
            return this;
        }
        final Builder builder = new Builder(size);
        for (int e = 0; e < reverse.length; e++) {
            final int k = 3 * e;
            builder.add(from[e], to[e], images[k], images[k + 1], images[k + 2], values[e]);
            builder.add(to[e], from[e], -images[k], -images[k + 1], -images[k + 2], 0);
        }
        return builder.build();
    }

    /**
     * The same entries with other values.
     *
     * @param newValues one value for each entry
     */
    public PeriodicMatrix withValues(final double[] newValues) {
        if (newValues.length != to.length) {
            throw new IllegalArgumentException("There are " + to.length + " entries, but " + newValues.length + " values");
        }
        return new PeriodicMatrix(this, newValues.clone());
    }

    /** Sum of each row over j and R. */
    public double[] rowSums() {
        final double[] sums = new double[size];
        for (int e = 0; e < values.length; e++) {
            sums[from[e]] += values[e];
        }
        return sums;
    }

    /** Sum of all values. */
    public double sum() {
        double sum = 0;
        for (final double s : rowSums()) {
            sum += s;
        }
        return sum;
    }

    /** Dense matrix [i][j] summed over R. */
    public double[][] folded() {
        final double[][] dense = new double[size][size];
        for (int e = 0; e < values.length; e++) {
            dense[from[e]][to[e]] += values[e];
        }
        return dense;
    }

    /** Product with a column: y_i = Σ_jR a(i, j, R) x_j. */
    public double[] times(final double[] x) {
        final double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
                sum += values[e] * x[to[e]];
            }
            y[i] = sum;
        }
        return y;
    }

    /** Product with a row: y_j = Σ_iR x_i a(i, j, R). */
    public double[] leftTimes(final double[] x) {
        final double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            final double xi = x[i];
            for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
                y[to[e]] += values[e] * xi;
            }
        }
        return y;
    }

    /**
     * Rows and columns {@code kept}, renumbered in that order.
     *
     * @param kept distinct row numbers
     */
    public PeriodicMatrix restrictedTo(final int[] kept) {
        final int[] position = new int[size];
        Arrays.fill(position, -1);
        for (int k = 0; k < kept.length; k++) {
            position[kept[k]] = k;
        }
        final Builder builder = new Builder(kept.length);
        for (int e = 0; e < values.length; e++) {
            final int i = position[from[e]];
            final int j = position[to[e]];
            if (i >= 0 && j >= 0) {
                builder.add(i, j, images[3 * e], images[3 * e + 1], images[3 * e + 2], values[e]);
            }
        }
        return builder.build();
    }

    /**
     * Vector of each entry in the crystal, r = x_j + R·L − x_i.
     *
     * @param positions Cartesian xyz of each row, Å
     * @param lattice lattice vectors as rows, nine numbers, Å
     * @return xyz of each entry, Å
     */
    public double[] displacements(final double[] positions, final double[] lattice) {
        if (positions.length != 3 * size || lattice.length != 9) {
            throw new IllegalArgumentException("A network of " + size + " sites needs " + 3 * size + " coordinates and 9 lattice numbers, not "
                + positions.length + " and " + lattice.length);
        }
        final double[] r = new double[3 * to.length];
        for (int e = 0; e < to.length; e++) {
            for (int x = 0; x < 3; x++) {
                r[3 * e + x] = positions[3 * to[e] + x] - positions[3 * from[e] + x] + images[3 * e] * lattice[x]
                    + images[3 * e + 1] * lattice[3 + x] + images[3 * e + 2] * lattice[6 + x];
            }
        }
        return r;
    }

    void write(final DataOutput out) throws IOException {
        out.writeInt(size);
        out.writeInt(to.length);
        for (int e = 0; e < to.length; e++) {
            out.writeInt(from[e]);
            out.writeInt(to[e]);
            for (int x = 0; x < 3; x++) {
                out.writeInt(images[3 * e + x]);
            }
            out.writeDouble(values[e]);
        }
    }

    static PeriodicMatrix read(final DataInput in) throws IOException {
        final int size = Serialization.readCount(in, "states");
        final int entries = Serialization.readCount(in, "entries");
        // Grown while reading, so that a damaged number of entries ends in "end of file" and not in "out of memory".
        final Builder builder = new Builder(size);
        for (int e = 0; e < entries; e++) {
            final int i = in.readInt();
            final int j = in.readInt();
            if (i < 0 || j < 0 || i >= size || j >= size) {
                throw Serialization.damaged("Entry " + e + " joins the states " + i + " and " + j + ", but there are " + size + " states.");
            }
            builder.add(i, j, in.readInt(), in.readInt(), in.readInt(), in.readDouble());
        }
        return builder.build();
    }

    /** Collects entries in any order; equal (i, j, R) are added up. */
    public static final class Builder {

        private final int size;
        private int count;
        private int[] from = new int[64];
        private int[] to = new int[64];
        private int[] images = new int[192];
        private double[] values = new double[64];

        /** @param size number of rows and columns */
        public Builder(final int size) {
            this.size = size;
        }

        /** Adds {@code value} to the entry (i, j, (a, b, c)). */
        public Builder add(final int i, final int j, final int a, final int b, final int c, final double value) {
            if (i < 0 || j < 0 || i >= size || j >= size) {
                throw new IllegalArgumentException("Entry (" + i + ", " + j + ") is outside a matrix of size " + size);
            }
            if (count == from.length) {
                grow();
            }
            from[count] = i;
            to[count] = j;
            images[3 * count] = a;
            images[3 * count + 1] = b;
            images[3 * count + 2] = c;
            values[count++] = value;
            return this;
        }

        private void grow() {
            final int length = 2 * count;
            from = Arrays.copyOf(from, length);
            to = Arrays.copyOf(to, length);
            images = Arrays.copyOf(images, 3 * length);
            values = Arrays.copyOf(values, length);
        }

        /** The matrix of what was added; this builder may go on. */
        public PeriodicMatrix build() {
            final int[] order = sortedOrder();
            int unique = 0;
            final int[] first = new int[count];
            for (int k = 0; k < count; k++) {
                if (k == 0 || compare(order[k - 1], order[k]) != 0) {
                    first[unique++] = k;
                }
            }
            final int[] f = new int[unique];
            final int[] t = new int[unique];
            final int[] r = new int[3 * unique];
            final double[] v = new double[unique];
            for (int u = 0; u < unique; u++) {
                final int e = order[first[u]];
                f[u] = from[e];
                t[u] = to[e];
                System.arraycopy(images, 3 * e, r, 3 * u, 3);
                final int end = u + 1 < unique ? first[u + 1] : count;
                for (int k = first[u]; k < end; k++) {
                    v[u] += values[order[k]];
                }
            }
            return new PeriodicMatrix(size, f, t, r, v);
        }

        /** Stable merge sort of entry numbers: boxing a million of them would cost more than the sort. */
        private int[] sortedOrder() {
            int[] order = new int[count];
            int[] buffer = new int[count];
            for (int k = 0; k < count; k++) {
                order[k] = k;
            }
            for (int width = 1; width < count; width *= 2) {
                for (int low = 0; low < count; low += 2 * width) {
                    final int middle = Math.min(low + width, count);
                    final int high = (int)Math.min((long)low + 2L * width, count);
                    int a = low;
                    int b = middle;
                    for (int k = low; k < high; k++) {
                        buffer[k] = a < middle && (b >= high || compare(order[a], order[b]) <= 0) ? order[a++] : order[b++];
                    }
                }
                final int[] swap = order;
                order = buffer;
                buffer = swap;
                if (width > count / 2) {
                    break;
                }
            }
            return order;
        }

        private int compare(final int e, final int f) {
            int order = Integer.compare(from[e], from[f]);
            order = order != 0 ? order : Integer.compare(to[e], to[f]);
            for (int x = 0; order == 0 && x < 3; x++) {
                order = Integer.compare(images[3 * e + x], images[3 * f + x]);
            }
            return order;
        }
    }
}
