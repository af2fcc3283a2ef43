package org.example.lidiff.engine.hops;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;

/** Finds the integer matrix M with simulation cell ≈ M · cell of the sites. */
final class SupercellMatch {

    /** Largest strain between the cells; thermal expansion, compositions and functionals stay well below. */
    private static final double STRAIN = 0.1;

    private SupercellMatch() {
    }

    /**
     * @param hint the matrix that the source of the sites gives; used when the lengths and angles fit, whatever the orientation
     * @throws InputException if there is no such matrix
     */
    static int[] of(final Cell sites, final Optional<int[]> hint, final Cell simulation, final String run) {
        final int[] m = new int[9];
        double worst = Double.POSITIVE_INFINITY;
        final double[] f = new double[9];
        for (int k = 0; k < 9; k += 3) {
            final double[] v = {simulation.get(k / 3, 0), simulation.get(k / 3, 1), simulation.get(k / 3, 2)};
            sites.toFractional(v, 0, f, k);
        }
        for (int k = 0; k < 9; k++) {
            m[k] = (int)Math.rint(f[k]);
        }
        if (determinant(m) != 0) {
            worst = strain(sites.supercell(m), simulation);
            if (worst < STRAIN) {
                return m;
            }
        }
        if (hint.isPresent() && metricMismatch(sites.supercell(hint.get()), simulation) < STRAIN) {
            return hint.get();
        }
        throw new InputException(String.format(Locale.ROOT, "The cell of the run '%s' (%.3f, %.3f, %.3f Å; %.1f, %.1f, %.1f°) is no supercell of "
            + "the cell of the sites (%.3f, %.3f, %.3f Å; %.1f, %.1f, %.1f°)%s.", run, simulation.length(0), simulation.length(1),
            simulation.length(2), simulation.angle(1, 2), simulation.angle(0, 2), simulation.angle(0, 1), sites.length(0), sites.length(1),
            sites.length(2), sites.angle(1, 2), sites.angle(0, 2), sites.angle(0, 1),
            determinant(m) == 0 ? "" : String.format(Locale.ROOT, ": the nearest one, %s, is strained by %.1f %%, the limit is %.0f %%",
                Arrays.toString(m), 100 * worst, 100 * STRAIN)),
            "Use sites of the crystal that was simulated, in a cell with the same orientation.");
    }

    static long determinant(final int[] m) {
        return (long)m[0] * ((long)m[4] * m[8] - (long)m[5] * m[7]) - (long)m[1] * ((long)m[3] * m[8] - (long)m[5] * m[6])
            + (long)m[2] * ((long)m[3] * m[7] - (long)m[4] * m[6]);
    }

    /** Largest element of the deformation that takes one cell to the other. */
    private static double strain(final Cell from, final Cell to) {
        final double[] e = new double[3];
        double worst = 0;
        // rows of F = inverse(from) · to
        final double[] inverse = from.inverseRows();
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                e[k] = 0;
                for (int l = 0; l < 3; l++) {
                    e[k] += inverse[3 * i + l] * to.get(l, k);
                }
                worst = Math.max(worst, Math.abs(e[k] - (i == k ? 1 : 0)));
            }
        }
        return worst;
    }

    private static double metricMismatch(final Cell a, final Cell b) {
        double worst = 0;
        for (int i = 0; i < 3; i++) {
            worst = Math.max(worst, Math.abs(a.length(i) / b.length(i) - 1));
            worst = Math.max(worst, Math.abs(Math.toRadians(a.angle(i, (i + 1) % 3) - b.angle(i, (i + 1) % 3))));
        }
        return worst;
    }
}
