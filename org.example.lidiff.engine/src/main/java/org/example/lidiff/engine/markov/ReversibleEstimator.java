package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.List;

/** Maximum likelihood under detailed balance, on the entries (i, j, R); see {@link ReversibleBalance} for the method. */
final class ReversibleEstimator {

    private ReversibleEstimator() {
    }

    /** @param counts strongly connected */
    static Estimation estimate(final PeriodicMatrix counts) {
        final PeriodicMatrix c = counts.withReverses();
        final int[] reverse = c.reverses();
        final Adjacency graph = c.pattern().adjacency();
        final ReversibleBalance balance = new ReversibleBalance(graph, graph.fold(c));
        final double[] u = balance.potentials();
        final double[] x = new double[c.entries()];
        // Images share the potentials of their sites: x_ijR = (c_ijR + c_ji,-R)/(u_i + u_j), also for i = j.
        for (int e = 0; e < x.length; e++) {
            x[e] = (c.value(e) + c.value(reverse[e])) / (u[c.from(e)] + u[c.to(e)]);
        }
        final List<String> warnings = new ArrayList<>();
        if (!balance.converged()) {
            warnings.add("The reversible transition matrix did not converge in " + balance.iterations() + " Newton steps.");
        }
        return fromFlux(c.withValues(x), balance.iterations(), warnings);
    }

    /** T and π of symmetric fluxes x_e = π_i T_e (up to a factor). */
    static Estimation fromFlux(final PeriodicMatrix flux, final int iterations, final List<String> warnings) {
        final double[] rows = flux.rowSums();
        final double[] t = flux.values();
        double total = 0;
        for (final double row : rows) {
            total += row;
        }
        for (int e = 0; e < t.length; e++) {
            t[e] /= rows[flux.from(e)];
        }
        for (int i = 0; i < rows.length; i++) {
            rows[i] /= total;
        }
        return new Estimation(flux.withValues(t), rows, iterations, warnings);
    }
}
