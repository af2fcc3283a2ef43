package org.example.lidiff.engine.training;

import java.util.Arrays;
import java.util.Random;

import org.example.lidiff.engine.potential.nep.NepModel;

/**
 * The penalty λ Σ_i G_i (θ_i − θ⁰_i)² for leaving the foundation model θ⁰, with the diagonal Fisher information of its own predictions
 * G_i = ⟨w_E (∂(E/N)/∂θ_i)² + w_F mean_k (∂F_k/∂θ_i)²⟩ over {@link FoundationFrames} (Kirkpatrick et al. 2017): to second order, and without
 * correlations, λ times the loss that the change causes on frames that the foundation labeled.
 *
 * <p>Σ_k (∂F_k/∂θ_i)² is estimated with random signs z as the mean of (∂ Σ_k z_k F_k/∂θ_i)².
 */
final class FoundationPrior {

    private static final int PROBES = 8;

    private final double[] precision;
    private final double[] origin;

    FoundationPrior(final TrainingOptions options, final FoundationFrames frames, final GradientKernel kernel, final NepModel foundation,
        final Centering centering) {
        origin = centering.anchor();
        precision = new double[origin.length];
        final double[] gradient = new double[origin.length];
        final Random random = new Random(options.seed());
        kernel.setParameters(foundation.parameters(), foundation.scaler());
        final double part = options.priorStrength() / frames.geometries().size();
        for (final FrameGeometry g : frames.geometries()) {
            kernel.evaluate(g);
            final double[] v = new double[3 * g.atoms];
            add(kernel, centering, 1.0 / g.atoms, v, gradient, part * options.energyWeight());
            for (int p = 0; p < PROBES; p++) {
                for (int k = 0; k < v.length; k++) {
                    v[k] = random.nextBoolean() ? 1 : -1;
                }
                add(kernel, centering, 0, v, gradient, part * options.forceWeight() / (PROBES * v.length));
            }
        }
    }

    private void add(final GradientKernel kernel, final Centering centering, final double a, final double[] v, final double[] gradient,
        final double weight) {
        Arrays.fill(gradient, 0);
        kernel.addGradient(a, v, null, gradient);
        centering.gradient(gradient);
        for (int i = 0; i < gradient.length; i++) {
            precision[i] += weight * gradient[i] * gradient[i];
        }
    }

    /** Adds the gradient of the penalty at the optimizer's {@code parameters}. */
    void addGradient(final double[] parameters, final double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += 2 * precision[i] * (parameters[i] - origin[i]);
        }
    }
}
