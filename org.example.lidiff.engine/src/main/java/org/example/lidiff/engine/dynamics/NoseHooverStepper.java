package org.example.lidiff.engine.dynamics;

/** Velocity Verlet between two half steps of a chain of three thermostats. */
final class NoseHooverStepper extends Stepper {

    private static final int LENGTH = 3;
    /** Weights of the fourth-order splitting of Suzuki and Yoshida. */
    private static final double OUTER = 1 / (2 - StrictMath.cbrt(2));
    private static final double[] WEIGHTS = {OUTER, 1 - 2 * OUTER, OUTER};

    private final double timeConstant;
    private final double[] coordinates = new double[LENGTH];
    private final double[] rates = new double[LENGTH];
    private double kelvin;

    NoseHooverStepper(final NoseHooverChain ensemble) {
        kelvin = ensemble.temperatureK();
        timeConstant = ensemble.timeConstantFs();
    }

    @Override
    void step(final PhaseState state, final RandomSource random) {
        chain(state);
        verlet(state);
        chain(state);
        state.bathEnergy = energy(state.degreesOfFreedom);
    }

    private double mass(final int link, final int dof) {
        return (link == 0 ? dof : 1) * thermalEnergy(kelvin) * timeConstant * timeConstant;
    }

    private double energy(final int dof) {
        double sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            sum += 0.5 * mass(i, dof) * rates[i] * rates[i] + (i == 0 ? dof : 1) * thermalEnergy(kelvin) * coordinates[i];
        }
        return sum;
    }

    // half a time step
    private void chain(final PhaseState s) {
        final int dof = s.degreesOfFreedom;
        double kinetic = s.kineticEnergy();
        double scale = 1;
        for (final double w : WEIGHTS) {
            final double d = w * s.timeStep;
            for (int i = LENGTH - 1; i >= 0; i--) {
                push(i, d, kinetic, dof);
            }
            final double f = StrictMath.exp(-0.5 * d * rates[0]);
            scale *= f;
            kinetic *= f * f;
            for (int i = 0; i < LENGTH; i++) {
                coordinates[i] += 0.5 * d * rates[i];
            }
            for (int i = 0; i < LENGTH; i++) {
                push(i, d, kinetic, dof);
            }
        }
        s.scaleVelocities(scale);
    }

    private void push(final int i, final double d, final double kinetic, final int dof) {
        final double drive = i == 0 ? 2 * kinetic - dof * thermalEnergy(kelvin)
            : mass(i - 1, dof) * rates[i - 1] * rates[i - 1] - thermalEnergy(kelvin);
        final double damping = i == LENGTH - 1 ? 1 : StrictMath.exp(-0.125 * d * rates[i + 1]);
        rates[i] = damping * (damping * rates[i] + 0.25 * d * drive / mass(i, dof));
    }

    @Override
    void temperature(final double newKelvin) {
        kelvin = newKelvin;
    }

    @Override
    double[] save() {
        final double[] saved = new double[2 * LENGTH];
        System.arraycopy(coordinates, 0, saved, 0, LENGTH);
        System.arraycopy(rates, 0, saved, LENGTH, LENGTH);
        return saved;
    }

    @Override
    void restore(final double[] saved) {
        System.arraycopy(saved, 0, coordinates, 0, LENGTH);
        System.arraycopy(saved, LENGTH, rates, 0, LENGTH);
    }
}
