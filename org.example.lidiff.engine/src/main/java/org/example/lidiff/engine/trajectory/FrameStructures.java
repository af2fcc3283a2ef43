package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.EnumSet;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;

/** Single frames as structures. */
public final class FrameStructures {

    private FrameStructures() {
    }

    /**
     * Frame {@code frame} of {@code run}: its atoms at their stored positions.
     *
     * @param frame 0 … frames − 1
     * @throws InputException if the run has no such frame
     */
    public static Structure of(final Trajectory run, final long frame) {
        if (frame < 0 || frame >= run.frames()) {
            throw new InputException("Frame " + frame + " does not exist: the run '" + run.info().source() + "' has " + run.frames()
                + " frames.", "Choose a frame from 0 to " + (run.frames() - 1) + ".");
        }
        final FrameBlock block = new FrameBlock(run.atoms(), EnumSet.noneOf(Quantity.class));
        try (FrameReader reader = run.open()) {
            reader.read(frame, 1, block);
        }
        return new Structure(Cell.of(Arrays.copyOf(block.cells(), 9)), run.atomicNumbers(),
            Arrays.copyOf(block.positions(), 3 * run.atoms()));
    }
}
