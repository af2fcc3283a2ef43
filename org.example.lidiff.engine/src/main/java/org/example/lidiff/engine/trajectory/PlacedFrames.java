package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.structure.Cell;

/** The frames of a run in order, with the atoms at the images that were asked for. */
final class PlacedFrames implements AutoCloseable {

    private final int width;
    private final Placement placement;
    private final FrameReader reader;
    private final Unwrapper unwrapper;
    private long next;

    /** @throws org.example.lidiff.engine.InputException if independent frames should be unwrapped */
    PlacedFrames(final Trajectory run, final Placement placement, final boolean coarseSamplingAllowed) {
        this.placement = placement;
        width = 3 * run.atoms();
        unwrapper = placement == Placement.UNWRAPPED
            ? Unwrapper.open(run, UnwrapOptions.defaults().withCoarseSamplingAllowed(coarseSamplingAllowed)) : null;
        reader = run.open();
    }

    /** Whether frames that are not written can be left out unread. */
    boolean canSkip() {
        return unwrapper == null;
    }

    /** Goes on at {@code frame}. */
    void skipTo(final long frame) {
        next = frame;
    }

    /** Reads the next frames, at most {@code count}. Returns their number, 0 at the end of the run. */
    int read(final int count, final FrameBlock block) {
        final int n = reader.read(next, count, block);
        next += n;
        if (unwrapper != null) {
            unwrapper.advance(n);
            System.arraycopy(unwrapper.cells(), 0, block.cells(), 0, 9 * n);
        }
        if (placement != Placement.AS_STORED) {
            for (int f = 0; f < n; f++) {
                place(block, f);
            }
        }
        return n;
    }

    private void place(final FrameBlock block, final int frame) {
        final Cell cell = Cell.of(Arrays.copyOfRange(block.cells(), 9 * frame, 9 * frame + 9));
        final double[] x = block.positions();
        final int end = width * (frame + 1);
        for (int i = width * frame; i < end; i += 3) {
            if (unwrapper != null) {
                cell.toCartesian(unwrapper.fractional(), i, x, i);
            } else {
                cell.toFractional(x, i, x, i);
                wrap(x, i);
                cell.toCartesian(x, i, x, i);
            }
        }
    }

    /** Brings the fractional vector at {@code s[at…]} into [0, 1); what would be printed as 1 is 0. */
    static void wrap(final double[] s, final int at) {
        for (int k = at; k < at + 3; k++) {
            s[k] -= Math.floor(s[k]);
            // half of the last decimal that is printed; a tiny negative number gives exactly 1
            if (s[k] > 1 - 0.5e-10) {
                s[k] = 0;
            }
        }
    }

    /** What makes the positions doubtful. */
    List<String> warnings() {
        return unwrapper == null ? List.of() : unwrapper.warnings();
    }

    @Override
    public void close() {
        reader.close();
        if (unwrapper != null) {
            unwrapper.close();
        }
    }
}
