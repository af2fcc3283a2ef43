package org.example.lidiff.engine.markov;

/** Square sparse matrix by rows, with its incomplete decomposition and a Krylov solver for it. */
final class SparseRows {

    private static final int RESTART = 60;
    private static final int LARGEST_RESTARTS = 60;

    private final int[] start;
    private final int[] column;
    private final double[] value;
    private final double[] lu;
    private final int[] diagonal;
    private double residual;

    /**
     * @param start first entry of each row, one more than there are rows
     * @param column ascending within a row, with the diagonal among them
     */
    SparseRows(final int[] start, final int[] column, final double[] value) {
        this.start = start;
        this.column = column;
        this.value = value;
        this.diagonal = new int[start.length - 1];
        this.lu = value.clone();
        decompose();
    }

    /** Incomplete LU decomposition without fill; stable for M-matrices (Meijerink and van der Vorst, 1977). */
    private void decompose() {
        final int n = diagonal.length;
        final int[] position = new int[n];
        java.util.Arrays.fill(position, -1);
        for (int i = 0; i < n; i++) {
            for (int e = start[i]; e < start[i + 1]; e++) {
                position[column[e]] = e;
            }
            for (int e = start[i]; e < start[i + 1] && column[e] < i; e++) {
                final int k = column[e];
                lu[e] /= lu[diagonal[k]];
                for (int f = diagonal[k] + 1; f < start[k + 1]; f++) {
                    if (position[column[f]] >= 0) {
                        lu[position[column[f]]] -= lu[e] * lu[f];
                    }
                }
            }
            diagonal[i] = position[i];
            // A singular matrix without fill ends in a zero pivot; any positive number serves a preconditioner.
            if (!(lu[diagonal[i]] > 1e-10 * value[diagonal[i]])) {
                lu[diagonal[i]] = value[diagonal[i]];
            }
            for (int e = start[i]; e < start[i + 1]; e++) {
                position[column[e]] = -1;
            }
        }
    }

    private void precondition(final double[] x) {
        for (int i = 0; i < x.length; i++) {
            double sum = x[i];
            for (int e = start[i]; e < diagonal[i]; e++) {
                sum -= lu[e] * x[column[e]];
            }
            x[i] = sum;
        }
        for (int i = x.length - 1; i >= 0; i--) {
            double sum = x[i];
            for (int e = diagonal[i] + 1; e < start[i + 1]; e++) {
                sum -= lu[e] * x[column[e]];
            }
            x[i] = sum / lu[diagonal[i]];
        }
    }

    private double[] times(final double[] x) {
        final double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double sum = 0;
            for (int e = start[i]; e < start[i + 1]; e++) {
                sum += value[e] * x[column[e]];
            }
            y[i] = sum;
        }
        return y;
    }

    /**
     * Solves A x = f for f in the range of A, by restarted GMRES (Saad and Schultz, 1986), preconditioned from the right.
     *
     * @param tolerance residual relative to f, 2-norm
     */
    double[] solve(final double[] f, final double tolerance) {
        final int n = f.length;
        final double[] x = new double[n];
        final double goal = norm(f);
        residual = 0;
        if (goal == 0) {
            return x;
        }
        double previous = Double.POSITIVE_INFINITY;
        for (int round = 0; round < LARGEST_RESTARTS; round++) {
            final double[] r = times(x);
            for (int i = 0; i < n; i++) {
                r[i] = f[i] - r[i];
            }
            residual = norm(r) / goal;
            if (residual <= tolerance || residual > 0.999 * previous) {
                return x;
            }
            previous = residual;
            final double[] step = arnoldi(r, 0.1 * tolerance / residual);
            for (int i = 0; i < n; i++) {
                x[i] += step[i];
            }
        }
        return x;
    }

    private double[] arnoldi(final double[] r, final double tolerance) {
        final double[][] basis = new double[RESTART + 1][];
        final double[][] h = new double[RESTART + 1][RESTART];
        final double[] cos = new double[RESTART];
        final double[] sin = new double[RESTART];
        final double[] g = new double[RESTART + 1];
        g[0] = norm(r);
        basis[0] = scaled(r, 1 / g[0]);
        final double goal = g[0] * tolerance;
        int m = 0;
        while (m < RESTART && Math.abs(g[m]) > goal) {
            final double[] z = basis[m].clone();
            precondition(z);
            final double[] w = times(z);
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k <= m; k++) {
                    final double overlap = dot(basis[k], w);
                    h[k][m] += overlap;
                    subtract(w, overlap, basis[k]);
                }
            }
            final double length = norm(w);
            rotate(h, cos, sin, m);
            final double rho = Math.hypot(h[m][m], length);
            if (rho == 0) {
                break;
            }
            cos[m] = h[m][m] / rho;
            sin[m] = length / rho;
            h[m][m] = rho;
            g[m + 1] = -sin[m] * g[m];
            g[m] *= cos[m];
            m++;
            if (length < 1e-300) {
                break;
            }
            basis[m] = scaled(w, 1 / length);
        }
        final double[] step = combine(basis, h, g, m);
        precondition(step);
        return step;
    }

    private static void rotate(final double[][] h, final double[] cos, final double[] sin, final int m) {
        for (int k = 0; k < m; k++) {
            final double upper = h[k][m];
            h[k][m] = cos[k] * upper + sin[k] * h[k + 1][m];
            h[k + 1][m] = -sin[k] * upper + cos[k] * h[k + 1][m];
        }
    }

    private static double[] combine(final double[][] basis, final double[][] h, final double[] g, final int m) {
        final double[] y = new double[m];
        for (int k = m - 1; k >= 0; k--) {
            double sum = g[k];
            for (int l = k + 1; l < m; l++) {
                sum -= h[k][l] * y[l];
            }
            y[k] = sum / h[k][k];
        }
        final double[] x = new double[basis[0].length];
        for (int k = 0; k < m; k++) {
            subtract(x, -y[k], basis[k]);
        }
        return x;
    }

    /** Relative residual of the last solution. */
    double residual() {
        return residual;
    }

    private static double[] scaled(final double[] x, final double factor) {
        final double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = factor * x[i];
        }
        return y;
    }

    // Short loops of their own are compiled early: a cold program spends its first second in them.
    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void subtract(final double[] x, final double factor, final double[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] -= factor * y[i];
        }
    }

    private static double norm(final double[] x) {
        return Math.sqrt(dot(x, x));
    }
}
