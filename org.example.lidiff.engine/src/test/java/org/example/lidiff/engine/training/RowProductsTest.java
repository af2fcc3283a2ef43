package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.api.Test;

class RowProductsTest {

    private static final double BEFORE = 1e3;

    @Test
    void areThoseOfTheSumsOneByOne() {
        final Random random = new Random(5);
        for (int m = 0; m <= 5; m++) {
            for (int k = 1; k <= 20; k++) {
                for (final int n : new int[] {1, 4, 7, 24, 37}) {
                    compare(random, m, k, n, k + 2, 1);
                    compare(random, m, k, n, 1, m + 3);
                }
            }
        }
    }

    private static void compare(final Random random, final int m, final int k, final int n, final int rowStride, final int stride) {
        final int cAt = 3;
        final int xAt = 2;
        final int outAt = 5;
        final double[] c = random.doubles(cAt + m * rowStride + k * stride, -1, 1).toArray();
        final double[] x = random.doubles(xAt + k * n, -1, 1).toArray();
        final double[] out = random.doubles(outAt + m * n + 4, BEFORE, 2 * BEFORE).toArray();
        final double[] expected = out.clone();
        for (int r = 0; r < m; r++) {
            for (int i = 0; i < n; i++) {
                expected[outAt + r * n + i] = 0;
                for (int s = 0; s < k; s++) {
                    expected[outAt + r * n + i] += c[cAt + r * rowStride + s * stride] * x[xAt + s * n + i];
                }
            }
        }
        RowProducts.product(c, cAt, rowStride, stride, m, k, x, xAt, n, out, outAt);
        for (int i = 0; i < out.length; i++) {
            assertEquals(expected[i], out[i], 1e-13, m + " x " + k + " x " + n + ", element " + i);
        }
    }
}
