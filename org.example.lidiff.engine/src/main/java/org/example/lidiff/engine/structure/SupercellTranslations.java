package org.example.lidiff.engine.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lattice translations of a unit cell that lie inside a supercell, each once. */
public final class SupercellTranslations {

    private static final double EPS = 1e-9;

    private SupercellTranslations() {
    }

    /**
     * The translations t (three integers in unit-cell vectors) with t · M⁻¹ in [0, 1)³, in lexicographic order.
     *
     * @param matrix nine integers M row by row, supercell = M · unit cell
     * @return |det M| translations, the first of a diagonal M being 0
     * @throws IllegalArgumentException if det M = 0
     */
    public static List<int[]> of(final int... matrix) {
        final double[] m = new double[9];
        for (int i = 0; i < 9; i++) {
            m[i] = matrix[i];
        }
        final long expected = Math.round(Math.abs(Cell.determinant(m)));
        if (expected == 0) {
            throw new IllegalArgumentException("The supercell matrix has determinant 0: " + Arrays.toString(matrix));
        }
        final Cell supercell = Cell.of(m);
        final int[] low = new int[3];
        final int[] high = new int[3];
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 3; i++) {
                low[k] += Math.min(0, matrix[3 * i + k]);
                high[k] += Math.max(0, matrix[3 * i + k]);
            }
        }
        final List<int[]> result = new ArrayList<>();
        final double[] f = new double[3];
        for (int a = low[0]; a <= high[0]; a++) {
            for (int b = low[1]; b <= high[1]; b++) {
                for (int c = low[2]; c <= high[2]; c++) {
                    f[0] = a;
                    f[1] = b;
                    f[2] = c;
                    supercell.toFractional(f, 0, f, 0);
                    if (inside(f[0]) && inside(f[1]) && inside(f[2])) {
                        result.add(new int[] {a, b, c});
                    }
                }
            }
        }
        if (result.size() != expected) {
            throw new IllegalStateException(result.size() + " translations found, " + expected + " expected");
        }
        return result;
    }

    private static boolean inside(final double x) {
        return x > -EPS && x < 1 - EPS;
    }
}
