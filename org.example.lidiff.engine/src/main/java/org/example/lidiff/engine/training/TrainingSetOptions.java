package org.example.lidiff.engine.training;

import org.example.lidiff.engine.InputException;

/**
 * Which frames of a trajectory set are used, and for what.
 *
 * @param stride every how many frames one is taken, at least 1
 * @param maxFrames at most this many frames, equidistant in time; 0 takes all
 * @param validationFraction part of each run, in a block after the training frames
 * @param testFraction part of each run, in a block at its end
 * @param useVirials whether stresses are used where they hold the potential part only
 */
public record TrainingSetOptions(int stride, int maxFrames, double validationFraction, double testFraction, boolean useVirials) {

    /**
     * Checks the ranges.
     *
     * @throws InputException if no frame is left to train on
     */
    public TrainingSetOptions {
        if (stride < 1 || maxFrames < 0 || !(validationFraction >= 0) || !(testFraction >= 0)) {
            throw new IllegalArgumentException("stride must be at least 1, frames and fractions at least 0, not " + stride + ", "
                + maxFrames + ", " + validationFraction + ", " + testFraction);
        }
        if (!(validationFraction + testFraction < 1)) {
            throw new InputException("Validation and test take " + Math.round(100 * (validationFraction + testFraction))
                + " % of the frames: none is left for training.", "Choose fractions that add up to less than 100 %, for example 15 % and 0 %.");
        }
    }

    /** All frames; the last 15 % of each run for validation, no test frames, virials where they are usable. */
    public static TrainingSetOptions defaults() {
        return new TrainingSetOptions(1, 0, 0.15, 0, true);
    }

    /** The same with another stride. */
    public TrainingSetOptions withStride(final int newStride) {
        return new TrainingSetOptions(newStride, maxFrames, validationFraction, testFraction, useVirials);
    }

    /** The same with another largest number of frames; 0 takes all. */
    public TrainingSetOptions withMaxFrames(final int newMaxFrames) {
        return new TrainingSetOptions(stride, newMaxFrames, validationFraction, testFraction, useVirials);
    }

    /** The same with another part for validation, 0 … 1. */
    public TrainingSetOptions withValidationFraction(final double fraction) {
        return new TrainingSetOptions(stride, maxFrames, fraction, testFraction, useVirials);
    }

    /** The same with another part for the test, 0 … 1. */
    public TrainingSetOptions withTestFraction(final double fraction) {
        return new TrainingSetOptions(stride, maxFrames, validationFraction, fraction, useVirials);
    }

    /** The same without virials. */
    public TrainingSetOptions withoutVirials() {
        return new TrainingSetOptions(stride, maxFrames, validationFraction, testFraction, false);
    }
}
