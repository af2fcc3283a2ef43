package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.example.lidiff.engine.potential.nep.AngularTerm;

/**
 * The angular descriptors as polynomials of the moments A_lm (l = 1 … L) with their first derivatives and the change of both
 * along a direction.
 *
 * <p>First Σ_m A_lm² for each l, then the further terms: |v|⁴, or cubic forms whose coefficients follow from the Cartesian
 * tensors v, Q, T, H as linear functions of A, T_a… = Σ_m A_lm ∫ T_a…(r̂) Y_lm(r̂) dΩ. Descriptor t is stored at q[at + t·stride].
 */
final class AngularPolynomials {

    private static final double[] NODES = {0, 0.5384693101056831, -0.5384693101056831, 0.9061798459386640, -0.9061798459386640};
    private static final double[] WEIGHTS = {0.5688888888888889, 0.4786286704993665, 0.4786286704993665, 0.2369268850561891,
        0.2369268850561891};
    private static final int ANGLES = 12;

    private final int lMax;
    private final int quartic;
    // monomials of all cubic terms: descriptor, three indices, coefficient
    private final int[] descriptor;
    private final int[] first;
    private final int[] second;
    private final int[] third;
    private final double[] coefficient;

    AngularPolynomials(final int lMax, final Set<AngularTerm> terms) {
        this.lMax = lMax;
        int at = lMax;
        int quarticAt = -1;
        final List<int[]> indices = new ArrayList<>();
        final List<Double> values = new ArrayList<>();
        for (final AngularTerm term : AngularTerm.values()) {
            if (!terms.contains(term)) {
                continue;
            }
            if (term == AngularTerm.Q1111) {
                quarticAt = at;
            } else {
                final int d = at;
                monomials(term).forEach((key, value) -> {
                    if (Math.abs(value) > 1e-12) {
                        indices.add(new int[] {d, key / 10_000, key / 100 % 100, key % 100});
                        values.add(value);
                    }
                });
            }
            at++;
        }
        quartic = quarticAt;
        descriptor = indices.stream().mapToInt(i -> i[0]).toArray();
        first = indices.stream().mapToInt(i -> i[1]).toArray();
        second = indices.stream().mapToInt(i -> i[2]).toArray();
        third = indices.stream().mapToInt(i -> i[3]).toArray();
        coefficient = values.stream().mapToDouble(x -> x).toArray();
    }

    /** Writes all descriptors of the moments at {@code a[at…]}. */
    void values(final double[] a, final int at, final double[] q, final int qAt, final int stride) {
        for (int l = 1; l <= lMax; l++) {
            double sum = 0;
            for (int i = l * l - 1; i < l * l + 2 * l; i++) {
                sum += a[at + i] * a[at + i];
            }
            q[qAt + (l - 1) * stride] = sum;
        }
        if (quartic >= 0) {
            q[qAt + quartic * stride] = 7.0 / 15 * squared(norm(a, at));
        }
        for (int m = 0, d = -1; m < coefficient.length; m++) {
            final int to = qAt + descriptor[m] * stride;
            if (descriptor[m] != d) {
                d = descriptor[m];
                q[to] = 0;
            }
            q[to] += coefficient[m] * a[at + first[m]] * a[at + second[m]] * a[at + third[m]];
        }
    }

    /** Overwrites {@code b[at…]} with Σ_t d_t ∂q_t/∂A. */
    void gradient(final double[] a, final int at, final double[] d, final int dAt, final int stride, final double[] b) {
        for (int l = 1; l <= lMax; l++) {
            final double twice = 2 * d[dAt + (l - 1) * stride];
            for (int i = at + l * l - 1; i < at + l * l + 2 * l; i++) {
                b[i] = twice * a[i];
            }
        }
        if (quartic >= 0) {
            final double f = 28.0 / 15 * d[dAt + quartic * stride] * norm(a, at);
            for (int i = at; i < at + 3; i++) {
                b[i] += f * a[i];
            }
        }
        for (int m = 0; m < coefficient.length; m++) {
            final double c = coefficient[m] * d[dAt + descriptor[m] * stride];
            final int i = at + first[m];
            final int j = at + second[m];
            final int k = at + third[m];
            b[i] += c * a[j] * a[k];
            b[j] += c * a[i] * a[k];
            b[k] += c * a[i] * a[j];
        }
    }

