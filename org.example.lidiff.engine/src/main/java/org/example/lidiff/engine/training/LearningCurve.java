package org.example.lidiff.engine.training;

import java.util.List;

/**
 * How the errors went down.
 *
 * @param points in the order of epochs
 */
public record LearningCurve(List<Point> points) {

    /** Copies the list. */
    public LearningCurve {
        points = List.copyOf(points);
    }

    /**
     * The state after an epoch.
     *
     * @param epoch epochs done
     * @param learningRate step length
     * @param loss mean training loss during the epoch
     * @param training errors of the training frames during the epoch, each with the parameters of its step
     * @param validation errors of the validation frames with the averaged parameters; null without validation
     */
    public record Point(int epoch, double learningRate, double loss, ErrorSummary training, ErrorSummary validation) {
    }
}
