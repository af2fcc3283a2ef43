package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class LogIntervalTest {

    private static double[] lognormal(final int n, final double shift, final double sigma) {
        final Random random = new Random(5);
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.exp(shift + sigma * random.nextGaussian());
        }
        return values;
    }

    @Test
    void itIsThatOfALogarithmicNormalDistributionAroundTheEstimate() {
        final LogInterval interval = LogInterval.around(2, lognormal(200_000, -1, 0.3));
        // the quantiles of 200,000 samples scatter by 0.5 %
        assertEquals(2 * Math.exp(1.96 * 0.3), interval.upper(), 0.02 * interval.upper());
        assertEquals(4, interval.lower() * interval.upper(), 1e-12);
        assertTrue(interval.contains(2) && !interval.contains(9));
    }

    @Test
    void oneFarSampleDoesNotWidenIt() {
        final double[] samples = lognormal(30, 0, 0.1);
        samples[7] = 1e-3;
        final LogInterval interval = LogInterval.around(1, samples);
        assertTrue(interval.upper() < 1.4, () -> "upper end " + interval.upper());
    }

    @Test
    void fewPiecesWidenIt() {
        // Student's quantiles of 4 and infinitely many degrees of freedom: 2.776445, 1.959964; twice the scatter on top.
        final double[] samples = lognormal(200_000, 0, 0.1);
        final double plain = Math.log(LogInterval.around(1, samples).upper());
        assertEquals(2 * 2.776445 / 1.959964, Math.log(LogInterval.around(1, samples, 4, 2).upper()) / plain, 1e-3);
    }

    @Test
    void withoutSamplesOrEstimateThereIsNone() {
        assertEquals(LogInterval.NONE, LogInterval.around(1, new double[]{3}));
        assertEquals(LogInterval.NONE, LogInterval.around(Double.NaN, new double[]{1, 2, 3}));
        // Samples without a time scale count as zero: the lower end is open.
        assertEquals(0, LogInterval.around(1, new double[]{Double.NaN, Double.NaN, 1, 1, 1}).lower());
    }
}
