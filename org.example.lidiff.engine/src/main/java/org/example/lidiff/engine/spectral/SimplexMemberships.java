package org.example.lidiff.engine.spectral;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

import org.example.lidiff.engine.markov.Eigenmodes;

/**
 * Memberships χ = X A of a connected matrix from its m slowest right eigenvectors X.
 *
 * <p>Start: the inner simplex of the rows of X. Then Σ_ij A_ij²/A_0j, the crispness of Röblitz and Weber, is maximized over the free
 * part of A; the rest makes χ a partition of one that touches zero.
 */
final class SimplexMemberships {

    private static final int EVALUATIONS_PER_UNKNOWN = 4000;

    private final double[][] x;
    private final int m;

    private SimplexMemberships(final double[][] x) {
        this.x = x;
        this.m = x[0].length;
    }

    static double[][] of(final Eigenmodes modes, final int sets) {
        final int n = modes.right(0).length;
        final double[][] x = new double[n][sets];
        for (int k = 0; k < sets; k++) {
            final double[] psi = modes.right(k);
            for (int i = 0; i < n; i++) {
                x[i][k] = k == 0 ? 1 : psi[i];
            }
        }
        return sets == 2 ? twoSets(x) : new SimplexMemberships(x).optimized();
    }

    private static double[][] twoSets(final double[][] x) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (final double[] row : x) {
            least = Math.min(least, row[1]);
            most = Math.max(most, row[1]);
        }
        final double[][] chi = new double[x.length][2];
        for (int i = 0; i < chi.length; i++) {
            chi[i][0] = (x[i][1] - least) / (most - least);
            chi[i][1] = 1 - chi[i][0];
        }
        return chi;
    }

    private double[][] optimized() {
        double[] best = free(new LUDecomposition(new Array2DRowRealMatrix(rows(corners()))).getSolver().getInverse().getData());
        // Starting again from the optimum shakes the simplex loose where it has collapsed.
        for (int round = 0; round < 3; round++) {
            final double[] steps = new double[best.length];
            for (int k = 0; k < steps.length; k++) {
                steps[k] = 0.05 * Math.max(Math.abs(best[k]), 0.1);
            }
            final SimplexOptimizer optimizer = new SimplexOptimizer(new SimpleValueChecker(1e-14, 1e-14));
            try {
                best = optimizer.optimize(new MaxEval(EVALUATIONS_PER_UNKNOWN * best.length), new ObjectiveFunction(this::crispness), GoalType.MAXIMIZE,
                    new InitialGuess(best), new NelderMeadSimplex(steps)).getPoint();
            } catch (final org.apache.commons.math3.exception.TooManyEvaluationsException e) {
                // The start is feasible too: every point gives valid memberships, only less crisp ones.
                break;
            }
        }
        return memberships(filled(best));
    }

    /** Rows of X that span the largest simplex, found one by one (inner simplex algorithm). */
    private int[] corners() {
        final double[][] y = new double[x.length][];
        final int[] corner = new int[m];
        double longest = -1;
        for (int i = 0; i < y.length; i++) {
            final double size = dot(x[i], x[i]);
            if (size > longest * (1 + 1e-12)) {
                longest = size;
                corner[0] = i;
            }
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = new double[m];
            for (int k = 0; k < m; k++) {
                y[i][k] = x[i][k] - x[corner[0]][k];
            }
        }
        for (int c = 1; c < m; c++) {
            longest = -1;
            for (int i = 0; i < y.length; i++) {
                final double size = dot(y[i], y[i]);
                if (size > longest * (1 + 1e-12)) {
                    longest = size;
                    corner[c] = i;
                }
            }
            final double[] axis = y[corner[c]].clone();
            for (final double[] row : y) {
                final double part = dot(row, axis) / longest;
                for (int k = 0; k < m; k++) {
                    row[k] -= part * axis[k];
                }
            }
        }
        return corner;
    }

    private double[][] rows(final int[] corner) {
        final double[][] some = new double[m][];
        for (int c = 0; c < m; c++) {
            some[c] = x[corner[c]].clone();
        }
        return some;
    }

    private double[] free(final double[][] a) {
        final double[] free = new double[(m - 1) * (m - 1)];
        for (int k = 1; k < m; k++) {
            System.arraycopy(a[k], 1, free, (k - 1) * (m - 1), m - 1);
        }
        return free;
    }

    private double[][] filled(final double[] free) {
        final double[][] a = new double[m][m];
        for (int k = 1; k < m; k++) {
            System.arraycopy(free, (k - 1) * (m - 1), a[k], 1, m - 1);
            for (int j = 1; j < m; j++) {
                a[k][0] -= a[k][j];
            }
        }
        double sum = 0;
        for (int j = 0; j < m; j++) {
            double least = Double.POSITIVE_INFINITY;
            for (final double[] row : x) {
                double value = 0;
                for (int k = 1; k < m; k++) {
                    value += row[k] * a[k][j];
                }
                least = Math.min(least, value);
            }
            a[0][j] = -least;
            sum += a[0][j];
        }
        for (final double[] row : a) {
            for (int j = 0; j < m; j++) {
                row[j] /= sum;
            }
        }
        return a;
    }

    private double crispness(final double[] free) {
        final double[][] a = filled(free);
        double sum = 0;
        for (int j = 0; j < m; j++) {
            for (int k = 0; k < m; k++) {
                sum += a[k][j] * a[k][j] / a[0][j];
            }
        }
        return Double.isNaN(sum) || Double.isInfinite(sum) ? 0 : sum;
    }

    private double[][] memberships(final double[][] a) {
        final double[][] chi = new double[x.length][m];
        for (int i = 0; i < chi.length; i++) {
            double sum = 0;
            for (int j = 0; j < m; j++) {
                for (int k = 0; k < m; k++) {
                    chi[i][j] += x[i][k] * a[k][j];
                }
                chi[i][j] = Math.max(0, chi[i][j]);
                sum += chi[i][j];
            }
            for (int j = 0; j < m; j++) {
                chi[i][j] /= sum;
            }
        }
        return chi;
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
