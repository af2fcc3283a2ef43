package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.structure.Units;

/** BAOAB: half kick, half drift, friction and noise, half drift, half kick. Velocities are those of the end of the step. */
final class LangevinStepper extends Stepper {

    private final double timeConstant;
    private double kelvin;

    LangevinStepper(final Langevin ensemble) {
        kelvin = ensemble.temperatureK();
        timeConstant = ensemble.timeConstantFs();
    }

    @Override
    void step(final PhaseState state, final RandomSource random) {
        final double half = 0.5 * state.timeStep;
        kick(state, half);
        drift(state, half);
        frictionAndNoise(state, random);
        drift(state, half);
        state.evaluateForces();
        kick(state, half);
    }

    private void frictionAndNoise(final PhaseState s, final RandomSource random) {
        final double before = s.kineticEnergy();
        final double c = StrictMath.exp(-s.timeStep / timeConstant);
        final double noise = Math.sqrt((1 - c * c) * thermalEnergy(kelvin) / Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS);
        final double[] v = s.velocities;
        for (int i = 0, n = 0; n < v.length; i++) {
            final double sigma = noise / Math.sqrt(s.masses[i]);
            for (final int end = n + 3; n < end; n++) {
                v[n] = c * v[n] + sigma * random.nextGaussian();
            }
        }
        s.velocitiesChanged();
        s.bathEnergy += before - s.kineticEnergy();
    }

    @Override
    void temperature(final double newKelvin) {
        kelvin = newKelvin;
    }
}
