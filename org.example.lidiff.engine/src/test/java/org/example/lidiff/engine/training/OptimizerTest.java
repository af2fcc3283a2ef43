package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OptimizerTest {

    private static final TrainingOptions OPTIONS = TrainingOptions.defaults().withLearningRate(0.1, 0.001).withWarmUp(0.1)
        .withWeightDecay(0);

    @Test
    void rateWarmsUpLinearlyAndDecaysAsACosine() {
        final double[] x = {1};
        final Optimizer optimizer = new Optimizer(x, x, OPTIONS, new Adam(1), 110, 0);
        final double[] rates = new double[110];
        for (int s = 0; s < 110; s++) {
            rates[s] = optimizer.rate();
            optimizer.step(x, new double[] {1});
        }
        assertEquals(0.1 * 1 / 11, rates[0], 1e-15);
        assertEquals(0.1, rates[10], 1e-15);
        assertEquals(0.1, rates[11], 1e-15);
        // a third of the way down: cos 60° = 1/2
        assertEquals(0.001 + 0.099 * 0.75, rates[44], 1e-15);
        assertEquals(0.001, optimizer.rate(), 1e-15);
    }

    // with a constant gradient both moments are exact from the first step on: each step is the rate itself
    @Test
    void stepsHaveTheLengthOfTheRate() {
        final double[] x = {1, 1};
        final Optimizer optimizer = new Optimizer(x, x, OPTIONS.withWarmUp(0), new Adam(2), 100, 0);
        optimizer.step(x, new double[] {5, -0.01});
        assertEquals(0.9, x[0], 1e-8);
        assertEquals(1.1, x[1], 1e-8);
    }

    @Test
    void findsTheMinimumOfAParabola() {
        final double[] x = {3, -2};
        final Optimizer optimizer = new Optimizer(x, x, OPTIONS, new Adam(2), 2000, 20);
        for (int s = 0; s < 2000; s++) {
            optimizer.step(x, new double[] {2 * (x[0] - 1), 200 * (x[1] - 0.5)});
        }
        assertEquals(1, optimizer.average()[0], 1e-3);
        assertEquals(0.5, optimizer.average()[1], 1e-3);
    }

    @Test
    void decayDrawsToTheAnchor() {
        final double[] x = {3};
        final Optimizer optimizer = new Optimizer(x, new double[] {1}, OPTIONS.withWeightDecay(1), new Adam(1), 2000, 0);
        for (int s = 0; s < 2000; s++) {
            optimizer.step(x, new double[1]);
        }
        assertTrue(Math.abs(x[0] - 1) < 1e-6, "x = " + x[0]);
    }
}
