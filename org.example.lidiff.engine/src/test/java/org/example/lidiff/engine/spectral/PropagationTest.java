package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.example.lidiff.engine.markov.Eigenmodes;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class PropagationTest {

    @Test
    void distributionOfAThreeStateChain() {
        // S-15
        final MarkovStateModel model = Networks.model(new double[][]{{.9, .1, 0}, {.05, .9, .05}, {0, .1, .9}});
        final double[] start = {1, 0, 0};
        assertArrayEquals(new double[]{.815, .18, .005}, Propagation.distribution(model, start, 2), 1e-15);
        assertArrayEquals(new double[]{.627165, .33616, .036675}, Propagation.distribution(model, start, 5), 1e-14);
        assertArrayEquals(new double[]{.4511827657, .4463129088, .1025043256}, Propagation.distribution(model, start, 10), 5e-11);
    }

    @Test
    void correlationAndRelaxationOfTheBirthDeathChain() {
        // S-5, numbers for deeptime test_fingerprints.py; some are cut, not rounded, after ten digits.
        final MarkovStateModel model = BirthDeathChain.model();
        final double[] low = {1, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        final double[] high = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1};
        final double[] start = {.25, .25, .25, .25, 0, 0, 0, 0, 0, 0};
        assertAt(new double[]{.2767527675, .2017988929, .1706732112, .1493328671, .1401085515}, Propagation.correlation(model, low, low, 100));
        assertAt(new double[]{0, 0, .000173722584, .001338400543, .008967148550}, Propagation.correlation(model, low, high, 100));
        assertAt(new double[]{.5, .44515625, .4183367869, .3982578295, .3791784947}, Propagation.relaxation(model, start, low, 100));
        final Eigenmodes modes = Eigenmodes.of(model, 10);
        final double[] weighted = new double[10];
        double mean = 0;
        for (int i = 0; i < 10; i++) {
            weighted[i] = model.stationary()[i] * low[i];
            mean += weighted[i];
        }
        assertEquals(.3690036900, mean, 5e-11);
        final double[] auto = Propagation.amplitudes(modes, weighted, low);
        assertArrayEquals(new double[]{.1361637233, .0133713946, .1721652805}, java.util.Arrays.copyOf(auto, 3), 5e-11);
        final double[] relaxation = Propagation.amplitudes(modes, start, low);
        assertArrayEquals(new double[]{.36900369, .034488531, .1427047494}, java.util.Arrays.copyOf(relaxation, 3), 5e-10);
        double sum = 0;
        for (int n = 0; n < 10; n++) {
            sum += auto[n] * Math.pow(modes.eigenvalue(n), 5);
        }
        assertEquals(.2017988929, sum, 1e-10);
    }

    private static void assertAt(final double[] expected, final double[] series) {
        final int[] steps = {1, 5, 10, 20, 100};
        for (int k = 0; k < steps.length; k++) {
            assertEquals(expected[k], series[steps[k]], 1e-10);
        }
    }

    @Test
    void uniformizationIsTheExponential() {
        final PeriodicMatrix k = Networks.randomRates(new Random(4), 5, 3, false);
        final double[][] dense = k.folded();
        for (int i = 0; i < 5; i++) {
            dense[i][i] = 0;
            for (int j = 0; j < 5; j++) {
                dense[i][i] -= i == j ? 0 : dense[i][j];
            }
        }
        for (final double t : new double[]{0, .1, 3, 40}) {
            assertArrayEquals(Networks.exponential(dense, t)[2], Propagation.distribution(k, new double[]{0, 0, 1, 0, 0}, t), 1e-11);
        }
    }
}
