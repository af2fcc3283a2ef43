package org.example.lidiff.engine.markov;

/** Closed forms of the posterior of transition probabilities whose rows are independent Dirichlet variates. */
public final class DirichletRows {

    private DirichletRows() {
    }

    /**
     * Covariance of a Dirichlet variate, (δ_ab α_a α_0 − α_a α_b)/(α_0² (α_0 + 1)) with α_0 = Σ α.
     *
     * @param alpha positive parameters
     */
    public static double[][] covariance(final double... alpha) {
        double total = 0;
        for (final double a : alpha) {
            total += a;
        }
        final double[][] covariance = new double[alpha.length][alpha.length];
        for (int a = 0; a < alpha.length; a++) {
            for (int b = 0; b < alpha.length; b++) {
                covariance[a][b] = ((a == b ? alpha[a] * total : 0) - alpha[a] * alpha[b]) / (total * total * (total + 1));
            }
        }
        return covariance;
    }

    /**
     * Variance of a function of T from its derivatives, Σ_i gᵢᵀ Cov_i gᵢ: rows are independent.
     *
     * @param counts Dirichlet parameters
     * @param derivatives of the function with respect to each entry of {@code counts}
     */
    public static double variance(final PeriodicMatrix counts, final double[] derivatives) {
        final double[] totals = counts.rowSums();
        double variance = 0;
        for (int i = 0; i < counts.size(); i++) {
            double mean = 0;
            double square = 0;
            for (int e = counts.rowStart(i); e < counts.rowStart(i + 1); e++) {
                final double p = counts.value(e) / totals[i];
                mean += p * derivatives[e];
                square += p * derivatives[e] * derivatives[e];
            }
            variance += totals[i] > 0 ? (square - mean * mean) / (totals[i] + 1) : 0;
        }
        return variance;
    }
}
