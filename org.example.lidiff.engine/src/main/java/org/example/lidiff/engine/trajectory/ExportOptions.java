package org.example.lidiff.engine.trajectory;

import java.util.List;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.InputException;

/**
 * What of a trajectory set is written, and how.
 *
 * @param format the format
 * @param runs numbers of the runs, counted from 1; empty for all
 * @param files whether runs share a file
 * @param firstFrame first frame of each run, counted from 0; for a format of one frame the frame that is written, and then −1 is the last
 *        frame, −2 the one before
 * @param lastFrame last frame of each run; not used for a format of one frame
 * @param stride every stride-th frame is written, from the first on; not used for a format of one frame
 * @param placement where the atoms are
 * @param coarseSamplingAllowed whether unwrapping goes on where atoms move too far in one step to be followed safely
 * @param ifExists what happens to files that are there
 */
public record ExportOptions(ExportFormat format, List<Integer> runs, RunFiles files, long firstFrame, long lastFrame, int stride,
    Placement placement, boolean coarseSamplingAllowed, IfExists ifExists) {

    /** Copies the list and checks the numbers. */
    public ExportOptions {
        runs = List.copyOf(runs);
        if (stride < 1) {
            throw new InputException("The stride is " + stride + ".", "Give a stride of at least 1.");
        }
        if (!format.holdsOneFrame() && (firstFrame < 0 || lastFrame < firstFrame)) {
            throw new InputException("The frames to write go from " + firstFrame + " to " + lastFrame + ".",
                "Give a first frame of at least 0 and a last frame that is not before it.");
        }
    }

    /** All frames of all runs, a file for each run, atoms where they are, no file replaced. */
    public static ExportOptions of(final ExportFormat format) {
        return new ExportOptions(format, List.of(), RunFiles.FILE_PER_RUN, 0, Long.MAX_VALUE, 1, Placement.AS_STORED, false, IfExists.FAIL);
    }

    /** The same with these runs, counted from 1; none for all. */
    public ExportOptions withRuns(final List<Integer> numbers) {
        return new ExportOptions(format, numbers, files, firstFrame, lastFrame, stride, placement, coarseSamplingAllowed, ifExists);
    }

    /** The same with runs spread over files in another way. */
    public ExportOptions withFiles(final RunFiles newFiles) {
        return new ExportOptions(format, runs, newFiles, firstFrame, lastFrame, stride, placement, coarseSamplingAllowed, ifExists);
    }

    /** The same with this range of frames, both ends included. */
    public ExportOptions withFrames(final long first, final long last) {
        return new ExportOptions(format, runs, files, first, last, stride, placement, coarseSamplingAllowed, ifExists);
    }

    /** The same with another stride. */
    public ExportOptions withStride(final int newStride) {
        return new ExportOptions(format, runs, files, firstFrame, lastFrame, newStride, placement, coarseSamplingAllowed, ifExists);
    }

    /** The same with the atoms elsewhere. */
    public ExportOptions withPlacement(final Placement newPlacement) {
        return new ExportOptions(format, runs, files, firstFrame, lastFrame, stride, newPlacement, coarseSamplingAllowed, ifExists);
    }

    /** The same with coarse sampling accepted or refused. */
    public ExportOptions withCoarseSamplingAllowed(final boolean allowed) {
        return new ExportOptions(format, runs, files, firstFrame, lastFrame, stride, placement, allowed, ifExists);
    }

    /** The same with files replaced or not. */
    public ExportOptions withIfExists(final IfExists newIfExists) {
        return new ExportOptions(format, runs, files, firstFrame, lastFrame, stride, placement, coarseSamplingAllowed, newIfExists);
    }
}
