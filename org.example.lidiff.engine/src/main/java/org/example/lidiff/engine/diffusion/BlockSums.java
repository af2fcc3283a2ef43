package org.example.lidiff.engine.diffusion;

import java.util.List;

/** Sums of the squared displacements in the blocks of time that are long enough for some lag. */
final class BlockSums {

    private final List<WindowSums> blocks;
    private final int axis;

    BlockSums(final List<WindowSums> blocks, final int axis) {
        this.blocks = blocks;
        this.axis = axis;
    }

    /** Number of blocks. */
    int count() {
        return blocks.size();
    }

    /** Squared displacements (Å²) at a lag, summed over the windows of a block. */
    double sum(final int block, final int lag) {
        final WindowSums b = blocks.get(block);
        return axis >= 0 ? b.moment(axis)[lag] : b.moment(0)[lag] + b.moment(1)[lag] + b.moment(2)[lag];
    }

    /** Number of these windows. */
    double windows(final int block, final int lag) {
        return blocks.get(block).windows(lag);
    }
}
