package org.example.lidiff.engine.training;

import java.util.Arrays;

/**
 * Products of small matrices whose rows are short. Two rows of the product and up to six of the factor go through one loop: with less in it,
 * beginning and end of the loop cost more than the loop.
 */
final class RowProducts {

    private static final int WIDTH = 6;

    private RowProducts() {
    }

    /**
     * out = C X: for r in 0 … m, row r of {@code out} = Σ_s c[cAt + r · rowStride + s · stride] · row s of x, s in 0 … k.
     *
     * @param n length of the rows of x and {@code out}, which follow each other from xAt and outAt on
     */
    static void product(final double[] c, final int cAt, final int rowStride, final int stride, final int m, final int k, final double[] x,
        final int xAt, final int n, final double[] out, final int outAt) {
        Arrays.fill(out, outAt, outAt + m * n, 0);
        int r = 0;
        for (; r < m - 1; r += 2) {
            addTwo(c, cAt + r * rowStride, rowStride, stride, k, x, xAt, n, out, outAt + r * n);
        }
        if (r < m) {
            addOne(c, cAt + r * rowStride, stride, k, x, xAt, n, out, outAt + r * n);
        }
    }

    // the rows of x in groups of about equal number
    private static void addTwo(final double[] c, final int cAt, final int rowStride, final int d, final int k, final double[] x, final int xAt,
        final int n, final double[] out, final int o) {
        int s = 0;
        for (int groups = (k + WIDTH - 1) / WIDTH; groups > 0; groups--) {
            final int a = cAt + s * d;
            final int b = a + rowStride;
            final int r = xAt + s * n;
            final int width = (k - s + groups - 1) / groups;
            switch (width) {
                case 6 -> addSix(c[a], c[a + d], c[a + 2 * d], c[a + 3 * d], c[a + 4 * d], c[a + 5 * d], c[b], c[b + d], c[b + 2 * d],
                    c[b + 3 * d], c[b + 4 * d], c[b + 5 * d], x, r, n, out, o);
                case 5 -> addFive(c[a], c[a + d], c[a + 2 * d], c[a + 3 * d], c[a + 4 * d], c[b], c[b + d], c[b + 2 * d], c[b + 3 * d],
                    c[b + 4 * d], x, r, n, out, o);
                case 4 -> addFour(c[a], c[a + d], c[a + 2 * d], c[a + 3 * d], c[b], c[b + d], c[b + 2 * d], c[b + 3 * d], x, r, n, out, o);
                case 3 -> addThree(c[a], c[a + d], c[a + 2 * d], c[b], c[b + d], c[b + 2 * d], x, r, n, out, o);
                default -> {
                    addOne(c, a, d, width, x, r, n, out, o);
                    addOne(c, b, d, width, x, r, n, out, o + n);
                }
            }
            s += width;
        }
    }

    private static void addOne(final double[] c, final int cAt, final int d, final int k, final double[] x, final int xAt, final int n,
        final double[] out, final int o) {
        int s = 0;
        for (; s < k - 3; s += 4) {
            final int a = cAt + s * d;
            addFour(c[a], c[a + d], c[a + 2 * d], c[a + 3 * d], x, xAt + s * n, n, out, o);
        }
        for (; s < k; s++) {
            Rows.add(c[cAt + s * d], x, xAt + s * n, n, out, o);
        }
    }

    private static void addSix(final double a0, final double a1, final double a2, final double a3, final double a4, final double a5,
        final double b0, final double b1, final double b2, final double b3, final double b4, final double b5,
        final double[] x, final int r0, final int n, final double[] out, final int o) {
        final int r1 = r0 + n;
        final int r2 = r1 + n;
        final int r3 = r2 + n;
        final int r4 = r3 + n;
        final int r5 = r4 + n;
        for (int i = 0; i < n; i++) {
            final double x0 = x[r0 + i];
            final double x1 = x[r1 + i];
            final double x2 = x[r2 + i];
            final double x3 = x[r3 + i];
            final double x4 = x[r4 + i];
            final double x5 = x[r5 + i];
            out[o + i] += a0 * x0 + a1 * x1 + (a2 * x2 + a3 * x3) + (a4 * x4 + a5 * x5);
            out[o + n + i] += b0 * x0 + b1 * x1 + (b2 * x2 + b3 * x3) + (b4 * x4 + b5 * x5);
        }
    }

    private static void addFive(final double a0, final double a1, final double a2, final double a3, final double a4,
        final double b0, final double b1, final double b2, final double b3, final double b4,
        final double[] x, final int r0, final int n, final double[] out, final int o) {
        final int r1 = r0 + n;
        final int r2 = r1 + n;
        final int r3 = r2 + n;
        final int r4 = r3 + n;
        for (int i = 0; i < n; i++) {
            final double x0 = x[r0 + i];
            final double x1 = x[r1 + i];
            final double x2 = x[r2 + i];
            final double x3 = x[r3 + i];
            final double x4 = x[r4 + i];
            out[o + i] += a0 * x0 + a1 * x1 + (a2 * x2 + a3 * x3) + a4 * x4;
            out[o + n + i] += b0 * x0 + b1 * x1 + (b2 * x2 + b3 * x3) + b4 * x4;
        }
    }

    private static void addFour(final double a0, final double a1, final double a2, final double a3,
        final double b0, final double b1, final double b2, final double b3,
        final double[] x, final int r0, final int n, final double[] out, final int o) {
        final int r1 = r0 + n;
        final int r2 = r1 + n;
        final int r3 = r2 + n;
        for (int i = 0; i < n; i++) {
            final double x0 = x[r0 + i];
            final double x1 = x[r1 + i];
            final double x2 = x[r2 + i];
            final double x3 = x[r3 + i];
            out[o + i] += a0 * x0 + a1 * x1 + (a2 * x2 + a3 * x3);
            out[o + n + i] += b0 * x0 + b1 * x1 + (b2 * x2 + b3 * x3);
        }
    }

    private static void addThree(final double a0, final double a1, final double a2,
        final double b0, final double b1, final double b2,
        final double[] x, final int r0, final int n, final double[] out, final int o) {
        final int r1 = r0 + n;
        final int r2 = r1 + n;
        for (int i = 0; i < n; i++) {
            final double x0 = x[r0 + i];
            final double x1 = x[r1 + i];
            final double x2 = x[r2 + i];
            out[o + i] += a0 * x0 + a1 * x1 + a2 * x2;
            out[o + n + i] += b0 * x0 + b1 * x1 + b2 * x2;
        }
    }

    private static void addFour(final double a0, final double a1, final double a2, final double a3, final double[] x, final int r0, final int n,
        final double[] out, final int o) {
        final int r1 = r0 + n;
        final int r2 = r1 + n;
        final int r3 = r2 + n;
        for (int i = 0; i < n; i++) {
            out[o + i] += a0 * x[r0 + i] + a1 * x[r1 + i] + (a2 * x[r2 + i] + a3 * x[r3 + i]);
        }
    }
}
