package org.example.lidiff.engine.spectral;

import org.example.lidiff.engine.markov.PeriodicMatrix;

/** Exact ⟨Δr⊗Δr⟩ of a walk within a lag, step by step: n S + 2 Σ_{m=1}^{n−1} (n − m) sym[cᵀ T^{m−1} b]. */
final class DisplacementSeries {

    private final PeriodicMatrix network;
    private final double[] stationary;
    private final double[] local;
    private final double[] incoming;
    private final double[] single = new double[9];

    /**
     * @param displacements xyz of each entry
     * @param stationary π
     * @param local b_i = Σ T r, three numbers a state
     */
    DisplacementSeries(final PeriodicMatrix network, final double[] displacements, final double[] stationary, final double[] local) {
        this.network = network;
        this.stationary = stationary;
        this.local = local;
        this.incoming = new double[local.length];
        for (int e = 0; e < network.entries(); e++) {
            final double weight = stationary[network.from(e)] * network.value(e);
            for (int x = 0; x < 3; x++) {
                incoming[3 * network.to(e) + x] += weight * displacements[3 * e + x];
                for (int z = 0; z < 3; z++) {
                    single[3 * x + z] += weight * displacements[3 * e + x] * displacements[3 * e + z];
                }
            }
        }
    }

    /** Tensors after 0, 1, … {@code steps} steps. */
    double[][] tensors(final int steps) {
        final double[][] result = new double[steps + 1][9];
        double[] b = local.clone();
        final double[] once = new double[9];
        final double[] weighted = new double[9];
        // Σ (n − m) C_m = n Σ C_m − Σ m C_m: both sums grow by one term a step.
        for (int n = 1; n <= steps; n++) {
            for (int k = 0; k < 9; k++) {
                result[n][k] = n * single[k] + 2 * (n * once[k] - weighted[k]);
            }
            for (int x = 0; x < 3; x++) {
                for (int z = 0; z < 3; z++) {
                    double sum = 0;
                    for (int i = 0; i < stationary.length; i++) {
                        sum += incoming[3 * i + x] * b[3 * i + z] + incoming[3 * i + z] * b[3 * i + x];
                    }
                    once[3 * x + z] += sum / 2;
                    weighted[3 * x + z] += n * sum / 2;
                }
            }
            b = propagate(b);
        }
        return result;
    }

    private double[] propagate(final double[] b) {
        final double[] next = new double[b.length];
        for (int i = 0; i < stationary.length; i++) {
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                final double t = network.value(e);
                final int j = 3 * network.to(e);
                next[3 * i] += t * b[j];
                next[3 * i + 1] += t * b[j + 1];
                next[3 * i + 2] += t * b[j + 2];
            }
        }
        return next;
    }
}
