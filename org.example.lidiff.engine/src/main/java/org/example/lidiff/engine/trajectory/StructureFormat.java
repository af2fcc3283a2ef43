package org.example.lidiff.engine.trajectory;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;

/** A frame as the file of one crystal. */
final class StructureFormat implements TrajectoryExport.FrameFormat {

    private final Trajectory run;
    private final TextOutput out;
    private final Placement placement;
    private final Writer writer;

    /** Writes a crystal. */
    interface Writer {
        void write(TextOutput out, Structure structure, Placement placement);
    }

    StructureFormat(final Trajectory run, final TextOutput out, final Placement placement, final Writer writer) {
        this.run = run;
        this.out = out;
        this.placement = placement;
        this.writer = writer;
    }

    @Override
    public boolean write(final FrameBlock block, final int index, final long frame) {
        final int w = 3 * run.atoms();
        writer.write(out, new Structure(Cell.of(Arrays.copyOfRange(block.cells(), 9 * index, 9 * index + 9)), run.atomicNumbers(),
            Arrays.copyOfRange(block.positions(), w * index, w * index + w)), placement);
        return true;
    }
}
