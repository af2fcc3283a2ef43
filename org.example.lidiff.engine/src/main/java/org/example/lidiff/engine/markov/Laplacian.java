package org.example.lidiff.engine.markov;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Solves the Laplace equation of a connected weighted graph, Σ_j w_ij (y_i − y_j) = f_i with Σ f = 0.
 *
 * <p>Up to {@value #DENSE} nodes by a Cholesky decomposition with one node grounded, above by conjugate gradients with the
 * diagonal as preconditioner. Solutions have the mean zero.
 */
final class Laplacian {

    /** Largest number of nodes solved densely. */
    static final int DENSE = 300;

    private static final int LARGEST_ITERATIONS = 20_000;

    private final Adjacency graph;
    private final double[] weights;
    private final double[] degree;
    private LinearSolverDense<DMatrixRMaj> cholesky;
    private double residual;

    /**
     * @param graph the same for both directions of an edge
     * @param weights w_ij = w_ji > 0, in the order of the graph; not copied
     */
    Laplacian(final Adjacency graph, final double[] weights) {
        this.graph = graph;
        this.weights = weights;
        this.degree = new double[graph.size()];
        for (int i = 0; i < degree.length; i++) {
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                degree[i] += weights[e];
            }
        }
    }

    /**
     * @param f right-hand side; its mean is removed
     * @param tolerance of the residual, relative to f, in the norm weighted by the inverse diagonal
     */
    double[] solve(final double[] f, final double tolerance) {
        final double[] rhs = f.clone();
        center(rhs);
        final double[] y = graph.size() == 1 ? new double[1] : graph.size() <= DENSE && prepareCholesky() ? dense(rhs) : conjugateGradients(rhs, tolerance);
        center(y);
        return y;
    }

    /** Relative residual reached by the last iterative solution, 0 after a direct one. */
    double residual() {
        return residual;
    }

    private boolean prepareCholesky() {
        if (cholesky == null) {
            final int n = graph.size() - 1;
            final DMatrixRMaj a = new DMatrixRMaj(n, n);
            // Scaling by the diagonal keeps the decomposition accurate when degrees differ by many powers of ten.
            for (int i = 0; i < n; i++) {
                a.set(i, i, 1);
                for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                    if (graph.to(e) < n) {
                        a.add(i, graph.to(e), -weights[e] / Math.sqrt(degree[i] * degree[graph.to(e)]));
                    }
                }
            }
            cholesky = LinearSolverFactory_DDRM.chol(n);
            if (!cholesky.setA(a)) {
                cholesky = null;
            }
        }
        return cholesky != null;
    }

    private double[] dense(final double[] f) {
        final int n = graph.size() - 1;
        final double[] y = new double[n + 1];
        residual = 0;
        // The second round removes the rounding errors of the first.
        double[] rest = f;
        for (int round = 0; round < 2; round++) {
            final DMatrixRMaj b = new DMatrixRMaj(n, 1);
            for (int i = 0; i < n; i++) {
                b.set(i, 0, rest[i] / Math.sqrt(degree[i]));
            }
            final DMatrixRMaj x = new DMatrixRMaj(n, 1);
            cholesky.solve(b, x);
            for (int i = 0; i < n; i++) {
                y[i] += x.get(i, 0) / Math.sqrt(degree[i]);
            }
            rest = times(y);
            for (int i = 0; i <= n; i++) {
                rest[i] = f[i] - rest[i];
            }
        }
        return y;
    }

    private double[] conjugateGradients(final double[] f, final double tolerance) {
        final int n = graph.size();
        final double[] y = new double[n];
        final double[] r = f.clone();
        final double[] z = new double[n];
        final double[] p = new double[n];
        double rz = precondition(r, z);
        final double goal = rz * tolerance * tolerance;
        final double first = rz;
        System.arraycopy(z, 0, p, 0, n);
        for (int k = 0; k < LARGEST_ITERATIONS && rz > goal; k++) {
            final double[] ap = times(p);
            final double step = rz / dot(p, ap);
            for (int i = 0; i < n; i++) {
                y[i] += step * p[i];
                r[i] -= step * ap[i];
            }
            // Rounding moves the residual out of the range of the matrix, where nothing can reduce it.
            center(r);
            final double next = precondition(r, z);
            final double beta = next / rz;
            rz = next;
            for (int i = 0; i < n; i++) {
                p[i] = z[i] + beta * p[i];
            }
        }
        residual = first > 0 ? Math.sqrt(rz / first) : 0;
        return y;
    }

    private double precondition(final double[] r, final double[] z) {
        double sum = 0;
        for (int i = 0; i < r.length; i++) {
            z[i] = r[i] / degree[i];
            sum += r[i] * z[i];
        }
        return sum;
    }

    private double[] times(final double[] y) {
        final double[] result = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                sum += weights[e] * (y[i] - y[graph.to(e)]);
            }
            result[i] = sum;
        }
        return result;
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void center(final double[] x) {
        double mean = 0;
        for (final double v : x) {
            mean += v;
        }
        mean /= x.length;
        for (int i = 0; i < x.length; i++) {
            x[i] -= mean;
        }
    }
}
