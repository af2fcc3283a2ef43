package org.example.lidiff.engine.trajectory;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;

/**
 * The cell of successive frames in one choice of lattice vectors.
 *
 * <p>A program that keeps a sheared box compact replaces its vectors by integer combinations of them (a box flip): the lattice is the
 * same, its description jumps. Here the description follows the lattice: the vectors are C · L_k with the integer matrix C that is
 * nearest to the last frame's.
 */
final class ContinuedCell {

    // a real cell changes far less than this from frame to frame; the ratio of two choices of vectors is integer
    private static final double MAX_STRAIN = 0.25;

    private final double[] raw = new double[9];
    private double[] rows;
    private Cell cell;
    private boolean changed;

    /** Takes the cell at {@code cells[at…at+8]} as the next one. */
    void advance(final long frame, final double[] cells, final int at) {
        changed = cell == null;
        for (int k = 0; k < 9; k++) {
            changed |= raw[k] != cells[at + k];
            raw[k] = cells[at + k];
        }
        if (changed) {
            final Cell next = Cell.of(raw);
            cell = cell == null || near(next) ? next : flipped(frame, next);
            rows = cell.rows();
        }
    }

    private boolean near(final Cell next) {
        final double[] ratio = ratio(next);
        for (int k = 0; k < 9; k++) {
            if (Math.abs(ratio[k] - (k % 4 == 0 ? 1 : 0)) > MAX_STRAIN) {
                return false;
            }
        }
        return true;
    }

    /** C with last = C · next, not rounded. */
    private double[] ratio(final Cell next) {
        final double[] c = new double[9];
        for (int i = 0; i < 9; i += 3) {
            next.toFractional(rows, i, c, i);
        }
        return c;
    }

    private Cell flipped(final long frame, final Cell next) {
        final double[] ratio = ratio(next);
        final int[] c = new int[9];
        double deviation = 0;
        for (int k = 0; k < 9; k++) {
            c[k] = (int)Math.rint(ratio[k]);
            deviation = Math.max(deviation, Math.abs(ratio[k] - c[k]));
        }
        final long det = (long)c[0] * (c[4] * c[8] - c[5] * c[7]) - (long)c[1] * (c[3] * c[8] - c[5] * c[6])
            + (long)c[2] * (c[3] * c[7] - c[4] * c[6]);
        if (deviation > MAX_STRAIN || Math.abs(det) != 1) {
            throw new InputException("The cell of frame " + frame + " does not continue that of the frame before: the volume goes from "
                + (float)cell.volume() + " to " + (float)next.volume() + " Å³.", "Load the parts before and after this frame as separate runs.");
        }
        return next.supercell(c);
    }

    /** Whether the cell differs from the one before. */
    boolean changed() {
        return changed;
    }

    Cell cell() {
        return cell;
    }

    /** The nine numbers of {@link #cell()}; not to be changed. */
    double[] rows() {
        return rows;
    }
}
