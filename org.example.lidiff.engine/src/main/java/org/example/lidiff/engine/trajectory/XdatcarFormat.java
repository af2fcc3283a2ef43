package org.example.lidiff.engine.trajectory;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/** VASP XDATCAR with fractional positions, in [0, 1) unless they are asked for unwrapped; frames are counted from 1. */
final class XdatcarFormat implements TrajectoryExport.FrameFormat {

    private final TextOutput out;
    private final int atoms;
    private final String composition;
    private final boolean wrap;
    private final double[] s = new double[3];
    private Cell cell;

    XdatcarFormat(final Trajectory run, final TextOutput out, final Placement placement) {
        this.out = out;
        wrap = placement != Placement.UNWRAPPED;
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

    private void header() {
        out.text("written by Lidiff\n 1.0\n");
        for (int v = 0; v < 3; v++) {
            out.number(cell.get(v, 0)).number(cell.get(v, 1)).number(cell.get(v, 2)).newLine();
        }
        out.text(composition);
    }

    @Override
    public boolean write(final FrameBlock block, final int index, final long frame) {
        final Cell next = Cell.of(Arrays.copyOfRange(block.cells(), 9 * index, 9 * index + 9));
        if (cell == null || !next.equals(cell)) {
            cell = next;
            header();
        }
        out.text("Direct configuration= " + (frame + 1)).newLine();
        for (int i = 3 * atoms * index; i < 3 * atoms * (index + 1); i += 3) {
            cell.toFractional(block.positions(), i, s, 0);
            if (wrap) {
                PlacedFrames.wrap(s, 0);
            }
            out.number(s[0]).number(s[1]).number(s[2]).newLine();
        }
        return true;
    }
}
