package org.example.lidiff.engine.trajectory;

/** Reads windows of frames into a reused block. Not thread-safe. */
public interface FrameReader extends AutoCloseable {

    /**
     * Reads frames {@code first … first+count−1}, as far as the run has them, into {@code block}.
     *
     * @param first index of the first frame, 0 … frames
     * @param count how many frames at most
     * @param block overwritten; grows to hold {@code count} frames
     * @return the number of frames read, less than {@code count} only at the end of the run
     * @throws org.example.lidiff.engine.InputException if the file was changed, removed or damaged since it was opened
     */
    int read(long first, int count, FrameBlock block);

    /** Releases the file. */
    @Override
    void close();
}