    /** Writes the change of all descriptors when the moments at {@code a[at…]} change by {@code da[daAt…]}. */
    void change(final double[] a, final int at, final double[] da, final int daAt, final double[] dq, final int qAt,
        final int stride) {
        for (int l = 1; l <= lMax; l++) {
            double sum = 0;
            for (int i = l * l - 1; i < l * l + 2 * l; i++) {
                sum += a[at + i] * da[daAt + i];
            }
            dq[qAt + (l - 1) * stride] = 2 * sum;
        }
        if (quartic >= 0) {
            dq[qAt + quartic * stride] = 28.0 / 15 * norm(a, at) * dot(a, at, da, daAt);
        }
        for (int m = 0, d = -1; m < coefficient.length; m++) {
            final int to = qAt + descriptor[m] * stride;
            if (descriptor[m] != d) {
                d = descriptor[m];
                dq[to] = 0;
            }
            final double ai = a[at + first[m]];
            final double aj = a[at + second[m]];
            final double ak = a[at + third[m]];
            dq[to] += coefficient[m] * ((da[daAt + first[m]] * aj + ai * da[daAt + second[m]]) * ak + ai * aj * da[daAt + third[m]]);
        }
    }

    /** Overwrites {@code db[daAt…]} with the change of {@link #gradient} when A changes by {@code da} and d by {@code dd}. */
    void gradientChange(final double[] a, final int at, final double[] da, final int daAt, final double[] d, final double[] dd,
        final int dAt, final int stride, final double[] db) {
        for (int l = 1; l <= lMax; l++) {
            final double twice = 2 * d[dAt + (l - 1) * stride];
            final double change = 2 * dd[dAt + (l - 1) * stride];
            for (int i = l * l - 1; i < l * l + 2 * l; i++) {
                db[daAt + i] = twice * da[daAt + i] + change * a[at + i];
            }
        }
        if (quartic >= 0) {
            final double f = 28.0 / 15 * d[dAt + quartic * stride];
            final double n = norm(a, at);
            final double change = 28.0 / 15 * dd[dAt + quartic * stride] * n + 2 * f * dot(a, at, da, daAt);
            for (int i = 0; i < 3; i++) {
                db[daAt + i] += f * n * da[daAt + i] + change * a[at + i];
            }
        }
        for (int m = 0; m < coefficient.length; m++) {
            final double c = coefficient[m] * d[dAt + descriptor[m] * stride];
            final double e = coefficient[m] * dd[dAt + descriptor[m] * stride];
            final double ai = a[at + first[m]];
            final double aj = a[at + second[m]];
            final double ak = a[at + third[m]];
            final double di = da[daAt + first[m]];
            final double dj = da[daAt + second[m]];
            final double dk = da[daAt + third[m]];
            db[daAt + first[m]] += c * (dj * ak + aj * dk) + e * aj * ak;
            db[daAt + second[m]] += c * (di * ak + ai * dk) + e * ai * ak;
            db[daAt + third[m]] += c * (di * aj + ai * dj) + e * ai * aj;
        }
    }

    private static double norm(final double[] a, final int at) {
        return a[at] * a[at] + a[at + 1] * a[at + 1] + a[at + 2] * a[at + 2];
    }

    private static double dot(final double[] a, final int at, final double[] b, final int bAt) {
        return a[at] * b[bAt] + a[at + 1] * b[bAt + 1] + a[at + 2] * b[bAt + 2];
    }

    private static double squared(final double x) {
        return x * x;
    }

