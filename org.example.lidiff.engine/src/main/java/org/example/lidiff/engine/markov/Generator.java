package org.example.lidiff.engine.markov;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

import org.example.lidiff.engine.InputException;

/**
 * Generator G of a Markov process on the sites of a network: G = T − I for a transition matrix T, G = K for a rate matrix K.
 *
 * <p>Off-diagonal elements are those of the network summed over R, the diagonal is minus their row sum. Solves the linear
 * equations of transport without inverting anything. Detailed balance is recognized; then a symmetric solver is used (direct up
 * to 300 states, conjugate gradients above, residual 1e-13). Otherwise: direct up to 400 states, above GMRES with incomplete LU
 * decomposition, residual 1e-12. {@link #residual()} tells what was reached.
 */
public final class Generator {

    private static final int DENSE = 400;
    private static final double BALANCE = 1e-10;
    private static final double TOLERANCE = 1e-12;

    private final Adjacency graph;
    private final double[] rates;
    private final double[] exit;
    private final double[] stationary;
    private final boolean reversible;
    private final double tolerance;
    private Laplacian laplacian;
    private LinearSolverDense<DMatrixRMaj> forward;
    private LinearSolverDense<DMatrixRMaj> backward;
    private SparseRows forwardRows;
    private SparseRows backwardRows;
    private double residual;

    /**
     * @param network transition matrix or rates; entries (i, i, R) do not matter
     * @throws InputException if the stationary vector is not unique
     */
    public Generator(final PeriodicMatrix network) {
        this(network, TOLERANCE);
    }

