package org.example.lidiff.engine.potential.nep;

/**
 * A NEP model laid out for its kernel. The functions f_k = (T_k + 1)/2 · fc are replaced by T_k · fc: Σ_k c_k f_k = fc Σ_k
 * c'_k T_k with c'_k = c_k/2 for k ≥ 1 and c'_0 = (c_0 + Σ_k c_k)/2. The factors of the descriptors are part of the weights.
 */
final class NepTables {

    final NepSettings settings;
    final int types;
    final int dim;
    final int neurons;
    final int radialCount;
    final int radialBasis;
    final int angularCount;
    final int angularBasis;
    /** Cutoffs of the pair (ti, tj) at ti · types + tj. */
    final double[] radialCutoffs;
    final double[] angularCutoffs;
    /** c' of (ti, tj, n, k) at ((ti · types + tj) · count + n) · basis + k. */
    final double[] radial;
    final double[] angular;
    /** For each type [neuron][descriptor], neurons filled up with zeros to a multiple of four. */
    final double[][] weights;
    final double[][] biases;
    final double[][] outputs;
    /** What is subtracted from the energy of an atom of each type. */
    final double[] offsets;
    final double[] scaler;
    /** Repulsion of each pair of types, or null. */
    final boolean hasZbl;

    NepTables(final NepModel model) {
        settings = model.settings();
        types = settings.types();
        dim = settings.dim();
        neurons = (settings.neurons() + 3) / 4 * 4;
        radialCount = settings.nMaxRadial() + 1;
        radialBasis = settings.basisSizeRadial() + 1;
        angularCount = settings.nMaxAngular() + 1;
        angularBasis = settings.basisSizeAngular() + 1;
        radialCutoffs = new double[types * types];
        angularCutoffs = new double[types * types];
        radial = new double[types * types * radialCount * radialBasis];
        angular = new double[types * types * angularCount * angularBasis];
        scaler = model.scaler();
        hasZbl = settings.zbl() != null;
        for (int ti = 0; ti < types; ti++) {
            for (int tj = 0; tj < types; tj++) {
                final int pair = ti * types + tj;
                radialCutoffs[pair] = settings.radialCutoff(ti, tj);
                angularCutoffs[pair] = settings.angularCutoff(ti, tj);
                for (int n = 0; n < radialCount; n++) {
                    for (int k = 0; k < radialBasis; k++) {
                        add(radial, (pair * radialCount + n) * radialBasis, k, model.parameter(settings.radialC(n, k, ti, tj)));
                    }
                }
                for (int n = 0; n < angularCount; n++) {
                    for (int k = 0; k < angularBasis; k++) {
                        add(angular, (pair * angularCount + n) * angularBasis, k, model.parameter(settings.angularC(n, k, ti, tj)));
                    }
                }
            }
        }
        weights = new double[types][neurons * dim];
        biases = new double[types][neurons];
        outputs = new double[types][neurons];
        offsets = new double[types];
        for (int t = 0; t < types; t++) {
            for (int m = 0; m < settings.neurons(); m++) {
                for (int d = 0; d < dim; d++) {
                    weights[t][m * dim + d] = model.parameter(settings.w0(t, m, d)) * scaler[d];
                }
                biases[t][m] = model.parameter(settings.b0(t, m));
                outputs[t][m] = model.parameter(settings.w1(t, m));
            }
            offsets[t] = model.parameter(settings.b1())
                + (settings.version() == 5 ? model.parameter(settings.typeBias(t)) : 0);
        }
    }

    private static void add(final double[] table, final int at, final int k, final double c) {
        table[at + k] += 0.5 * c;
        table[at] += 0.5 * c;
    }

    ZblPair[] zblPairs() {
        final ZblPair[] pairs = new ZblPair[types * types];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new ZblPair(settings, i / types, i % types);
        }
        return pairs;
    }
}
