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
    // Tr Q³ = 3 det Q, and Q is √(4π/15) times the matrix of the A_2m
    private static final double C222 = -3 * Math.sqrt(12.0 / 35) * Math.pow(0.5, 1.5);
    // |v|² = (4π/3) q_1
    private static final double C1111 = 7.0 / 15;
    private static final double ZZ = 2 / Math.sqrt(3);
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
        // the two terms that most models have are written out below, without tensors
        this.rank = Arrays.stream(this.terms).filter(t -> t != AngularTerm.Q222 && t != AngularTerm.Q1111)
            .mapToInt(AngularTerm::largestL).max().orElse(0);
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
            q[to + (lMax + i) * stride] = switch (terms[i]) {
                case Q222 -> C222 * determinant(a, at + 3);
                case Q1111 -> C1111 * q[to] * q[to];
                default -> value(terms[i]);
            };
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
        for (int i = 0; i < terms.length; i++) {
            final double weight = dq[to + (lMax + i) * stride];
            if (terms[i] == AngularTerm.Q222) {
                addDeterminantSlopes(a, slope, at + 3, C222 * weight);
            } else if (terms[i] == AngularTerm.Q1111) {
                final double q1 = a[at] * a[at] + a[at + 1] * a[at + 1] + a[at + 2] * a[at + 2];
                for (int m = at; m < at + 3; m++) {
                    slope[m] += 4 * C1111 * weight * q1 * a[m];
                }
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

    // the matrix of b = A_2m, order z², xz, yz, x² − y², xy: zz = 2 b_0/√3, xx and yy = −zz/2 ± b_3
    private static double determinant(final double[] b, final int at) {
        final double xz = b[at + 1];
        final double yz = b[at + 2];
        final double xy = b[at + 4];
        final double zz = ZZ * b[at];
        final double xx = -0.5 * zz + b[at + 3];
        final double yy = -0.5 * zz - b[at + 3];
        return xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
    }

    private static void addDeterminantSlopes(final double[] b, final double[] slope, final int at, final double weight) {
        final double xz = b[at + 1];
        final double yz = b[at + 2];
        final double xy = b[at + 4];
        final double zz = ZZ * b[at];
        final double xx = -0.5 * zz + b[at + 3];
        final double yy = -0.5 * zz - b[at + 3];
        final double byXx = yy * zz - yz * yz;
        final double byYy = xx * zz - xz * xz;
        final double byZz = xx * yy - xy * xy;
        slope[at] += weight * ZZ * (byZz - 0.5 * (byXx + byYy));
        slope[at + 1] += weight * 2 * (xy * yz - yy * xz);
        slope[at + 2] += weight * 2 * (xy * xz - xx * yz);
        slope[at + 3] += weight * (byXx - byYy);
        slope[at + 4] += weight * 2 * (xz * yz - xy * zz);
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
            case Q1111:
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
