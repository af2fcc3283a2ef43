package org.example.lidiff.engine.dynamics;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;

/** Atoms for the tests. */
final class TestCrystals {

    /** Argon: ε = 0.0104 eV, σ = 3.4 Å. */
    static final TestPotential ARGON = TestPotential.lennardJones(0.0104, 3.4, 7.0);

    private TestCrystals() {
    }

    /** {@code count} lithium atoms at the origin of a large cell: for forces that do not couple atoms. */
    static Structure pointAtoms(final int count) {
        final int[] z = new int[count];
        Arrays.fill(z, 3);
        final double[] x = new double[3 * count];
        for (int i = 0; i < count; i++) {
            // apart from each other, or the start would be refused; the springs pull them to 0
            x[3 * i] = 0.5 * i;
        }
        return new Structure(Cell.of(1e4, 0, 0, 0, 1e4, 0, 0, 0, 1e4), z, x);
    }

    /** fcc argon with n³ cubic cells of edge {@code a} Å. */
    static Structure argon(final int n, final double a) {
        return new Structure(Cell.of(a, 0, 0, 0, a, 0, 0, 0, a), new int[] {18, 18, 18, 18},
            new double[] {0, 0, 0, 0, a / 2, a / 2, a / 2, 0, a / 2, a / 2, a / 2, 0}).supercell(n, n, n);
    }
}
