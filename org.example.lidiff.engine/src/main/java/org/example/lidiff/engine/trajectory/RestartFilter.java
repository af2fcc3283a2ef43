package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

import org.example.lidiff.engine.Progress;

/**
 * The frames of a file without those that a restart wrote again: of two frames with the same step number the later copy stays, and with
 * it everything that follows it.
 */
final class RestartFilter extends FrameSource {

    private final FrameSource inner;
    private final BitSet kept;
    private int index;

    private RestartFilter(final FrameSource inner, final BitSet kept, final List<String> warnings) {
        this.inner = inner;
        this.kept = kept;
        warnings.forEach(this::warn);
    }

    /** Reads the file of {@code opener} once for its step numbers, and opens it again. */
    static FrameSource open(final Supplier<FrameSource> opener, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final BitSet kept;
        // a last frame that is cut is seen in this pass only
        final List<String> warnings;
        try (FrameSource source = opener.get()) {
            final RawFrame frame = new RawFrame();
            long[] steps = new long[1024];
            int n = 0;
            while (source.skip(frame)) {
                steps = n == steps.length ? Arrays.copyOf(steps, 2 * n) : steps;
                steps[n++] = frame.step;
                throttled.advance(0, 0, "Looking for restarts in " + source.input().name());
            }
            kept = kept(Arrays.copyOf(steps, n));
            warnings = source.warnings();
        }
        return new RestartFilter(opener.get(), kept, warnings);
    }

    /** The frames that stay; all of them if a step number is missing. */
    static BitSet kept(final long[] steps) {
        final BitSet kept = new BitSet(steps.length);
        long next = Long.MAX_VALUE;
        for (int i = steps.length - 1; i >= 0; i--) {
            if (steps[i] == RawFrame.NO_STEP) {
                kept.set(0, steps.length);
                return kept;
            }
            if (steps[i] < next) {
                kept.set(i);
                next = steps[i];
            }
        }
        return kept;
    }

    @Override
    boolean read(final RawFrame frame, final boolean wanted) {
        while (!kept.get(index)) {
            // beyond the last frame that was indexed nothing is kept
            if (kept.nextSetBit(index) < 0 || !inner.skip(frame)) {
                return false;
            }
            countRepeated();
            index++;
        }
        index++;
        return wanted ? inner.next(frame) : inner.skip(frame);
    }

    @Override
    List<String> warnings() {
        inner.warnings().forEach(this::warn);
        return super.warnings();
    }

    @Override
    TextInput input() {
        return inner.input();
    }
}
