package org.example.lidiff.engine.markov;

/**
 * Potentials u of the reversible maximum-likelihood problem: Σ_j s_ij u_i/(u_i + u_j) = w_i, with s_ij = n_ij + n_ji the counts of
 * a pair in both directions and w_i = Σ_j n_ij those that leave i.
 *
 * <p>The stationarity conditions of the reversible likelihood (Bowman et al., J. Chem. Phys. 131, 124101 (2009); Prinz et al.,
 * J. Chem. Phys. 134, 174105 (2011)), x_ij = s_ij/(c_i/x_i + c_j/x_j), take this form with u_i = c_i/x_i; those of a reversible
 * jump process take it with u_i = T_i/π_i. It is the likelihood equation of Bradley and Terry, and in y = ln u the minimum of a
 * convex function, Σ_pairs s ln(e^{y_i} + e^{y_j}) − Σ w_i y_i. Newton's method finds it in a few steps where the usual
 * fixed-point iteration needs thousands for metastable counts and looks converged long before.
 *
 * <p>Start: u_i = w_i/(Σ_j s_ij − w_i), exact for symmetric counts. Converged when each equation holds to 1e-12 of Σ_j s_ij.
 */
final class ReversibleBalance {

    private static final double TOLERANCE = 1e-12;
    private static final int LARGEST_ITERATIONS = 200;

    private final Adjacency graph;
    private final double[] pairs;
    private final double[] wins;
    private final double[] totals;
    private double[] y;
    private int iterations;
    private boolean converged;

    /**
     * @param graph strongly connected by {@code counts}
     * @param counts n_ij in the order of the graph
     */
    ReversibleBalance(final Adjacency graph, final double[] counts) {
        this.graph = graph;
        final int n = graph.size();
        pairs = new double[counts.length];
        wins = new double[n];
        totals = new double[n];
        y = new double[n];
        for (int i = 0; i < n; i++) {
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                pairs[e] = counts[e] + counts[graph.reverse(e)];
                wins[i] += counts[e];
                totals[i] += pairs[e];
            }
            y[i] = n > 1 ? Math.log(wins[i] / (totals[i] - wins[i])) : 0;
        }
        minimize();
    }

    private void minimize() {
        double value = value(y);
        for (iterations = 0; iterations < LARGEST_ITERATIONS; iterations++) {
            final double[] minusGradient = new double[y.length];
            final double[] curvature = new double[pairs.length];
            final double error = derivatives(minusGradient, curvature);
            if (error <= TOLERANCE) {
                converged = true;
                return;
            }
            final double[] step = new Laplacian(graph, curvature).solve(minusGradient, Math.max(1e-10, Math.min(1e-2, error)));
            double slope = 0;
            for (int i = 0; i < y.length; i++) {
                slope -= step[i] * minusGradient[i];
            }
            double fraction = 1;
            double[] trial = moved(step, fraction);
            double next = value(trial);
            // Near the minimum the value cannot resolve the gain any more; there the full step is right.
            while (next > value + 1e-4 * fraction * slope + 1e-14 * Math.abs(value) && fraction > 1e-9) {
                fraction /= 2;
                trial = moved(step, fraction);
                next = value(trial);
            }
            y = trial;
            value = next;
        }
    }

    private double[] moved(final double[] step, final double fraction) {
        final double[] trial = y.clone();
        for (int i = 0; i < trial.length; i++) {
            trial[i] += fraction * step[i];
        }
        return trial;
    }

    private double derivatives(final double[] minusGradient, final double[] curvature) {
        double error = 0;
        for (int i = 0; i < y.length; i++) {
            double sum = wins[i];
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                final double p = 1 / (1 + Math.exp(y[graph.to(e)] - y[i]));
                sum -= pairs[e] * p;
                curvature[e] = Math.max(pairs[e] * p * (1 - p), Double.MIN_NORMAL);
            }
            minusGradient[i] = sum;
            error = Math.max(error, totals[i] > 0 ? Math.abs(sum) / totals[i] : 0);
        }
        return error;
    }

    private double value(final double[] at) {
        double sum = 0;
        for (int i = 0; i < at.length; i++) {
            sum -= wins[i] * at[i];
            for (int e = graph.start(i); e < graph.start(i + 1); e++) {
                final int j = graph.to(e);
                if (j > i) {
                    sum += pairs[e] * (Math.max(at[i], at[j]) + Math.log1p(Math.exp(-Math.abs(at[i] - at[j]))));
                }
            }
        }
        return sum;
    }

    /** The potentials; a common factor is arbitrary. */
    double[] potentials() {
        final double[] u = new double[y.length];
        for (int i = 0; i < u.length; i++) {
            u[i] = Math.exp(y[i]);
        }
        return u;
    }

    int iterations() {
        return iterations;
    }

    boolean converged() {
        return converged;
    }
}
