package org.example.lidiff.engine.hops;

import java.util.EnumSet;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;

/** Small runs for tests. */
final class TestRuns {

    private TestRuns() {
    }

    /** One Li that moves along x, 100 fs a frame. */
    static Trajectory single(final Cell cell, final double[] x, final double y, final double z) {
        final FrameBlock block = new FrameBlock(1, EnumSet.noneOf(Quantity.class));
        block.resize(x.length);
        for (int f = 0; f < x.length; f++) {
            System.arraycopy(cell.rows(), 0, block.cells(), 9 * f, 9);
            block.positions()[3 * f] = x[f];
            block.positions()[3 * f + 1] = y;
            block.positions()[3 * f + 2] = z;
        }
        return InMemoryTrajectory.of(RunInfo.continuous("one ion", 100), new int[] {3}, block);
    }
}
