package org.example.lidiff.engine.dynamics;

/** Velocity Verlet, then one step of the random walk of the kinetic energy. */
final class RescalingStepper extends Stepper {

    private final double timeConstant;
    private double kelvin;

    RescalingStepper(final VelocityRescaling ensemble) {
        kelvin = ensemble.temperatureK();
        timeConstant = ensemble.timeConstantFs();
    }

    @Override
    void step(final PhaseState state, final RandomSource random) {
        verlet(state);
        rescale(state, kelvin, timeConstant, random);
    }

    @Override
    void temperature(final double newKelvin) {
        kelvin = newKelvin;
    }

    /**
     * Bussi et al. 2007, equation A7: α² = c + (1 − c)(R₁² + ΣR_i²) K̄/(N_f K) + 2 R₁ √(c(1 − c) K̄/(N_f K)), c = e^(−Δt/τ),
     * K̄ = N_f k_B T/2; the heat goes to the account of the bath.
     */
    static void rescale(final PhaseState s, final double kelvin, final double timeConstant, final RandomSource random) {
        final double kinetic = s.kineticEnergy();
        if (!(kinetic > 0)) {
            return;
        }
        final int dof = s.degreesOfFreedom;
        final double c = StrictMath.exp(-s.timeStep / timeConstant);
        final double ratio = 0.5 * thermalEnergy(kelvin) / kinetic;
        final double first = random.nextGaussian();
        final double others = random.nextChiSquare(dof - 1);
        final double square = c + (1 - c) * ratio * (first * first + others) + 2 * first * Math.sqrt(c * (1 - c) * ratio);
        final double sign = first + Math.sqrt(c / ((1 - c) * ratio)) < 0 ? -1 : 1;
        s.scaleVelocities(sign * Math.sqrt(Math.max(0, square)));
        s.bathEnergy += kinetic - s.kineticEnergy();
    }
}