    // coefficients by sorted index triple i ≤ j ≤ k, as 10000 i + 100 j + k
    private static Map<Integer, Double> monomials(final AngularTerm term) {
        final double[][] tensor = {null, tensor(1), tensor(2), term.largestL() > 2 ? tensor(3) : null,
            term.largestL() > 3 ? tensor(4) : null};
        final Map<Integer, Double> result = new TreeMap<>();
        switch (term) {
            case Q222 -> contract(result, -Math.sqrt(12.0 / 35) * Math.pow(15 / (8 * Math.PI), 1.5), tensor,
                new int[][] {{2, 0, 1}, {2, 1, 2}, {2, 2, 0}}, 3);
            case Q112 -> contract(result, 3 / (4 * Math.PI) * Math.sqrt(15 / (8 * Math.PI)) / Math.sqrt(5), tensor,
                new int[][] {{1, 0}, {1, 1}, {2, 0, 1}}, 2);
            case Q123 -> contract(result, -0.168362926992344, tensor, new int[][] {{1, 0}, {2, 1, 2}, {3, 0, 1, 2}}, 3);
            case Q233 -> contract(result, 0.642946547638948, tensor, new int[][] {{2, 0, 1}, {3, 0, 2, 3}, {3, 1, 2, 3}}, 4);
            case Q134 -> contract(result, 0.340215334272040, tensor, new int[][] {{1, 0}, {3, 1, 2, 3}, {4, 0, 1, 2, 3}}, 4);
            default -> throw new IllegalArgumentException(term + " is not cubic");
        }
        return result;
    }

    // factors: {rank, axis letters…}; sums over all letters
    private static void contract(final Map<Integer, Double> result, final double scale, final double[][] tensor,
        final int[][] factors, final int letters) {
        final int[] letter = new int[letters];
        final int[] row = new int[3];
        for (int code = 0; code < Math.round(Math.pow(3, letters)); code++) {
            for (int i = 0, rest = code; i < letters; i++, rest /= 3) {
                letter[i] = rest % 3;
            }
            for (int f = 0; f < 3; f++) {
                row[f] = 0;
                for (int i = factors[f].length - 1; i > 0; i--) {
                    row[f] = 3 * row[f] + letter[factors[f][i]];
                }
            }
            addProducts(result, scale, tensor, factors, row);
        }
    }

    private static void addProducts(final Map<Integer, Double> result, final double scale, final double[][] tensor,
        final int[][] factors, final int[] row) {
        final int[] rank = {factors[0][0], factors[1][0], factors[2][0]};
        for (int a = 0; a <= 2 * rank[0]; a++) {
            final double va = scale * tensor[rank[0]][row[0] * (2 * rank[0] + 1) + a];
            for (int b = 0; b <= 2 * rank[1] && va != 0; b++) {
                final double vb = va * tensor[rank[1]][row[1] * (2 * rank[1] + 1) + b];
                for (int c = 0; c <= 2 * rank[2] && vb != 0; c++) {
                    final double vc = vb * tensor[rank[2]][row[2] * (2 * rank[2] + 1) + c];
                    final int[] key = {rank[0] * rank[0] - 1 + a, rank[1] * rank[1] - 1 + b, rank[2] * rank[2] - 1 + c};
                    java.util.Arrays.sort(key);
                    if (vc != 0) {
                        result.merge(10_000 * key[0] + 100 * key[1] + key[2], vc, Double::sum);
                    }
                }
            }
        }
    }

    // ∫ T_a…(u) Y_lm(u) dΩ: 3^l rows of 2l + 1; the quadrature is exact for the degree 2l ≤ 8
    private static double[] tensor(final int l) {
        final Harmonics harmonics = new Harmonics(l);
        final int rows = (int)Math.round(Math.pow(3, l));
        final int width = 2 * l + 1;
        final double[] k = new double[rows * width];
        final double[] y = new double[harmonics.count()];
        for (int g = 0; g < NODES.length; g++) {
            for (int s = 0; s < ANGLES; s++) {
                final double z = NODES[g];
                final double phi = 2 * Math.PI * (s + 0.5) / ANGLES;
                final double[] u = {Math.sqrt(1 - z * z) * Math.cos(phi), Math.sqrt(1 - z * z) * Math.sin(phi), z};
                harmonics.values(u[0], u[1], u[2], y);
                for (int r = 0; r < rows; r++) {
                    final double t = WEIGHTS[g] * 2 * Math.PI / ANGLES * component(l, r, u);
                    for (int m = 0; m < width; m++) {
                        k[r * width + m] += t * y[l * l + m];
                    }
                }
            }
        }
        for (int i = 0; i < k.length; i++) {
            k[i] = Math.abs(k[i]) < 1e-13 ? 0 : k[i];
        }
        return k;
    }

    // the traces need no removal: the harmonics of rank l are orthogonal to them
    private static double component(final int l, final int row, final double[] u) {
        double product = 1;
        for (int i = 0, rest = row; i < l; i++, rest /= 3) {
            product *= u[rest % 3];
        }
        return product;
    }
}
