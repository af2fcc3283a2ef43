package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class NetworkTransportTest {

    private static double[] lognormal(final int n, final double shift, final double sigma) {
        final Random random = new Random(5);
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.exp(shift + sigma * random.nextGaussian());
        }
        return values;
    }

    @Test
    void theIntervalIsThatOfALogarithmicNormalDistributionAroundTheEstimate() {
        final double[] interval = NetworkTransport.around(2, lognormal(200_000, -1, 0.3));
        // the quantiles of 200,000 samples scatter by 0.5 %
        assertEquals(2 * Math.exp(1.96 * 0.3), interval[1], 0.02 * interval[1]);
        assertEquals(4, interval[0] * interval[1], 1e-12);
    }

    @Test
    void oneFarSampleDoesNotWidenIt() {
        final double[] samples = lognormal(30, 0, 0.1);
        samples[7] = 1e-3;
        final double[] interval = NetworkTransport.around(1, samples);
        assertTrue(interval[1] < 1.4, () -> "upper end " + interval[1]);
    }

    @Test
    void withoutSamplesThereIsNoInterval() {
        assertArrayEquals(new double[] {Double.NaN, Double.NaN}, NetworkTransport.around(1, new double[] {3}));
    }
}
