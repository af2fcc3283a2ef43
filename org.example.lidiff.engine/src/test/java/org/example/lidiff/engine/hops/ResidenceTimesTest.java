package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class ResidenceTimesTest {

    private static int[] stretches(final ResidenceTimes.Edges edges, final int state, final int... frames) {
        return ResidenceTimes.stretches(frames, state, edges);
    }

    @Test
    void stretchesOfOneOccupant() {
        // TESTVECTORS H-1 (site-analysis tests/test_site.py); 0 is an empty site
        final ResidenceTimes.Edges drop = ResidenceTimes.Edges.DROP;
        assertArrayEquals(new int[] {3}, stretches(drop, 1, 0, 1, 1, 1, 0));
        assertArrayEquals(new int[] {3}, stretches(drop, 1, 1, 1, 0, 1, 1, 1, 0));
        assertArrayEquals(new int[] {1}, stretches(drop, 1, 1, 1, 0, 1, 0, 1, 1));
        assertArrayEquals(new int[] {2}, stretches(drop, 1, 1, 1, 2, 2, 1, 1, 2, 2, 1, 1));
        assertArrayEquals(new int[] {2, 2}, stretches(drop, 2, 1, 1, 2, 2, 1, 1, 2, 2, 1, 1));
        assertArrayEquals(new int[] {}, stretches(drop, 1, 1, 1, 1));
        assertArrayEquals(new int[] {3}, stretches(ResidenceTimes.Edges.KEEP, 1, 1, 1, 1));
        assertArrayEquals(new int[] {2}, stretches(ResidenceTimes.Edges.KEEP, 2, 2, 2, 0));
    }

    @Test
    void stretchesOfTwoOccupantsAtATime() {
        // TESTVECTORS H-1: occupants {1, 2}, {1, 2}, {1}: ion 2 for two frames, ion 1 for three; 0 is anywhere else
        assertArrayEquals(new int[] {3}, stretches(ResidenceTimes.Edges.KEEP, 1, 1, 1, 1));
        assertArrayEquals(new int[] {2}, stretches(ResidenceTimes.Edges.KEEP, 1, 1, 1, 0));
        assertArrayEquals(new int[] {}, stretches(ResidenceTimes.Edges.DROP, 1, 1, 1, 0));
    }

    @Test
    void survivalOfATextbookSample() {
        // 6 stays: 1, 2+, 3, 3, 4+, 5 (+ censored): S(1) = 5/6, S(3) = 5/6 · 2/4, S(5) = 0
        final ResidenceTimes r = ResidenceTimes.of(new double[] {3, 1, 2, 3, 4, 5}, new boolean[] {true, true, false, true, false, true});
        assertArrayEquals(new double[] {1, 3, 5}, r.timesFs());
        assertArrayEquals(new double[] {5 / 6.0, 5 / 12.0, 0}, r.survival(), 1e-15);
        assertEquals(5 / 6.0 * Math.sqrt(1 / (6.0 * 5)), r.errors()[0], 1e-15);
        assertEquals(2, r.censored());
        assertEquals(3, r.medianFs());
        // 1 + 2 · 5/6 + 2 · 5/12
        assertEquals(1 + 10 / 6.0 + 10 / 12.0, r.restrictedMeanFs(), 1e-14);
    }

    @Test
    void censoredExponentialStaysKeepTheirMean() {
        final Random random = new Random(8);
        final int n = 20_000;
        final double[] t = new double[n];
        final boolean[] ended = new boolean[n];
        double complete = 0;
        int count = 0;
        for (int i = 0; i < n; i++) {
            final double stay = -100 * Math.log(1 - random.nextDouble());
            final double seen = 300 * random.nextDouble();
            t[i] = Math.min(stay, seen);
            ended[i] = stay <= seen;
            complete += ended[i] ? stay : 0;
            count += ended[i] ? 1 : 0;
        }
        // 4 sigma of the median of 20,000 stays is 4 · 100/√n · about 1.2
        assertEquals(100 * Math.log(2), ResidenceTimes.of(t, ended).medianFs(), 4 * 1.2 * 100 / Math.sqrt(n));
        assertTrue(complete / count < 80, "complete stays only are too short");
    }
}
