package org.example.lidiff.engine.structure;

import java.util.Arrays;

import org.example.lidiff.engine.InputException;

/** The periodic box: three lattice vectors as rows, in Å. Immutable. */
public final class Cell {

    private final double[] rows;
    private final double[] inverse;
    private final double volume;

    private Cell(final double[] rows) {
        this.rows = rows;
        final double det = determinant(rows);
        final double scale = length(rows, 0) * length(rows, 3) * length(rows, 6);
        // 1e-8: sin of the angle at which a lattice vector lies in the plane of the others to all printed digits of a file
        if (!(Math.abs(det) > 1e-8 * scale) || Double.isInfinite(det)) {
            throw new InputException("The cell has no volume: its lattice vectors are " + Arrays.toString(rows) + " Å.",
                "Give three lattice vectors that are not in one plane.");
        }
        this.volume = Math.abs(det);
        this.inverse = inverse(rows, det);
    }

    /**
     * A cell from nine numbers ax ay az bx by bz cx cy cz in Å.
     *
     * @throws InputException if the vectors lie in one plane or a number is not finite
     */
    public static Cell of(final double... rows) {
        if (rows.length != 9) {
            throw new IllegalArgumentException("A cell has 9 numbers, not " + rows.length);
        }
        return new Cell(rows.clone());
    }

    /**
     * The cell with edges a, b, c (Å) and angles α, β, γ (degrees): a along x, b in the xy-plane.
     *
     * @throws InputException if there is no such cell
     */
    public static Cell ofLengthsAndAngles(final double[] lengths, final double[] angles) {
        final double ca = cosine(angles[0]);
        final double cb = cosine(angles[1]);
        final double cg = cosine(angles[2]);
        final double sg = Math.sqrt(1 - cg * cg);
        final double cx = cb;
        final double cy = (ca - cb * cg) / sg;
        final double cz2 = 1 - cx * cx - cy * cy;
        if (!(cz2 > 0)) {
            throw new InputException("The cell angles " + Arrays.toString(angles) + "° do not belong to any cell.",
                "Give three angles of which each is smaller than the sum of the other two, and the sum below 360°.");
        }
        return of(lengths[0], 0, 0, lengths[1] * cg, lengths[1] * sg, 0, lengths[2] * cx, lengths[2] * cy,
            lengths[2] * Math.sqrt(cz2));
    }

    // exact for right angles, so that an orthogonal cell stays one
    private static double cosine(final double degrees) {
        return degrees == 90 ? 0 : degrees == 60 ? 0.5 : degrees == 120 ? -0.5 : Math.cos(Math.toRadians(degrees));
    }

    /** Component {@code axis} (0 x … 2 z) of lattice vector {@code vector} (0 a … 2 c), in Å. */
    public double get(final int vector, final int axis) {
        return rows[3 * vector + axis];
    }

    /** A copy of the nine numbers, row by row, in Å. */
    public double[] rows() {
        return rows.clone();
    }

    /** Volume in Å³, positive also for a left-handed cell. */
    public double volume() {
        return volume;
    }

    /** Length of lattice vector {@code vector} in Å. */
    public double length(final int vector) {
        return length(rows, 3 * vector);
    }

    /** Distance between the two faces that lattice vector {@code vector} connects, in Å. */
    public double height(final int vector) {
        return 1 / Math.sqrt(square(inverse[vector]) + square(inverse[3 + vector]) + square(inverse[6 + vector]));
    }

    /** The smallest of the three heights in Å. */
    public double smallestHeight() {
        return Math.min(height(0), Math.min(height(1), height(2)));
    }

    /** Angle between lattice vectors {@code first} and {@code second} in degrees. */
    public double angle(final int first, final int second) {
        double dot = 0;
        for (int k = 0; k < 3; k++) {
            dot += get(first, k) * get(second, k);
        }
        return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, dot / (length(first) * length(second))))));
    }

    /** Writes the Cartesian vector of the fractional one at {@code frac[from…]} to {@code cart[to…]}; in place is allowed. */
    public void toCartesian(final double[] frac, final int from, final double[] cart, final int to) {
        multiply(frac, from, rows, cart, to);
    }

    /** Writes the fractional vector of the Cartesian one at {@code cart[from…]} to {@code frac[to…]}; in place is allowed. */
    public void toFractional(final double[] cart, final int from, final double[] frac, final int to) {
        multiply(cart, from, inverse, frac, to);
    }

    /** A copy of the inverse matrix, row by row: frac = cart · inverse, in 1/Å. */
    public double[] inverseRows() {
        return inverse.clone();
    }

    /** The cell whose vectors are the integer combinations {@code matrix · L}, nine numbers row by row. */
    public Cell supercell(final int... matrix) {
        final double[] result = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                result[3 * i + k] = matrix[3 * i] * rows[k] + matrix[3 * i + 1] * rows[3 + k] + matrix[3 * i + 2] * rows[6 + k];
            }
        }
        return new Cell(result);
    }

    /** Whether all nine numbers differ by less than {@code tolerance} Å. */
    public boolean equals(final Cell other, final double tolerance) {
        for (int i = 0; i < 9; i++) {
            if (!(Math.abs(rows[i] - other.rows[i]) < tolerance)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Cell && Arrays.equals(rows, ((Cell)other).rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return "Cell" + Arrays.toString(rows);
    }

    private static void multiply(final double[] v, final int from, final double[] m, final double[] out, final int to) {
        final double x = v[from];
        final double y = v[from + 1];
        final double z = v[from + 2];
        out[to] = x * m[0] + y * m[3] + z * m[6];
        out[to + 1] = x * m[1] + y * m[4] + z * m[7];
        out[to + 2] = x * m[2] + y * m[5] + z * m[8];
    }

    static double determinant(final double[] m) {
        return m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }

    private static double[] inverse(final double[] m, final double det) {
        return new double[] {
            (m[4] * m[8] - m[5] * m[7]) / det, (m[2] * m[7] - m[1] * m[8]) / det, (m[1] * m[5] - m[2] * m[4]) / det,
            (m[5] * m[6] - m[3] * m[8]) / det, (m[0] * m[8] - m[2] * m[6]) / det, (m[2] * m[3] - m[0] * m[5]) / det,
            (m[3] * m[7] - m[4] * m[6]) / det, (m[1] * m[6] - m[0] * m[7]) / det, (m[0] * m[4] - m[1] * m[3]) / det};
    }

    private static double length(final double[] m, final int from) {
        return Math.sqrt(square(m[from]) + square(m[from + 1]) + square(m[from + 2]));
    }

    private static double square(final double x) {
        return x * x;
    }
}
