package org.example.lidiff.engine.diffusion;

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

    /** Positions [frame][3 · atom + axis] in a constant cell, wrapped into it. */
    static Trajectory wrapped(final Cell cell, final int[] species, final double[][] positions, final double frameIntervalFs) {
        return run(cell, species, positions, RunInfo.continuous("test run", frameIntervalFs), true);
    }

    /** Positions [frame][3 · atom + axis] as they are, marked as unwrapped. */
    static Trajectory unwrapped(final Cell cell, final int[] species, final double[][] positions, final double frameIntervalFs) {
        return run(cell, species, positions, RunInfo.continuous("test run", frameIntervalFs).withUnwrapped(true), false);
    }

    static Trajectory run(final Cell cell, final int[] species, final double[][] positions, final RunInfo info, final boolean wrap) {
        final FrameBlock block = new FrameBlock(species.length, EnumSet.noneOf(Quantity.class));
        block.resize(positions.length);
        final double[] f = new double[3];
        for (int t = 0; t < positions.length; t++) {
            System.arraycopy(cell.rows(), 0, block.cells(), 9 * t, 9);
            for (int i = 0; i < species.length; i++) {
                cell.toFractional(positions[t], 3 * i, f, 0);
                for (int a = 0; a < 3 && wrap; a++) {
                    f[a] -= Math.floor(f[a]);
                }
                cell.toCartesian(f, 0, block.positions(), 3 * (t * species.length + i));
            }
        }
        return InMemoryTrajectory.of(info, species, block);
    }
}
