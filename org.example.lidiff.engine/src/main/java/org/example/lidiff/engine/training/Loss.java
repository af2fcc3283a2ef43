package org.example.lidiff.engine.training;

import java.util.Arrays;

/**
 * The loss of one frame, L = w_E (ΔE/N)² + w_F mean ΔF² + w_W mean (ΔW/N)², with its derivatives with respect to energy, forces
 * and virial. A frame that has only a lower bound E_0 adds w (min(0, E − E_0)/N)² instead. Holds those of the last frame; one instance a thread.
 */
final class Loss {

    // bounds are few and must hold
    private static final double FLOOR_WEIGHT = 5;

    private final double finalEnergyWeight;
    private final double finalVirialWeight;
    private final double forceWeight;
    private double energyWeight;
    private double virialWeight;
    private double energySlope;
    private double[] forceSlopes = {};
    private final double[] virialSlopes = new double[9];
    private final double floorWeight;
    private boolean isZero;
    private boolean hasVirial;
    private boolean hasForces;
    private double energyError;
    private double forceError;
    private double virialError;

    Loss(final TrainingOptions options) {
        finalEnergyWeight = options.energyWeight();
        finalVirialWeight = options.virialWeight();
        forceWeight = options.forceWeight();
        floorWeight = FLOOR_WEIGHT * Math.max(1, finalEnergyWeight);
        scale(1);
    }

    /** Multiplies the weights of energies and virials for the frames that follow. */
    void scale(final double factor) {
        energyWeight = factor * finalEnergyWeight;
        virialWeight = factor * finalVirialWeight;
    }

    /** The loss of {@code frame} as {@code kernel} evaluated it last. */
    double of(final GradientKernel kernel, final PreparedFrame frame) {
        if (frame.floor) {
            return floor(kernel.energy(), frame);
        }
        isZero = false;
        hasForces = true;
        final int n = frame.atoms();
        final double de = (kernel.energy() - frame.energy) / n;
        energySlope = 2 * energyWeight * de / n;
        energyError = de * de;
        if (forceSlopes.length < 3 * n) {
            forceSlopes = new double[3 * n];
        }
        double sum = 0;
        for (int i = 0; i < 3 * n; i++) {
            final double df = kernel.forces()[i] - frame.forces[i];
            forceSlopes[i] = 2 * forceWeight * df / (3 * n);
            sum += df * df;
        }
        forceError = sum / (3 * n);
        hasVirial = frame.virial != null;
        virialError = 0;
        if (hasVirial) {
            virial(kernel.virial(), frame.virial, n);
        }
        return energyWeight * energyError + forceWeight * forceError + virialWeight * virialError;
    }

    private double floor(final double energy, final PreparedFrame frame) {
        final int n = frame.atoms();
        final double de = Math.min(0, energy - frame.energy) / n;
        isZero = de == 0;
        energySlope = 2 * floorWeight * de / n;
        if (forceSlopes.length < 3 * n) {
            forceSlopes = new double[3 * n];
        }
        Arrays.fill(forceSlopes, 0);
        hasForces = false;
        hasVirial = false;
        energyError = 0;
        forceError = 0;
        virialError = 0;
        return floorWeight * de * de;
    }

    // the mean is over the six distinct components, each the mean of its two places
    private void virial(final double[] predicted, final double[] reference, final int n) {
        for (int a = 0; a < 3; a++) {
            for (int b = a; b < 3; b++) {
                final int i = 3 * a + b;
                final int j = 3 * b + a;
                final double dw = 0.5 * (predicted[i] + predicted[j] - reference[i] - reference[j]) / n;
                virialError += dw * dw / 6;
                final double slope = 2 * virialWeight * dw / (6 * n);
                virialSlopes[i] = a == b ? slope : slope / 2;
                virialSlopes[j] = virialSlopes[i];
            }
        }
    }

    /** Adds the parameter gradient of the last loss. */
    void addGradient(final GradientKernel kernel, final double[] gradient) {
        if (isZero) {
            return;
        }
        kernel.addGradient(energySlope, forceSlopes, hasVirial && virialWeight > 0 ? virialSlopes : null, gradient);
    }

    /** (ΔE/N)² in eV². */
    double energyError() {
        return energyError;
    }

    /** Mean ΔF² over the components in eV²/Å². */
    double forceError() {
        return forceError;
    }

    /** Mean (ΔW/N)² over the six components in eV². */
    double virialError() {
        return virialError;
    }

    /** Whether the last frame has labels, or only a bound of its energy. */
    boolean hasForces() {
        return hasForces;
    }

    /** Whether the last frame has a virial label. */
    boolean hasVirial() {
        return hasVirial;
    }
}
