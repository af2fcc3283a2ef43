package org.example.lidiff.engine.potential.nep;

import java.util.Arrays;
import java.util.Set;

/**
 * The rotation invariants of one radial function n, as functions of A_lm (orthonormal harmonics), and their derivatives.
 *
 * <p>Power spectrum q_l = Σ_m A_lm², then the terms of {@link AngularTerm} with the constants of the file format.
 */
final class AngularInvariants {

    private static final double V2 = 3 / (4 * Math.PI);
    private static final double C222 = -Math.sqrt(12.0 / 35) * Math.pow(15 / (8 * Math.PI), 1.5);
    private static final double C1111 = 7.0 / 15 * V2 * V2;
    private static final double C112 = V2 * Math.sqrt(15 / (8 * Math.PI)) / Math.sqrt(5);
    private static final double C123 = -0.168362926992344;
    private static final double C233 = 0.642946547638948;
    private static final double C134 = 0.340215334272040;

    private final int lMax;
    private final AngularTerm[] terms;
    private final int rank;
    private final double[][] maps = new double[5][];
    private final double[][] tensors = new double[5][];
    private final double[][] slopes = new double[5][];

    AngularInvariants(final int lMax, final Set<AngularTerm> terms) {
        this.lMax = lMax;
        this.terms = Arrays.stream(AngularTerm.values()).filter(terms::contains).toArray(AngularTerm[]::new);
        this.rank = Arrays.stream(this.terms).mapToInt(AngularTerm::largestL).max().orElse(0);
        for (int l = 1; l <= rank; l++) {
            maps[l] = CartesianTensors.ofRank(l);
            tensors[l] = new double[maps[l].length / (2 * l + 1)];
            slopes[l] = new double[tensors[l].length];
        }
    }

    /** Number of invariants for one n. */
    int count() {
        return lMax + terms.length;
    }

    /** Writes the invariants of {@code a[at…]} to {@code q[to + i · stride]}, i = 0 … count − 1. */
    void values(final double[] a, final int at, final double[] q, final int to, final int stride) {
        for (int l = 1; l <= lMax; l++) {
            double sum = 0;
            for (int m = l * l - 1; m < (l + 1) * (l + 1) - 1; m++) {
                sum += a[at + m] * a[at + m];
            }
            q[to + (l - 1) * stride] = sum;
        }
        toTensors(a, at);
        for (int i = 0; i < terms.length; i++) {
            q[to + (lMax + i) * stride] = value(terms[i]);
        }
    }

    /** Overwrites {@code slope[at…]} with Σ_i dq[to + i · stride] ∂q_i/∂A at {@code a[at…]}. */
    void derivatives(final double[] a, final double[] slope, final int at, final double[] dq, final int to, final int stride) {
        for (int l = 1; l <= lMax; l++) {
            final double twice = 2 * dq[to + (l - 1) * stride];
            for (int m = l * l - 1; m < (l + 1) * (l + 1) - 1; m++) {
                slope[at + m] = twice * a[at + m];
            }
        }
        if (rank == 0) {
            return;
        }
        toTensors(a, at);
        for (int l = 1; l <= rank; l++) {
            Arrays.fill(slopes[l], 0);
        }
        for (int i = 0; i < terms.length; i++) {
            addSlopes(terms[i], dq[to + (lMax + i) * stride]);
        }
        for (int l = 1; l <= rank; l++) {
            final double[] k = maps[l];
            final int width = 2 * l + 1;
            for (int c = 0; c < slopes[l].length; c++) {
                final double s = slopes[l][c];
                for (int m = 0; m < width; m++) {
                    slope[at + l * l - 1 + m] += s * k[c * width + m];
                }
            }
        }
    }

    private void toTensors(final double[] a, final int at) {
        for (int l = 1; l <= rank; l++) {
            final double[] k = maps[l];
            final double[] t = tensors[l];
            final int width = 2 * l + 1;
            for (int c = 0; c < t.length; c++) {
                double sum = 0;
                for (int m = 0; m < width; m++) {
                    sum += k[c * width + m] * a[at + l * l - 1 + m];
                }
                t[c] = sum;
            }
        }
    }

    private double value(final AngularTerm term) {
        final double[] v = tensors[1];
        final double[] q = tensors[2];
        double sum = 0;
        switch (term) {
            case Q222:
                for (int i = 0; i < 9; i++) {
                    sum += q[i] * squareOfQ(i);
                }
                return C222 * sum;
            case Q1111:
                final double v2 = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
                return C1111 * v2 * v2;
            case Q112:
                for (int i = 0; i < 9; i++) {
                    sum += v[i % 3] * q[i] * v[i / 3];
                }
                return C112 * sum;
            case Q123:
                for (int i = 0; i < 27; i++) {
                    sum += tensors[3][i] * v[i % 3] * q[i / 3];
                }
                return C123 * sum;
            case Q233:
                for (int i = 0; i < 9; i++) {
                    sum += q[i] * squareOfT(i);
                }
                return C233 * sum;
            default:
                for (int i = 0; i < 81; i++) {
                    sum += tensors[4][i] * v[i % 3] * tensors[3][i / 3];
                }
                return C134 * sum;
        }
    }

    /** (Q²)_ab. */
    private double squareOfQ(final int ab) {
        final double[] q = tensors[2];
        final int a = 3 * (ab / 3);
        final int b = 3 * (ab % 3);
        return q[a] * q[b] + q[a + 1] * q[b + 1] + q[a + 2] * q[b + 2];
    }

    /** T_acd T_bcd. */
    private double squareOfT(final int ab) {
        double sum = 0;
        for (int cd = 0; cd < 9; cd++) {
            sum += tensors[3][9 * (ab / 3) + cd] * tensors[3][9 * (ab % 3) + cd];
        }
        return sum;
    }

    private void addSlopes(final AngularTerm term, final double weight) {
        final double[] v = tensors[1];
        final double[] q = tensors[2];
        switch (term) {
            case Q222:
                for (int i = 0; i < 9; i++) {
                    slopes[2][i] += 3 * C222 * weight * squareOfQ(i);
                }
                break;
            case Q1111:
                final double v2 = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
                for (int i = 0; i < 3; i++) {
                    slopes[1][i] += 4 * C1111 * weight * v2 * v[i];
                }
                break;
            case Q112:
                for (int i = 0; i < 9; i++) {
                    slopes[1][i % 3] += 2 * C112 * weight * q[i] * v[i / 3];
                    slopes[2][i] += C112 * weight * v[i % 3] * v[i / 3];
                }
                break;
            case Q123:
                product(C123 * weight, 3, 2);
                break;
            case Q233:
                for (int i = 0; i < 9; i++) {
                    slopes[2][i] += C233 * weight * squareOfT(i);
                    for (int cd = 0; cd < 9; cd++) {
                        slopes[3][9 * (i / 3) + cd] += 2 * C233 * weight * q[i] * tensors[3][9 * (i % 3) + cd];
                    }
                }
                break;
            default:
                product(C134 * weight, 4, 3);
                break;
        }
    }

    /** Derivatives of weight · X_a… v_a Y_… with X of rank {@code large} and Y of rank {@code large} − 1. */
    private void product(final double weight, final int large, final int small) {
        final double[] x = tensors[large];
        final double[] y = tensors[small];
        final double[] v = tensors[1];
        for (int i = 0; i < x.length; i++) {
            slopes[large][i] += weight * v[i % 3] * y[i / 3];
            slopes[1][i % 3] += weight * x[i] * y[i / 3];
            slopes[small][i / 3] += weight * x[i] * v[i % 3];
        }
    }
}
