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

    private final PeriodicPattern pattern;
    private final double[] values;

    /** Takes ownership of the arrays, which must be sorted. */
    PeriodicMatrix(final int size, final int[] from, final int[] to, final int[] images, final double[] values) {
        this(new PeriodicPattern(size, from, to, images), values);
    }

    private PeriodicMatrix(final PeriodicPattern pattern, final double[] values) {
        this.pattern = pattern;
        this.values = values;
    }

    /** The entries. */
    PeriodicPattern pattern() {
        return pattern;
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
        return pattern.size;
    }

    /** Number of stored entries. */
    public int entries() {
        return pattern.to.length;
    }

    /** Index of the first entry of row {@code i}; {@code rowStart(size())} is the number of entries. */
    public int rowStart(final int i) {
        return pattern.rowStart[i];
    }

    /** Row i of an entry. */
    public int from(final int entry) {
        return pattern.from[entry];
    }

    /** Column j of an entry. */
    public int to(final int entry) {
        return pattern.to[entry];
    }

    /** Component {@code axis} (0, 1, 2) of the translation R of an entry. */
    public int image(final int entry, final int axis) {
        return pattern.images[3 * entry + axis];
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
        final int[] images = pattern.images;
        return pattern.from[entry] == pattern.to[entry] && images[3 * entry] == 0 && images[3 * entry + 1] == 0 && images[3 * entry + 2] == 0;
    }

    /** Index of the entry (i, j, (a, b, c)), or −1 when it is not stored. */
    public int find(final int i, final int j, final int a, final int b, final int c) {
        return pattern.find(i, j, a, b, c);
    }

    /** Index of the reverse entry (j, i, −R) of each entry, −1 where it is not stored; (i, i, 0) is its own reverse. */
    public int[] reverses() {
        return pattern.reverses().clone();
    }

    /** This matrix with an entry for the reverse of every entry; those that were not stored are zero. */
    public PeriodicMatrix withReverses() {
        final PeriodicPattern symmetric = pattern.symmetric();
        if (symmetric == pattern) {
            return this;
        }
        final int[] places = pattern.places();
        final double[] all = new double[symmetric.to.length];
        for (int e = 0; e < values.length; e++) {
            all[places[e]] = values[e];
        }
        return new PeriodicMatrix(symmetric, all);
    }

    /**
     * The same entries with other values.
     *
     * @param newValues one value for each entry
     */
    public PeriodicMatrix withValues(final double[] newValues) {
        if (newValues.length != pattern.to.length) {
            throw new IllegalArgumentException("There are " + pattern.to.length + " entries, but " + newValues.length + " values");
        }
        return new PeriodicMatrix(pattern, newValues.clone());
    }

    /** Sum of each row over j and R. */
    public double[] rowSums() {
        final double[] sums = new double[pattern.size];
        for (int e = 0; e < values.length; e++) {
            sums[pattern.from[e]] += values[e];
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
        final double[][] dense = new double[pattern.size][pattern.size];
        for (int e = 0; e < values.length; e++) {
            dense[pattern.from[e]][pattern.to[e]] += values[e];
        }
        return dense;
    }

    /** Product with a column: y_i = Σ_jR a(i, j, R) x_j. */
    public double[] times(final double[] x) {
        final int[] start = pattern.rowStart;
        final int[] to = pattern.to;
        final double[] y = new double[pattern.size];
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            for (int e = start[i]; e < start[i + 1]; e++) {
                sum += values[e] * x[to[e]];
            }
            y[i] = sum;
        }
        return y;
    }

    /** Product with a row: y_j = Σ_iR x_i a(i, j, R). */
    public double[] leftTimes(final double[] x) {
        final int[] start = pattern.rowStart;
        final int[] to = pattern.to;
        final double[] y = new double[pattern.size];
        for (int i = 0; i < y.length; i++) {
            final double xi = x[i];
            for (int e = start[i]; e < start[i + 1]; e++) {
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
        final int[] position = new int[pattern.size];
        Arrays.fill(position, -1);
        for (int k = 0; k < kept.length; k++) {
            position[kept[k]] = k;
        }
        final Builder builder = new Builder(kept.length);
        for (int e = 0; e < values.length; e++) {
            final int i = position[pattern.from[e]];
            final int j = position[pattern.to[e]];
            if (i >= 0 && j >= 0) {
                builder.add(i, j, pattern.images[3 * e], pattern.images[3 * e + 1], pattern.images[3 * e + 2], values[e]);
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
        if (positions.length != 3 * pattern.size || lattice.length != 9) {
            throw new IllegalArgumentException("A network of " + pattern.size + " sites needs " + 3 * pattern.size
                + " coordinates and 9 lattice numbers, not " + positions.length + " and " + lattice.length);
        }
        final int[] images = pattern.images;
        final double[] r = new double[images.length];
        for (int e = 0; e < pattern.to.length; e++) {
            for (int x = 0; x < 3; x++) {
                r[3 * e + x] = positions[3 * pattern.to[e] + x] - positions[3 * pattern.from[e] + x] + images[3 * e] * lattice[x]
                    + images[3 * e + 1] * lattice[3 + x] + images[3 * e + 2] * lattice[6 + x];
            }
        }
        return r;
    }

    void write(final DataOutput out) throws IOException {
        out.writeInt(pattern.size);
        out.writeInt(pattern.to.length);
        for (int e = 0; e < pattern.to.length; e++) {
            out.writeInt(pattern.from[e]);
            out.writeInt(pattern.to[e]);
            for (int x = 0; x < 3; x++) {
                out.writeInt(pattern.images[3 * e + x]);
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
