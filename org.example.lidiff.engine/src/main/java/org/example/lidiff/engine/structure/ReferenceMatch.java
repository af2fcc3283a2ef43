package org.example.lidiff.engine.structure;

import java.util.Arrays;
import java.util.Locale;

import org.example.lidiff.engine.InputException;

/** Finds how often a crystal's unit cell is repeated in a simulation cell. */
public final class ReferenceMatch {

    /** Largest accepted strain between the repeated unit cell and the simulation cell. */
    public static final double MAX_STRAIN = 0.05;

    private ReferenceMatch() {
    }

    /**
     * The reference structure whose supercell is the simulation cell.
     *
     * <p>The integer matrix M is the rounded S · U⁻¹, or, when the two cells are oriented differently, the diagonal one that fits
     * the lengths and angles. The unit cell is strained to M⁻¹ S, so that the supercell fits exactly; fractional positions are kept.
     *
     * @param unitCell the crystal
     * @param simulation the cell of the simulation
     * @throws InputException if no matrix fits within {@value #MAX_STRAIN}
     */
    public static ReferenceStructure of(final Structure unitCell, final Cell simulation) {
        int[] matrix = rounded(unitCell.cell(), simulation);
        if (matrix == null) {
            matrix = diagonal(unitCell.cell(), simulation);
        }
        if (matrix == null) {
            throw new InputException("The simulation cell (" + describe(simulation) + ") is no supercell of the reference structure ("
                + describe(unitCell.cell()) + ") within a strain of " + Math.round(100 * MAX_STRAIN) + " %.",
                "Give the structure of the crystal that was simulated, with its lattice vectors in the same order.");
        }
        final Cell fitted = divide(simulation, matrix);
        final double[] positions = unitCell.fractionalPositions();
        for (int i = 0; i < positions.length; i += 3) {
            fitted.toCartesian(positions, i, positions, i);
        }
        return new ReferenceStructure(unitCell.with(fitted, positions), matrix);
    }

    private static int[] rounded(final Cell unit, final Cell simulation) {
        final int[] m = new int[9];
        final double[] row = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                row[k] = simulation.get(i, k);
            }
            unit.toFractional(row, 0, row, 0);
            for (int k = 0; k < 3; k++) {
                m[3 * i + k] = (int)Math.rint(row[k]);
            }
        }
        if (determinant(m) == 0) {
            return null;
        }
        final Cell repeated = unit.supercell(m);
        for (int i = 0; i < 3; i++) {
            double off = 0;
            for (int k = 0; k < 3; k++) {
                off += Math.pow(repeated.get(i, k) - simulation.get(i, k), 2);
            }
            if (Math.sqrt(off) > MAX_STRAIN * simulation.length(i)) {
                return null;
            }
        }
        return m;
    }

    private static int[] diagonal(final Cell unit, final Cell simulation) {
        final int[] m = new int[9];
        for (int i = 0; i < 3; i++) {
            m[4 * i] = (int)Math.max(1, Math.rint(simulation.length(i) / unit.length(i)));
            if (Math.abs(m[4 * i] * unit.length(i) / simulation.length(i) - 1) > MAX_STRAIN
                || Math.abs(Math.toRadians(unit.angle(i, (i + 1) % 3) - simulation.angle(i, (i + 1) % 3))) > MAX_STRAIN) {
                return null;
            }
        }
        return m;
    }

    private static Cell divide(final Cell simulation, final int[] matrix) {
        final double[] m = Arrays.stream(matrix).asDoubleStream().toArray();
        final double[] inverse = Cell.of(m).inverseRows();
        final double[] rows = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                for (int n = 0; n < 3; n++) {
                    rows[3 * i + k] += inverse[3 * i + n] * simulation.get(n, k);
                }
            }
        }
        return Cell.of(rows);
    }

    private static double determinant(final int[] m) {
        return Cell.determinant(Arrays.stream(m).asDoubleStream().toArray());
    }

    private static String describe(final Cell cell) {
        return String.format(Locale.ROOT, "%.3f, %.3f, %.3f Å; %.1f, %.1f, %.1f°", cell.length(0), cell.length(1), cell.length(2),
            cell.angle(1, 2), cell.angle(0, 2), cell.angle(0, 1));
    }
}