    /**
     * The same with another tolerance for what is solved iteratively.
     *
     * @param tolerance relative residual, 1e-12 to 1e-6
     */
    public Generator(final PeriodicMatrix network, final double tolerance) {
        this.tolerance = tolerance;
        graph = network.pattern().adjacency();
        rates = graph.fold(network);
        exit = new double[graph.size()];
        for (int i = 0; i < exit.length; i++) {
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                exit[i] += rates[e];
            }
        }
        final int[] closed = closedSet(network);
        final double[] balanced = closed.length == graph.size() ? detailedBalance() : null;
        reversible = balanced != null;
        if (reversible) {
            stationary = balanced;
        } else if (closed.length == graph.size()) {
            stationary = graph.size() <= DENSE ? eliminate() : nullVector();
        } else {
            stationary = new double[graph.size()];
            final double[] part = new Generator(network.restrictedTo(closed), tolerance).stationary;
            for (int k = 0; k < closed.length; k++) {
                stationary[closed[k]] = part[k];
            }
        }
    }

    private static int[] closedSet(final PeriodicMatrix network) {
        final List<int[]> sets = StronglyConnectedSets.of(network);
        final int[] setOf = new int[network.size()];
        for (int s = 0; s < sets.size(); s++) {
            for (final int i : sets.get(s)) {
                setOf[i] = s;
            }
        }
        final boolean[] open = new boolean[sets.size()];
        for (int e = 0; e < network.entries(); e++) {
            if (network.value(e) > 0 && setOf[network.from(e)] != setOf[network.to(e)]) {
                open[setOf[network.from(e)]] = true;
            }
        }
        int closed = -1;
        for (int s = 0; s < open.length; s++) {
            if (!open[s] && closed >= 0) {
                throw new InputException("The network falls into separate parts (one has " + sets.get(closed).length + " sites, another "
                    + sets.get(s).length + "): the stationary distribution is not unique.", "Restrict the counts to one connected set.");
            }
            closed = open[s] ? closed : s;
        }
        return sets.get(closed);
    }

    /** π from ratios along a spanning tree, or null when an edge contradicts it. */
    private double[] detailedBalance() {
        final double[] log = new double[graph.size()];
        final boolean[] seen = new boolean[graph.size()];
        final ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
        seen[0] = true;
        while (!queue.isEmpty()) {
            final int i = queue.remove();
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                final int j = graph.to(e);
                final double back = rates[graph.reverse(e)];
                if (rates[e] > 0 != back > 0) {
                    return null;
                }
                if (rates[e] > 0) {
                    final double expected = log[i] + Math.log(rates[e] / back);
                    if (!seen[j]) {
                        seen[j] = true;
                        log[j] = expected;
                        queue.add(j);
                    } else if (Math.abs(expected - log[j]) > BALANCE) {
                        return null;
                    }
                }
            }
        }
        final double largest = Arrays.stream(log).max().orElse(0);
        return normalized(Arrays.stream(log).map(v -> Math.exp(v - largest)).toArray());
    }

    /** π by elimination of states without subtractions (Grassmann, Taksar, Heyman, Oper. Res. 33, 1107 (1985)). */
    private double[] eliminate() {
        final int n = graph.size();
        final double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                a[i][graph.to(e)] = rates[e];
            }
        }
        for (int k = n - 1; k > 0; k--) {
            double sum = 0;
            for (int j = 0; j < k; j++) {
                sum += a[k][j];
            }
            for (int i = 0; i < k; i++) {
                a[i][k] /= sum;
                for (int j = 0; j < k && a[i][k] != 0; j++) {
                    a[i][j] += a[i][k] * a[k][j];
                }
            }
        }
        final double[] p = new double[n];
        p[0] = 1;
        for (int k = 1; k < n; k++) {
            for (int i = 0; i < k; i++) {
                p[k] += p[i] * a[i][k];
            }
        }
        return normalized(p);
    }

    private double[] nullVector() {
        final int n = graph.size();
        final double[] guess = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            guess[i] = 1 / exit[i];
            total += guess[i];
        }
        for (int i = 0; i < n; i++) {
            guess[i] /= total;
        }
        // What the guess misses is in the range of the matrix. Not repeated: what is missing then is rounding, which is not.
        final double[] step = rows(true).solve(leftTimes(guess), tolerance);
        final double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = guess[i] + step[i];
        }
        for (int i = 0; i < n; i++) {
            p[i] = Math.max(p[i], 0);
        }
        final double[] result = normalized(p);
        double worst = 0;
        for (final double v : leftTimes(result)) {
            worst = Math.max(worst, Math.abs(v));
        }
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, result[i] * exit[i]);
        }
        residual = worst / largest;
        return result;
    }

    private static double[] normalized(final double[] p) {
        final double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(v -> v / sum).toArray();
    }

    private double[] leftTimes(final double[] p) {
        final double[] result = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            result[i] -= p[i] * exit[i];
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                result[graph.to(e)] += p[i] * rates[e];
            }
        }
        return result;
    }

    /** Number of states. */
    public int size() {
        return exit.length;
    }

    /** The vector π with π G = 0, Σ π = 1; zero on transient states. */
    public double[] stationary() {
        return stationary.clone();
    }

    /** Whether π_i G_ij = π_j G_ji for all pairs, to 1e-10. */
    public boolean reversible() {
        return reversible;
    }

    /** Largest relative residual of what was solved iteratively; 0 when all was direct. */
    public double residual() {
        return residual;
    }

    /** The y with −G y = f − (π·f) 1 and π·y = 0. */
    public double[] solve(final double[] f) {
        return solve(new double[][]{f})[0];
    }

    /** The same for several right-hand sides, faster than one by one; not modified. */
    public double[][] solve(final double[][] f) {
        final double[][] rhs = new double[f.length][];
        for (int k = 0; k < f.length; k++) {
            rhs[k] = f[k].clone();
            final double mean = dot(stationary, f[k]);
            for (int i = 0; i < rhs[k].length; i++) {
                rhs[k][i] -= mean;
                rhs[k][i] *= reversible ? stationary[i] : 1;
            }
        }
        final double[][] y;
        if (reversible) {
            y = symmetric().solve(rhs, 0.1 * tolerance);
            residual = Math.max(residual, laplacian.residual());
        } else {
            y = Arrays.stream(rhs).map(this::general).toArray(double[][]::new);
        }
        for (final double[] one : y) {
            final double shift = dot(stationary, one);
            for (int i = 0; i < one.length; i++) {
                one[i] -= shift;
            }
        }
        return y;
    }

    private double[] general(final double[] rhs) {
        if (graph.size() <= DENSE) {
            forward = forward != null ? forward : decomposed(false);
            return direct(forward, rhs);
        }
        final double[] y = rows(false).solve(rhs, tolerance);
        residual = Math.max(residual, rows(false).residual());
        return y;
    }

    /** The row a with −a G = c − (Σ c) π and Σ a = 0. */
    public double[] solveAdjoint(final double[] c) {
        final double sum = Arrays.stream(c).sum();
        final double[] rhs = new double[c.length];
        for (int i = 0; i < c.length; i++) {
            rhs[i] = c[i] - sum * stationary[i];
        }
        final double[] a;
        if (reversible) {
            a = symmetric().solve(rhs, 0.1 * tolerance);
            residual = Math.max(residual, laplacian.residual());
            for (int i = 0; i < a.length; i++) {
                a[i] *= stationary[i];
            }
        } else if (graph.size() <= DENSE) {
            backward = backward != null ? backward : decomposed(true);
            a = direct(backward, rhs);
        } else {
            a = rows(true).solve(rhs, tolerance);
            residual = Math.max(residual, rows(true).residual());
        }
        final double shift = Arrays.stream(a).sum();
        for (int i = 0; i < a.length; i++) {
            a[i] -= shift * stationary[i];
        }
        return a;
    }

    private Laplacian symmetric() {
        if (laplacian == null) {
            final double[] weights = new double[rates.length];
            for (int i = 0; i < exit.length; i++) {
                for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                    // Mean of both directions: they are equal up to rounding, and the solver needs exact symmetry.
                    weights[e] = (stationary[i] * rates[e] + stationary[graph.to(e)] * rates[graph.reverse(e)]) / 2;
                }
            }
            laplacian = new Laplacian(graph, weights);
        }
        return laplacian;
    }

    /** LU decomposition of −G + s 1π, which acts as −G on what is orthogonal to π. */
    private LinearSolverDense<DMatrixRMaj> decomposed(final boolean transposed) {
        final int n = graph.size();
        final double scale = Arrays.stream(exit).max().orElse(1);
        final DMatrixRMaj a = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a.set(transposed ? j : i, transposed ? i : j, scale * stationary[j]);
            }
            a.add(i, i, exit[i]);
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                final int j = graph.to(e);
                a.add(transposed ? j : i, transposed ? i : j, -rates[e]);
            }
        }
        final LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(n);
        if (!solver.setA(a)) {
            throw new IllegalStateException("The generator of " + n + " states with one closed set is singular");
        }
        return solver;
    }

    private static double[] direct(final LinearSolverDense<DMatrixRMaj> solver, final double[] rhs) {
        final DMatrixRMaj x = new DMatrixRMaj(rhs.length, 1);
        solver.solve(new DMatrixRMaj(rhs.length, 1, true, rhs), x);
        return x.data;
    }

    /** −G or its transpose as sparse rows. */
    private SparseRows rows(final boolean transposed) {
        if (transposed ? backwardRows != null : forwardRows != null) {
            return transposed ? backwardRows : forwardRows;
        }
        final int n = graph.size();
        final int[] start = new int[n + 1];
        final int[] column = new int[n + rates.length];
        final double[] value = new double[column.length];
        int count = 0;
        for (int i = 0; i < n; i++) {
            start[i] = count;
            boolean placed = false;
            for (int e = graph.start(i); e <= graph.start(i + 1); e++) {
                final boolean end = e == graph.start(i + 1);
                if (!placed && (end || graph.to(e) > i)) {
                    column[count] = i;
                    value[count++] = exit[i];
                    placed = true;
                }
                if (!end) {
                    column[count] = graph.to(e);
                    value[count++] = -rates[transposed ? graph.reverse(e) : e];
                }
            }
        }
        start[n] = count;
        final SparseRows rows = new SparseRows(start, column, value);
        if (transposed) {
            backwardRows = rows;
        } else {
            forwardRows = rows;
        }
        return rows;
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
