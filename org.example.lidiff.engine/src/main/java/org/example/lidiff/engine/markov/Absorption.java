package org.example.lidiff.engine.markov;

import java.util.ArrayDeque;
import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Equations of a walk that ends on given states: Σ_j G_ij (x_j − x_i) = −f_i elsewhere, x given there.
 *
 * <p>G_ij are transition probabilities or rates, summed over R. Every other state must be able to reach a given one. Direct up to 600
 * unknowns, above GMRES with incomplete LU decomposition to a residual of 1e-12.
 */
public final class Absorption {

    private static final int DENSE = 600;

    private final Adjacency graph;
    private final double[] rates;
    private final double[] exit;
    private final int[] unknown;
    private final boolean[] given;
    private LinearSolverDense<DMatrixRMaj> direct;
    private SparseRows iterative;

    /**
     * @param network transition matrix or rates; entries (i, i, R) do not matter
     * @param given the states on which the solution is given
     */
    public Absorption(final PeriodicMatrix network, final boolean[] given) {
        this.graph = network.pattern().adjacency();
        this.rates = graph.fold(network);
        this.given = given.clone();
        this.exit = new double[graph.size()];
        this.unknown = new int[graph.size()];
        int count = 0;
        for (int i = 0; i < exit.length; i++) {
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                exit[i] += rates[e];
            }
            unknown[i] = given[i] ? -1 : count++;
        }
        final boolean[] reaching = reaching(network, given);
        for (int i = 0; i < exit.length; i++) {
            if (!reaching[i]) {
                throw new IllegalArgumentException("State " + i + " cannot reach a state on which the solution is given");
            }
        }
        if (count > 0 && count <= DENSE) {
            decompose(count);
        } else if (count > 0) {
            iterative = rows(count);
        }
    }

    /** The states from which a state of {@code target} can be reached, those included. */
    public static boolean[] reaching(final PeriodicMatrix network, final boolean[] target) {
        final Adjacency graph = network.pattern().adjacency();
        final double[] forward = graph.fold(network);
        final boolean[] reaching = target.clone();
        final ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int i = 0; i < target.length; i++) {
            if (target[i]) {
                queue.add(i);
            }
        }
        while (!queue.isEmpty()) {
            final int j = queue.remove();
            for (int e = graph.start(j); e < graph.start(j + 1); e++) {
                if (!reaching[graph.to(e)] && forward[graph.reverse(e)] > 0) {
                    reaching[graph.to(e)] = true;
                    queue.add(graph.to(e));
                }
            }
        }
        return reaching;
    }

    private void decompose(final int count) {
        final DMatrixRMaj a = new DMatrixRMaj(count, count);
        for (int i = 0; i < exit.length; i++) {
            if (!given[i]) {
                a.set(unknown[i], unknown[i], exit[i]);
                for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                    if (!given[graph.to(e)]) {
                        a.add(unknown[i], unknown[graph.to(e)], -rates[e]);
                    }
                }
            }
        }
        direct = LinearSolverFactory_DDRM.lu(count);
        if (!direct.setA(a)) {
            throw new IllegalStateException("The equations of " + count + " states that reach the given ones are singular");
        }
    }

    private SparseRows rows(final int count) {
        final int[] start = new int[count + 1];
        final int[] column = new int[count + rates.length];
        final double[] value = new double[column.length];
        int filled = 0;
        for (int i = 0; i < exit.length; i++) {
            if (given[i]) {
                continue;
            }
            boolean placed = false;
            for (int e = graph.start(i); e <= graph.start(i + 1); e++) {
                final boolean end = e == graph.start(i + 1);
                if (!placed && (end || graph.to(e) > i)) {
                    column[filled] = unknown[i];
                    value[filled++] = exit[i];
                    placed = true;
                }
                if (!end && !given[graph.to(e)]) {
                    column[filled] = unknown[graph.to(e)];
                    value[filled++] = -rates[e];
                }
            }
            start[unknown[i] + 1] = filled;
        }
        return new SparseRows(start, Arrays.copyOf(column, filled), Arrays.copyOf(value, filled));
    }

    /**
     * The solution.
     *
     * @param boundary x on the given states; other elements do not matter
     * @param source f; elements of given states do not matter
     */
    public double[] solve(final double[] boundary, final double[] source) {
        final double[] rhs = new double[(int)java.util.stream.IntStream.of(unknown).filter(u -> u >= 0).count()];
        for (int i = 0; i < exit.length; i++) {
            if (!given[i]) {
                rhs[unknown[i]] = source[i];
                for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                    rhs[unknown[i]] += given[graph.to(e)] ? rates[e] * boundary[graph.to(e)] : 0;
                }
            }
        }
        double[] x = rhs;
        if (direct != null) {
            final DMatrixRMaj solution = new DMatrixRMaj(rhs.length, 1);
            direct.solve(new DMatrixRMaj(rhs.length, 1, true, rhs), solution);
            x = solution.data;
        } else if (iterative != null) {
            x = iterative.solve(rhs, 1e-12);
        }
        final double[] result = new double[exit.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = given[i] ? boundary[i] : x[unknown[i]];
        }
        return result;
    }
}
