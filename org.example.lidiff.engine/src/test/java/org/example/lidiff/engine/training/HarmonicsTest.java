package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.api.Test;

class HarmonicsTest {

    private static final int L = 6;

    @Test
    void firstOnesAreTheClosedForms() {
        final double[] u = {0.36, 0.48, 0.8};
        final double[] y = values(u);
        assertEquals(Math.sqrt(1 / (4 * Math.PI)), y[0], 1e-15);
        assertEquals(Math.sqrt(3 / (4 * Math.PI)) * 0.8, y[1], 1e-15);
        assertEquals(Math.sqrt(3 / (4 * Math.PI)) * 0.36, y[2], 1e-15);
        assertEquals(Math.sqrt(3 / (4 * Math.PI)) * 0.48, y[3], 1e-15);
        assertEquals(Math.sqrt(5 / (16 * Math.PI)) * (3 * 0.64 - 1), y[4], 1e-15);
        assertEquals(Math.sqrt(15 / (16 * Math.PI)) * (0.36 * 0.36 - 0.48 * 0.48), y[7], 1e-15);
    }

    // addition theorem: Σ_m Y_lm(a) Y_lm(b) = (2l + 1)/4π P_l(a·b)
    @Test
    void productsObeyTheAdditionTheorem() {
        final Random random = new Random(1);
        final double[] a = unit(random);
        final double[] b = unit(random);
        final double[] ya = values(a);
        final double[] yb = values(b);
        final double x = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        double p = 1;
        double pNext = x;
        for (int l = 0; l <= L; l++) {
            double sum = 0;
            for (int i = l * l; i < (l + 1) * (l + 1); i++) {
                sum += ya[i] * yb[i];
            }
            assertEquals((2 * l + 1) / (4 * Math.PI) * p, sum, 1e-13, "l = " + l);
            final double after = ((2 * l + 3) * x * pNext - (l + 1) * p) / (l + 2);
            p = pNext;
            pNext = after;
        }
    }

    @Test
    void changeIsTheDerivativeAndGradientItsTranspose() {
        final Harmonics harmonics = new Harmonics(L);
        final Random random = new Random(2);
        final double[] r = {1.3, -0.7, 2.1};
        final double length = Math.sqrt(1.3 * 1.3 + 0.7 * 0.7 + 2.1 * 2.1);
        final double[] u = {r[0] / length, r[1] / length, r[2] / length};
        final double[] d = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        final double[] y = values(u);
        final double[] change = new double[y.length];
        harmonics.change(y, 0, u, d, u[0] * d[0] + u[1] * d[1] + u[2] * d[2], 1 / length, change);
        final double[] w = random.doubles(y.length, -1, 1).toArray();
        final double[] g = new double[3];
        harmonics.addGradient(y, 0, java.util.Arrays.copyOfRange(w, 1, w.length), u, 1 / length, g);
        final double h = 1e-5;
        final double[] plus = values(moved(r, d, h));
        final double[] minus = values(moved(r, d, -h));
        double sum = 0;
        for (int i = 1; i < y.length; i++) {
            assertEquals((plus[i] - minus[i]) / (2 * h), change[i], 1e-9, "harmonic " + i);
            sum += w[i] * change[i];
        }
        assertEquals(sum, g[0] * d[0] + g[1] * d[1] + g[2] * d[2], 1e-12);
    }

    private static double[] moved(final double[] r, final double[] d, final double h) {
        final double[] x = {r[0] + h * d[0], r[1] + h * d[1], r[2] + h * d[2]};
        final double n = Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
        return new double[] {x[0] / n, x[1] / n, x[2] / n};
    }

    private static double[] values(final double[] u) {
        final Harmonics harmonics = new Harmonics(L);
        final double[] y = new double[harmonics.count()];
        harmonics.values(u[0], u[1], u[2], y);
        return y;
    }

    private static double[] unit(final Random random) {
        return moved(new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()}, new double[3], 0);
    }
}
