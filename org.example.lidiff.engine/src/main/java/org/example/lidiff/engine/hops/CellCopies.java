package org.example.lidiff.engine.hops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.example.lidiff.engine.structure.SupercellTranslations;

/** Numbers the copies of a cell inside a supercell: translations that differ by a lattice vector of the supercell are one copy. */
final class CellCopies {

    private final int[] m;
    private final long[] adjugate;
    private final long determinant;
    private final Map<List<Integer>, Integer> index = new HashMap<>();
    private final boolean diagonal;

    CellCopies(final int[] supercell) {
        m = supercell.clone();
        adjugate = new long[] {
            (long)m[4] * m[8] - (long)m[5] * m[7], (long)m[2] * m[7] - (long)m[1] * m[8], (long)m[1] * m[5] - (long)m[2] * m[4],
            (long)m[5] * m[6] - (long)m[3] * m[8], (long)m[0] * m[8] - (long)m[2] * m[6], (long)m[2] * m[3] - (long)m[0] * m[5],
            (long)m[3] * m[7] - (long)m[4] * m[6], (long)m[1] * m[6] - (long)m[0] * m[7], (long)m[0] * m[4] - (long)m[1] * m[3]};
        determinant = m[0] * adjugate[0] + m[1] * adjugate[3] + m[2] * adjugate[6];
        diagonal = m[1] == 0 && m[2] == 0 && m[3] == 0 && m[5] == 0 && m[6] == 0 && m[7] == 0;
        if (!diagonal) {
            for (final int[] t : SupercellTranslations.of(m)) {
                index.put(key(t[0], t[1], t[2]), index.size());
            }
        }
    }

    /** Number of the copy at translation (a, b, c) of the small cell, 0 … |det M| − 1. */
    int of(final int a, final int b, final int c) {
        if (diagonal) {
            final int na = Math.abs(m[0]);
            final int nb = Math.abs(m[4]);
            final int nc = Math.abs(m[8]);
            return (Math.floorMod(a, na) * nb + Math.floorMod(b, nb)) * nc + Math.floorMod(c, nc);
        }
        return index.get(key(a, b, c));
    }

    /** Supercell vectors q = floor(t · M⁻¹) subtracted: what remains is the same for all equivalent translations. */
    private List<Integer> key(final int a, final int b, final int c) {
        final long[] q = new long[3];
        for (int k = 0; k < 3; k++) {
            q[k] = Math.floorDiv(a * adjugate[k] + b * adjugate[3 + k] + c * adjugate[6 + k], determinant);
        }
        final int[] t = {a, b, c};
        for (int k = 0; k < 3; k++) {
            t[k] -= (int)(q[0] * m[k] + q[1] * m[3 + k] + q[2] * m[6 + k]);
        }
        return List.of(t[0], t[1], t[2]);
    }
}
