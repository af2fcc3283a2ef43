package org.example.lidiff.engine.trajectory;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/** VASP XDATCAR with fractional positions in [0, 1). */
final class XdatcarFormat implements TrajectoryExport.FrameFormat {

    private final TextOutput out;
    private final int atoms;
    private final String composition;
    private Cell cell;

    XdatcarFormat(final Trajectory run, final TextOutput out) {
        this.out = out;
        final int[] z = run.atomicNumbers();
        atoms = z.length;
        composition = composition(z);
    }

    /** The lines of symbols and counts; atoms that are not sorted give an element more than once, which VASP allows. */
    static String composition(final int[] z) {
        final StringBuilder symbols = new StringBuilder();
        final StringBuilder counts = new StringBuilder();
        for (int i = 0, from = 0; i <= z.length; i++) {
            if (i == z.length || z[i] != z[from]) {
                symbols.append(' ').append(Element.of(z[from]));
                counts.append(' ').append(i - from);
                from = i;
            }
        }
        return symbols + "\n" + counts + "\n";
    }

    static void header(final TextOutput out, final String title, final Cell cell, final String composition) {
        out.text(title + "\n 1.0\n");
        for (int v = 0; v < 3; v++) {
            out.number(cell.get(v, 0)).number(cell.get(v, 1)).number(cell.get(v, 2)).newLine();
        }
        out.text(composition);
    }

    static void direct(final TextOutput out, final Cell cell, final double[] positions, final int from, final int atoms) {
        final double[] s = new double[3];
        for (int i = 0; i < atoms; i++) {
            cell.toFractional(positions, from + 3 * i, s, 0);
            for (int k = 0; k < 3; k++) {
                out.number(s[k] - Math.floor(s[k]));
            }
            out.newLine();
        }
    }

    @Override
    public boolean write(final FrameBlock block, final int index, final long frame) {
        final Cell next = Cell.of(Arrays.copyOfRange(block.cells(), 9 * index, 9 * index + 9));
        if (cell == null || !next.equals(cell)) {
            header(out, "written by Lidiff", next, composition);
            cell = next;
        }
        out.text("Direct configuration= " + (frame + 1)).newLine();
        direct(out, cell, block.positions(), 3 * atoms * index, atoms);
        return true;
    }
}
