package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Random;

import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.junit.jupiter.api.Test;

class AngularPolynomialsTest {

    private static final int M = 24;
    private static final int COUNT = 10;
    private final AngularPolynomials polynomials = new AngularPolynomials(4, EnumSet.allOf(AngularTerm.class));
    private final Random random = new Random(9);

    /** The Cartesian formulas, with the sums over neighbors written out. */
    @Test
    void valuesAreTheCartesianInvariants() {
        final double[][] r = new double[5][];
        final double[] g = new double[5];
        final double[] moments = moments(r, g);
        final double[] q = new double[COUNT];
        polynomials.values(moments, 0, q, 0, 1);
        final double[] v = new double[3];
        final double[][] qq = new double[3][3];
        final double[][][] t = new double[3][3][3];
        for (int n = 0; n < 5; n++) {
            for (int a = 0; a < 3; a++) {
                v[a] += g[n] * r[n][a];
                for (int b = 0; b < 3; b++) {
                    qq[a][b] += g[n] * (r[n][a] * r[n][b] - d(a, b) / 3);
                    for (int c = 0; c < 3; c++) {
                        t[a][b][c] += g[n] * (r[n][a] * r[n][b] * r[n][c] - (d(a, b) * r[n][c] + d(a, c) * r[n][b] + d(b, c) * r[n][a]) / 5);
                    }
                }
            }
        }
        final double v2 = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
        double trace = 0;
        double vqv = 0;
        double tvq = 0;
        double ttq = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                vqv += v[a] * qq[a][b] * v[b];
                for (int c = 0; c < 3; c++) {
                    trace += qq[a][b] * qq[b][c] * qq[c][a];
                    tvq += t[a][b][c] * v[a] * qq[b][c];
                    for (int e = 0; e < 3; e++) {
                        ttq += t[a][c][e] * t[b][c][e] * qq[a][b];
                    }
                }
            }
        }
        assertEquals(3 / (4 * Math.PI) * v2, q[0], 1e-13);
        assertEquals(-Math.sqrt(12.0 / 35) * Math.pow(15 / (8 * Math.PI), 1.5) * trace, q[4], 1e-13);
        assertEquals(7.0 / 15 * Math.pow(3 / (4 * Math.PI) * v2, 2), q[5], 1e-13);
        assertEquals(3 / (4 * Math.PI) * Math.sqrt(15 / (8 * Math.PI)) / Math.sqrt(5) * vqv, q[6], 1e-13);
        assertEquals(-0.168362926992344 * tvq, q[7], 1e-13);
        assertEquals(0.642946547638948 * ttq, q[8], 1e-13);
    }

    @Test
    void gradientsAndChangesAreDerivatives() {
        final double[] a = random.doubles(M, -1, 1).toArray();
        final double[] da = random.doubles(M, -1, 1).toArray();
        final double[] d = random.doubles(COUNT, -1, 1).toArray();
        final double[] dd = random.doubles(COUNT, -1, 1).toArray();
        final double[] dq = new double[COUNT];
        final double[] db = new double[M];
        polynomials.change(a, 0, da, 0, dq, 0, 1);
        polynomials.gradientChange(a, 0, da, 0, d, dd, 0, 1, db);
        final double h = 1e-5;
        final double[][] q = new double[2][COUNT];
        final double[][] b = new double[2][M];
        for (int s = 0; s < 2; s++) {
            final double[] x = moved(a, da, s == 0 ? h : -h);
            polynomials.values(x, 0, q[s], 0, 1);
            polynomials.gradient(x, 0, moved(d, dd, s == 0 ? h : -h), 0, 1, b[s]);
        }
        for (int i = 0; i < COUNT; i++) {
            assertEquals((q[0][i] - q[1][i]) / (2 * h), dq[i], 1e-8, "descriptor " + i);
        }
        for (int i = 0; i < M; i++) {
            assertEquals((b[0][i] - b[1][i]) / (2 * h), db[i], 1e-8, "moment " + i);
        }
        // Σ_t d_t dq_t = gradient · da
        final double[] gradient = new double[M];
        polynomials.gradient(a, 0, d, 0, 1, gradient);
        assertEquals(Rows.dot(d, 0, dq, 0, COUNT), Rows.dot(gradient, 0, da, 0, M), 1e-12);
    }

    private double[] moments(final double[][] r, final double[] g) {
        final Harmonics harmonics = new Harmonics(4);
        final double[] y = new double[harmonics.count()];
        final double[] moments = new double[M];
        for (int n = 0; n < r.length; n++) {
            final double[] x = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            final double length = Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
            r[n] = new double[] {x[0] / length, x[1] / length, x[2] / length};
            g[n] = random.nextDouble();
            harmonics.values(r[n][0], r[n][1], r[n][2], y);
            for (int m = 0; m < M; m++) {
                moments[m] += g[n] * y[m + 1];
            }
        }
        return moments;
    }

    private static double[] moved(final double[] a, final double[] da, final double h) {
        final double[] x = a.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += h * da[i];
        }
        return x;
    }

    private static double d(final int a, final int b) {
        return a == b ? 1 : 0;
    }
}
