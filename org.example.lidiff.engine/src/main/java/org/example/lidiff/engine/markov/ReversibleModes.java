package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenmodes under detailed balance, from the symmetric matrix Π^½ T Π^−½.
 *
 * <p>Up to {@link Eigenmodes#DENSE} states densely. Above, Rayleigh-Ritz in a block Krylov space of the generalized inverse of
 * I − T, whose largest eigenvalues 1/(1 − λ) are the slow modes; blocks, because crystals have degenerate modes, until a new random block
 * finds nothing more. Converged when
 * each residual is below 1e-8 of its eigenvalue.
 */
final class ReversibleModes {

    private static final int BLOCK = 12;
    private static final int LARGEST_BASIS = 600;
    private static final double TOLERANCE = 1e-8;

    private ReversibleModes() {
    }

    static List<Eigenmodes.Mode> of(final PeriodicMatrix t, final Generator generator, final int count, final List<String> warnings) {
        final double[] pi = generator.stationary();
        return t.size() <= Eigenmodes.DENSE || count > t.size() / 4 ? dense(t, pi, count) : krylov(t, generator, count, warnings);
    }

    private static List<Eigenmodes.Mode> dense(final PeriodicMatrix t, final double[] pi, final int count) {
        final int n = pi.length;
        final DMatrixRMaj s = new DMatrixRMaj(n, n);
        final double[] root = Arrays.stream(pi).map(Math::sqrt).toArray();
        for (int e = 0; e < t.entries(); e++) {
            final double v = t.value(e) * root[t.from(e)] / root[t.to(e)] / 2;
            s.add(t.from(e), t.to(e), v);
            s.add(t.to(e), t.from(e), v);
        }
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(s)) {
            throw new IllegalStateException("The eigenvalues of a symmetric matrix of size " + n + " did not converge");
        }
        final Integer[] order = new Integer[n];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, java.util.Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()));
        final List<Eigenmodes.Mode> modes = new ArrayList<>();
        modes.add(stationary(pi));
        for (int k = 1; k < count; k++) {
            final double[] v = eigen.getEigenVector(order[k]).data.clone();
            for (int i = 0; i < n; i++) {
                v[i] /= root[i];
            }
            modes.add(mode(eigen.getEigenvalue(order[k]).getReal(), v, pi));
        }
        return modes;
    }

    static Eigenmodes.Mode stationary(final double[] pi) {
        final double[] one = new double[pi.length];
        Arrays.fill(one, 1);
        return new Eigenmodes.Mode(1, 0, new double[][]{one, new double[pi.length]}, new double[][]{pi.clone(), new double[pi.length]});
    }

    private static Eigenmodes.Mode mode(final double lambda, final double[] psi, final double[] pi) {
        double norm = 0;
        for (int i = 0; i < psi.length; i++) {
            norm += pi[i] * psi[i] * psi[i];
        }
        final double factor = 1 / Math.sqrt(norm);
        final double[][] right = Eigenmodes.signed(Arrays.stream(psi).map(v -> factor * v).toArray());
        final double[] left = new double[psi.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = pi[i] * right[0][i];
        }
        return new Eigenmodes.Mode(lambda, 0, right, new double[][]{left, new double[left.length]});
    }

    /** Vectors are kept in the inner product Σ π x y, in which the generalized inverse is symmetric. */
    private static List<Eigenmodes.Mode> krylov(final PeriodicMatrix t, final Generator generator, final int count, final List<String> warnings) {
        final double[] pi = generator.stationary();
        final List<double[]> basis = new ArrayList<>();
        final List<double[]> images = new ArrayList<>();
        final List<double[]> rows = new ArrayList<>();
        final SplittableRandom random = new SplittableRandom(20_211);
        final int limit = Math.min(pi.length - 1, Math.max(LARGEST_BASIS, 6 * count));
        List<double[]> ritz = List.of();
        List<double[]> before;
        int rounds = 0;
        // A block finds no more copies of a degenerate mode than it has vectors: begin anew beside what was found, until that
        // changes nothing.
        do {
            before = ritz;
            final int size = basis.size();
            for (int b = 0; b < BLOCK && basis.size() < limit; b++) {
                add(basis, random.doubles(pi.length, -1, 1).toArray(), pi);
            }
            final int done = images.size();
            ritz = grow(basis, images, rows, generator, new int[]{count - 1, limit, rounds});
            rounds = Math.max(rounds, (images.size() - done) / BLOCK);
            if (ritz.isEmpty() || basis.size() == size) {
                warnings.add("The eigenmodes did not converge in a Krylov space of " + basis.size() + " vectors.");
                ritz = leading(projected(basis, images, rows, pi), count - 1);
                before = ritz;
            }
        } while (!same(before, ritz));
        final List<Eigenmodes.Mode> modes = new ArrayList<>();
        modes.add(stationary(pi));
        for (final double[] s : ritz) {
            modes.add(mode(1 - 1 / s[s.length - 1], combine(basis, s), pi));
        }
        return modes;
    }

    /** Adds blocks until the leading modes have converged, at least {@code sizes[2]} of them; empty when the space is full. */
    private static List<double[]> grow(final List<double[]> basis, final List<double[]> images, final List<double[]> rows,
            final Generator generator, final int[] sizes) {
        final double[] pi = generator.stationary();
        for (int round = 0;; round++) {
            final int first = images.size();
            final int size = basis.size();
            for (int k = first; k < size; k++) {
                images.add(generator.solve(basis.get(k)));
            }
            if (round >= sizes[2] - 1) {
                final List<double[]> ritz = leading(projected(basis, images, rows, pi), sizes[0]);
                if (converged(ritz, basis, images, pi, sizes[0])) {
                    return ritz;
                }
            }
            for (int k = first; k < size && basis.size() < sizes[1]; k++) {
                add(basis, images.get(k).clone(), pi);
            }
            if (basis.size() == size) {
                return List.of();
            }
        }
    }

    private static boolean same(final List<double[]> a, final List<double[]> b) {
        boolean same = a.size() == b.size();
        for (int k = 0; same && k < a.size(); k++) {
            final double x = a.get(k)[a.get(k).length - 1];
            final double y = b.get(k)[b.get(k).length - 1];
            same = Math.abs(x - y) <= 1e-7 * y;
        }
        return same;
    }

    private static void add(final List<double[]> basis, final double[] v, final double[] pi) {
        double before = Math.sqrt(dot(v, v, pi));
        for (int pass = 0; pass < 2; pass++) {
            double mean = 0;
            for (int i = 0; i < v.length; i++) {
                mean += pi[i] * v[i];
            }
            for (int i = 0; i < v.length; i++) {
                v[i] -= mean;
            }
            for (final double[] q : basis) {
                final double overlap = dot(q, v, pi);
                for (int i = 0; i < v.length; i++) {
                    v[i] -= overlap * q[i];
                }
            }
        }
        final double norm = Math.sqrt(dot(v, v, pi));
        if (norm > 1e-10 * before) {
            for (int i = 0; i < v.length; i++) {
                v[i] /= norm;
            }
            basis.add(v);
        }
    }

    private static EigenDecomposition_F64<DMatrixRMaj> projected(final List<double[]> basis, final List<double[]> images, final List<double[]> rows,
            final double[] pi) {
        final int m = images.size();
        final DMatrixRMaj h = new DMatrixRMaj(m, m);
        for (int a = 0; a < m; a++) {
            // Rows that an earlier round computed are kept.
            if (a == rows.size()) {
                final double[] row = new double[a + 1];
                for (int b = 0; b <= a; b++) {
                    row[b] = dot(basis.get(b), images.get(a), pi);
                }
                rows.add(row);
            }
            for (int b = 0; b <= a; b++) {
                h.set(a, b, rows.get(a)[b]);
                h.set(b, a, rows.get(a)[b]);
            }
        }
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(m, true, true);
        if (!eigen.decompose(h)) {
            throw new IllegalStateException("The eigenvalues of a symmetric matrix of size " + m + " did not converge");
        }
        return eigen;
    }

    /** The leading eigenvectors of the projected matrix, each with its eigenvalue appended. */
    private static List<double[]> leading(final EigenDecomposition_F64<DMatrixRMaj> eigen, final int count) {
        final int m = eigen.getNumberOfEigenvalues();
        final Integer[] order = new Integer[m];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, java.util.Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()));
        final List<double[]> list = new ArrayList<>();
        for (int k = 0; k < Math.min(count, m); k++) {
            final double[] s = Arrays.copyOf(eigen.getEigenVector(order[k]).data, m + 1);
            s[m] = eigen.getEigenvalue(order[k]).getReal();
            list.add(s);
        }
        return list;
    }

    private static boolean converged(final List<double[]> ritz, final List<double[]> basis, final List<double[]> images, final double[] pi,
            final int count) {
        if (ritz.size() < count) {
            return false;
        }
        // The last ones converge last: looking at them first saves most of the work.
        for (int k = count - 1; k >= 0; k--) {
            final double[] s = ritz.get(k);
            final double theta = s[s.length - 1];
            final double[] x = combine(basis, s);
            final double[] r = combine(images, s);
            for (int i = 0; i < r.length; i++) {
                r[i] -= theta * x[i];
            }
            if (Math.sqrt(dot(r, r, pi)) > TOLERANCE * theta) {
                return false;
            }
        }
        return true;
    }

    private static double[] combine(final List<double[]> vectors, final double[] s) {
        final double[] x = new double[vectors.get(0).length];
        for (int k = 0; k < s.length - 1; k++) {
            final double[] v = vectors.get(k);
            for (int i = 0; i < x.length; i++) {
                x[i] += s[k] * v[i];
            }
        }
        return x;
    }

    private static double dot(final double[] a, final double[] b, final double[] pi) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += pi[i] * a[i] * b[i];
        }
        return sum;
    }
}
