package org.example.lidiff.engine.trajectory;

/**
 * Which frames of a run are kept.
 *
 * @param first first frame, from 0
 * @param last last frame
 * @param stride distance between frames that are kept
 * @param limit how many are kept at most
 */
record FrameSelection(long first, long last, long stride, long limit) {

    /** The selection of {@code options} for a run of {@code total} frames, which is needed only to sample. */
    static FrameSelection of(final ReadOptions options, final long total) {
        if (options.sampleFrames() == 0) {
            return new FrameSelection(options.firstFrame(), options.lastFrame(), options.stride(), Long.MAX_VALUE);
        }
        final long available = Math.max(0, Math.min(options.lastFrame(), total - 1) - options.firstFrame() + 1);
        final long wanted = Math.max(1, options.sampleFrames());
        final long stride = wanted == 1 ? Math.max(1, available) : Math.max(1, (available - 1) / (wanted - 1));
        return new FrameSelection(options.firstFrame(), options.lastFrame(), stride, wanted);
    }

    boolean keeps(final long frame) {
        return frame >= first && frame <= last && (frame - first) % stride == 0 && (frame - first) / stride < limit;
    }

    /** Whether no frame from {@code frame} on is kept. */
    boolean isOver(final long frame) {
        return frame > last || frame > first && (frame - first + stride - 1) / stride >= limit;
    }
}
