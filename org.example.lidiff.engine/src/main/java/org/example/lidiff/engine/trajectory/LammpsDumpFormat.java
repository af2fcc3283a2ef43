package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/** LAMMPS dump, units metal; types count the elements in order of appearance. */
final class LammpsDumpFormat implements TrajectoryExport.FrameFormat {

    private final TextOutput out;
    private final String[] names;
    private final boolean unwrapped;
    private final boolean independent;
    private final double[] v = new double[3];
    private LammpsCell cell;
    private int written;
    private long firstStored;
    private long lastWritten;
    private long increment = 1;

    LammpsDumpFormat(final Trajectory run, final TextOutput out, final Placement placement) {
        this.out = out;
        unwrapped = placement == Placement.UNWRAPPED || placement == Placement.AS_STORED && run.info().unwrapped();
        independent = run.info().kind() == RunKind.INDEPENDENT;
        final int[] z = run.atomicNumbers();
        final Map<Integer, Integer> types = new LinkedHashMap<>();
        names = new String[z.length];
        for (int i = 0; i < z.length; i++) {
            types.putIfAbsent(z[i], types.size() + 1);
            names[i] = (i + 1) + " " + types.get(z[i]) + " " + Element.of(z[i]);
        }
    }

    @Override
    public boolean write(final FrameBlock block, final int index, final long frame) {
        final Cell next = Cell.of(Arrays.copyOfRange(block.cells(), 9 * index, 9 * index + 9));
        if (cell == null || !next.equals(cell.original())) {
            cell = new LammpsCell(next);
        }
        final int w = 3 * names.length;
        final boolean velocities = block.quantities().contains(Quantity.VELOCITIES) && !Double.isNaN(block.velocities()[w * index]);
        final boolean forces = block.quantities().contains(Quantity.FORCES) && !Double.isNaN(block.forces()[w * index]);
        out.text("ITEM: TIMESTEP\n" + step(block.steps()[index], frame) + "\nITEM: NUMBER OF ATOMS\n" + names.length + "\n");
        bounds();
        out.text("ITEM: ATOMS id type element " + (unwrapped ? "xu yu zu" : "x y z") + (velocities ? " vx vy vz" : "")
            + (forces ? " fx fy fz" : "") + "\n");
        for (int i = 0; i < names.length; i++) {
            out.text(names[i]);
            triple(block.positions(), w * index + 3 * i, 1, !unwrapped);
            if (velocities) {
                triple(block.velocities(), w * index + 3 * i, 1000, false);
            }
            if (forces) {
                triple(block.forces(), w * index + 3 * i, 1, false);
            }
            out.newLine();
        }
        return true;
    }

    // Successive frames are equally spaced, but their numbers may not be, or begin again where files were joined: read again, such frames
    // would be missing, or written twice by a restart.
    private long step(final long stored, final long frame) {
        if (independent) {
            return frame;
        }
        if (written == 0) {
            firstStored = stored;
            lastWritten = stored;
        } else {
            increment = written == 1 ? Math.max(1, stored - firstStored) : increment;
            lastWritten += increment;
        }
        written++;
        return lastWritten;
    }

    private void triple(final double[] values, final int at, final double factor, final boolean wrap) {
        cell.turn(values, at, v, wrap);
        out.number(factor * v[0]).number(factor * v[1]).number(factor * v[2]);
    }

    private void bounds() {
        final Cell c = cell.turned();
        if (!cell.isTilted()) {
            out.text("ITEM: BOX BOUNDS pp pp pp\n");
            for (int k = 0; k < 3; k++) {
                out.number(0).number(c.get(k, k)).newLine();
            }
            return;
        }
        final double xy = c.get(1, 0);
        final double xz = c.get(2, 0);
        final double yz = c.get(2, 1);
        out.text("ITEM: BOX BOUNDS xy xz yz pp pp pp\n");
        out.number(Math.min(Math.min(0, xy), Math.min(xz, xy + xz))).number(c.get(0, 0) + Math.max(Math.max(0, xy), Math.max(xz, xy + xz)))
            .number(xy).newLine();
        out.number(Math.min(0, yz)).number(c.get(1, 1) + Math.max(0, yz)).number(xz).newLine();
        out.number(0).number(c.get(2, 2)).number(yz).newLine();
    }
}
