package org.example.lidiff.engine.hops;

import org.example.lidiff.engine.structure.Cell;

/** Products of 3×3 matrices stored row by row. */
final class Matrices {

    private Matrices() {
    }

    static double[] product(final double[] a, final double[] b) {
        final double[] c = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                c[3 * i + k] = a[3 * i] * b[k] + a[3 * i + 1] * b[3 + k] + a[3 * i + 2] * b[6 + k];
            }
        }
        return c;
    }

    static double[] inverse(final double[] a) {
        return Cell.of(a).inverseRows();
    }

    static double[] real(final int[] a) {
        final double[] r = new double[9];
        for (int k = 0; k < 9; k++) {
            r[k] = a[k];
        }
        return r;
    }

    static int[] rounded(final double[] a) {
        final int[] r = new int[9];
        for (int k = 0; k < 9; k++) {
            r[k] = (int)Math.rint(a[k]);
        }
        return r;
    }

    /** Row vector {@code v[from…]} times the matrix. */
    static double[] times(final double[] v, final int from, final double[] m) {
        final double[] r = new double[3];
        for (int k = 0; k < 3; k++) {
            r[k] = v[from] * m[k] + v[from + 1] * m[3 + k] + v[from + 2] * m[6 + k];
        }
        return r;
    }
}
