package org.example.lidiff.engine.markov;

import java.util.Arrays;

/**
 * Conjugate gradients for the Laplace equation of a weighted graph, Σ_j w_ij (y_i − y_j) = f_i, with the diagonal as preconditioner.
 *
 * <p>Several right-hand sides go in step: a sum waits for its last term, and three sums can wait at the same time. Each gets the same bits as alone.
 */
final class ConjugateGradients {

    private static final int LARGEST_ITERATIONS = 20_000;

    private final Adjacency graph;
    private final double[] weights;
    private final double[] degree;
    private double residual;

    /**
     * @param weights in the order of the graph, the same for both directions of an edge; not copied
     * @param degree sum of the weights of each node; not copied
     */
    ConjugateGradients(final Adjacency graph, final double[] weights, final double[] degree) {
        this.graph = graph;
        this.weights = weights;
        this.degree = degree;
    }

    /**
     * @param f right-hand sides of mean zero; not modified
     * @param tolerance of the residual, relative to f, in the norm weighted by the inverse diagonal
     */
    double[][] solve(final double[][] f, final double tolerance) {
        final Column[] columns = Arrays.stream(f).map(c -> new Column(c, tolerance)).toArray(Column[]::new);
        Column[] active = columns;
        for (int k = 0; k < LARGEST_ITERATIONS && active.length > 0; k++) {
            active = Arrays.stream(active).filter(c -> c.rz > c.goal).toArray(Column[]::new);
            if (active.length == 3) {
                times(active[0].p, active[1].p, active[2].p, active[0].ap, active[1].ap, active[2].ap);
            } else {
                for (final Column c : active) {
                    times(c.p, c.ap);
                }
            }
            for (final Column c : active) {
                c.step();
            }
        }
        residual = 0;
        for (final Column c : columns) {
            residual = Math.max(residual, c.first > 0 ? Math.sqrt(c.rz / c.first) : 0);
        }
        return Arrays.stream(columns).map(c -> c.y).toArray(double[][]::new);
    }

    /** Largest relative residual of the last solutions. */
    double residual() {
        return residual;
    }

    /** Product of the Laplacian with {@code y}. */
    void times(final double[] y, final double[] result) {
        final int[] to = graph.targets();
        for (int i = 0; i < y.length; i++) {
            final double own = y[i];
            double sum = 0;
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                sum += weights[e] * (own - y[to[e]]);
            }
            result[i] = sum;
        }
    }

    private void times(final double[] a, final double[] b, final double[] c, final double[] ra, final double[] rb, final double[] rc) {
        final int[] to = graph.targets();
        for (int i = 0; i < a.length; i++) {
            final double ai = a[i];
            final double bi = b[i];
            final double ci = c[i];
            double sa = 0;
            double sb = 0;
            double sc = 0;
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                final double w = weights[e];
                final int j = to[e];
                sa += w * (ai - a[j]);
                sb += w * (bi - b[j]);
                sc += w * (ci - c[j]);
            }
            ra[i] = sa;
            rb[i] = sb;
            rc[i] = sc;
        }
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Removes the mean. */
    static void center(final double[] x) {
        double mean = 0;
        for (final double v : x) {
            mean += v;
        }
        mean /= x.length;
        for (int i = 0; i < x.length; i++) {
            x[i] -= mean;
        }
    }

    /** One right-hand side on its way. */
    private final class Column {

        private final double[] y = new double[degree.length];
        private final double[] r;
        private final double[] z = new double[degree.length];
        private final double[] p;
        private final double[] ap = new double[degree.length];
        private final double first;
        private final double goal;
        private double rz;

        Column(final double[] f, final double tolerance) {
            r = f.clone();
            rz = precondition();
            first = rz;
            goal = rz * tolerance * tolerance;
            p = z.clone();
        }

        private double precondition() {
            double sum = 0;
            for (int i = 0; i < r.length; i++) {
                z[i] = r[i] / degree[i];
                sum += r[i] * z[i];
            }
            return sum;
        }

        private void step() {
            final double step = rz / dot(p, ap);
            for (int i = 0; i < y.length; i++) {
                y[i] += step * p[i];
                r[i] -= step * ap[i];
            }
            // Rounding moves the residual out of the range of the matrix, where nothing can reduce it.
            center(r);
            final double next = precondition();
            final double beta = next / rz;
            rz = next;
            for (int i = 0; i < p.length; i++) {
                p[i] = z[i] + beta * p[i];
            }
        }
    }
}
