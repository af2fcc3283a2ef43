package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;
import org.junit.jupiter.api.Test;

class ClosestPairTest {

    @Test
    void agreesWithTryingAllPairs() {
        final RandomSource random = new RandomSource(1);
        for (int trial = 0; trial < 200; trial++) {
            final double[] rows = new double[9];
            for (int k = 0; k < 9; k++) {
                rows[k] = (k % 4 == 0 ? 6 : 0) + 4 * (random.nextDouble() - 0.5);
            }
            final Cell cell = Cell.of(rows);
            final int atoms = 2 + random.nextInt(60);
            final double[] x = new double[3 * atoms];
            for (int n = 0; n < x.length; n++) {
                x[n] = 40 * (random.nextDouble() - 0.5);
            }
            final double limit = 0.3 + random.nextDouble();
            final MinimumImage image = new MinimumImage(cell);
            double best = limit * limit;
            for (int i = 0; i < atoms; i++) {
                for (int j = i + 1; j < atoms; j++) {
                    best = Math.min(best, image.apply(new double[] {x[3 * j] - x[3 * i], x[3 * j + 1] - x[3 * i + 1], x[3 * j + 2] - x[3 * i + 2]}, 0));
                }
            }
            final ClosestPair pair = ClosestPair.find(x, cell, limit);
            if (best == limit * limit) {
                assertNull(pair);
            } else {
                assertEquals(Math.sqrt(best), pair.distance(), 1e-12);
            }
        }
    }

    @Test
    void atomsAreCountedFromOne() {
        assertEquals("Li 1 and Si 3", new ClosestPair(0, 2, 0.2).describe(new int[] {3, 3, 14}));
    }
}
