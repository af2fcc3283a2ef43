package org.example.lidiff.engine.trajectory;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;

/** A cell turned as LAMMPS wants it: a along x, b in the xy-plane. */
final class LammpsCell {

    private final Cell original;
    private final Cell turned;
    private final double[] s = new double[3];

    /** @throws InputException if the lattice vectors are left-handed, which no rotation mends */
    LammpsCell(final Cell original) {
        this.original = original;
        final double[] m = original.rows();
        final double det = m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
        if (det < 0) {
            throw new InputException("The lattice vectors of the cell are left-handed, and LAMMPS takes right-handed ones only.",
                "Write extended XYZ or XDATCAR, or exchange two lattice vectors in the source.");
        }
        final boolean fits = m[1] == 0 && m[2] == 0 && m[5] == 0 && m[0] > 0 && m[4] > 0;
        turned = fits ? original : turned(m, det);
    }

    // Gram-Schmidt: lengths and angles would lose digits of small tilts
    private static Cell turned(final double[] m, final double det) {
        final double ax = Math.sqrt(dot(m, 0, 0));
        final double xy = dot(m, 0, 3) / ax;
        final double xz = dot(m, 0, 6) / ax;
        final double[] b = new double[3];
        for (int k = 0; k < 3; k++) {
            b[k] = m[3 + k] - xy * m[k] / ax;
        }
        final double by = Math.sqrt(b[0] * b[0] + b[1] * b[1] + b[2] * b[2]);
        final double yz = (b[0] * m[6] + b[1] * m[7] + b[2] * m[8]) / by;
        return Cell.of(ax, 0, 0, tilt(xy, ax), by, 0, tilt(xz, ax), tilt(yz, by), det / (ax * by));
    }

    // round-off of a turned rectangular cell is no tilt
    private static double tilt(final double tilt, final double edge) {
        return Math.abs(tilt) < 1e-13 * edge ? 0 : tilt;
    }

    private static double dot(final double[] m, final int i, final int j) {
        return m[i] * m[j] + m[i + 1] * m[j + 1] + m[i + 2] * m[j + 2];
    }

    Cell original() {
        return original;
    }

    Cell turned() {
        return turned;
    }

    boolean isTilted() {
        return turned.get(1, 0) != 0 || turned.get(2, 0) != 0 || turned.get(2, 1) != 0;
    }

    /** Writes the turned vector {@code from[at…]} to {@code v}, its fractional part alone if {@code wrap}. */
    void turn(final double[] from, final int at, final double[] v, final boolean wrap) {
        if (turned == original && !wrap) {
            System.arraycopy(from, at, v, 0, 3);
            return;
        }
        original.toFractional(from, at, s, 0);
        if (wrap) {
            PlacedFrames.wrap(s, 0);
        }
        turned.toCartesian(s, 0, v, 0);
    }
}
