package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class FirstPassageTest {

    @Test
    void hittingProbabilities() {
        // S-6, deeptime hitting_probability_test.py; in the third the target itself counts as hit.
        assertArrayEquals(new double[]{0, .5, 1, 1}, FirstPassage.hittingProbability(
            PeriodicMatrix.of(new double[][]{{1, 0, 0, 0}, {.1, .8, .1, 0}, {0, 0, .8, .2}, {0, 0, .2, .8}}), 2, 3), 1e-14);
        assertArrayEquals(new double[]{0, 0, 5 / 6.0, 1, 1}, FirstPassage.hittingProbability(
            PeriodicMatrix.of(new double[][]{{.9, .1, 0, 0, 0}, {.1, .9, 0, 0, 0}, {0, .1, .4, .5, 0}, {0, 0, 0, .8, .2}, {0, 0, 0, .2, .8}}), 3), 1e-14);
        assertArrayEquals(new double[]{1, 1, 0}, FirstPassage.hittingProbability(PeriodicMatrix.of(new double[][]{{0, 1, 0}, {0, 1, 0}, {0, 0, 1}}), 1), 1e-14);
    }

    @Test
    void kineticsOfThreeSpecies() {
        // P-8: A ⇌ B → C with .3, .1, .05.
        final PeriodicMatrix k = PeriodicMatrix.of(new double[][]{{0, .3, 0}, {.1, 0, .05}, {0, 0, 0}});
        assertEquals(30, FirstPassage.meanTimesFs(k, 2)[0], 1e-12);
        assertArrayEquals(new double[]{.33964, .562553, .097808}, Propagation.distribution(k, new double[]{1, 0, 0}, 5.0), 1e-6);
        final double[][] t = Networks.exponential(new double[][]{{-.3, .3, 0}, {.1, -.15, .05}, {0, 0, 0}}, 1);
        final SpectralAnalysis analysis = SpectralAnalysis.of(Networks.model(t), 2);
        assertEquals(-.0362541, Math.log(analysis.eigenvalue(0)), 5e-8);
        assertEquals(-.4137459, Math.log(analysis.eigenvalue(1)), 5e-8);
    }

    @Test
    void timesAreInfiniteWhereTheTargetMayBeMissed() {
        final PeriodicMatrix k = PeriodicMatrix.of(new double[][]{{0, 1, 1}, {0, 0, 0}, {0, 0, 0}});
        final double[] times = FirstPassage.meanTimesFs(k, 1);
        assertArrayEquals(new double[]{Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY}, times);
    }

    @Test
    void timesOfALargeNetworkSatisfyTheirEquation() {
        // 900 states go through the iterative solver.
        final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(new Random(44), 900, 3, false), .01);
        final MarkovStateModel model = MarkovStateModel.of(t, 2);
        final double[] m = FirstPassage.meanTimesFs(model, 7, 300);
        final double[] tm = t.times(m);
        for (int i = 0; i < 900; i++) {
            assertEquals(i == 7 || i == 300 ? 0 : 2 + tm[i], m[i], 1e-7 * (1 + m[i]));
        }
    }
}
