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
        turned = fits ? original : Cell.ofLengthsAndAngles(new double[] {original.length(0), original.length(1), original.length(2)},
            new double[] {original.angle(1, 2), original.angle(0, 2), original.angle(0, 1)});
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
        for (int k = 0; k < 3 && wrap; k++) {
            s[k] -= Math.floor(s[k]);
        }
        turned.toCartesian(s, 0, v, 0);
    }
}
