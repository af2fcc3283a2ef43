package org.example.lidiff.engine.markov;

import java.util.Arrays;

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

    private final Adjacency graph;
    private final double[] weights;
    private final double[] degree;
    private final ConjugateGradients gradients;
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
        gradients = new ConjugateGradients(graph, weights, degree);
    }

    /**
     * @param f right-hand side; its mean is removed
     * @param tolerance of the residual, relative to f, in the norm weighted by the inverse diagonal
     */
    double[] solve(final double[] f, final double tolerance) {
        return solve(new double[][]{f}, tolerance)[0];
    }

    /** The same for several right-hand sides, faster than one by one. */
    double[][] solve(final double[][] f, final double tolerance) {
        final double[][] rhs = Arrays.stream(f).map(double[]::clone).toArray(double[][]::new);
        Arrays.stream(rhs).forEach(ConjugateGradients::center);
        final double[][] y;
        if (graph.size() == 1) {
            y = new double[f.length][1];
        } else if (graph.size() <= DENSE && prepareCholesky()) {
            residual = 0;
            y = Arrays.stream(rhs).map(this::dense).toArray(double[][]::new);
        } else {
            y = gradients.solve(rhs, tolerance);
            residual = gradients.residual();
        }
        Arrays.stream(y).forEach(ConjugateGradients::center);
        return y;
    }

    /** Largest relative residual of the last iterative solutions, 0 after direct ones. */
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
            rest = new double[n + 1];
            gradients.times(y, rest);
            for (int i = 0; i <= n; i++) {
                rest[i] = f[i] - rest[i];
            }
        }
        return y;
    }
}
