package org.example.lidiff.engine.trajectory;

import java.util.Set;

/**
 * The frames of one run, read by windows. Atoms and their order are the same in every frame; the cell may change.
 *
 * <p>A trajectory never loads all its frames. Several readers may be open at once, each used by one thread.
 */
public interface Trajectory {

    /** What is known of the run. */
    RunInfo info();

    /** Number of atoms in every frame. */
    default int atoms() {
        return atomicNumbers().length;
    }

    /** Number of frames. */
    long frames();

    /** A copy of the atomic numbers, in the order of the positions. */
    int[] atomicNumbers();

    /** What each frame holds besides positions and cell. */
    Set<Quantity> quantities();

    /** Opens a reader; the caller closes it. */
    FrameReader open();
}
