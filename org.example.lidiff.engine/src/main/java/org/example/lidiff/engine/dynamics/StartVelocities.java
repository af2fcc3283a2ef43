package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.structure.Units;

/** Velocities of the Maxwell-Boltzmann distribution, scaled to one temperature exactly. */
final class StartVelocities {

    private StartVelocities() {
    }

    /** Draws velocities at {@code kelvin}; without total momentum if {@code momentumConserved}. */
    static void draw(final PhaseState s, final double kelvin, final boolean momentumConserved, final RandomSource random) {
        final double thermal = Math.sqrt(Units.BOLTZMANN * kelvin / Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS);
        for (int i = 0, n = 0; i < s.atoms(); i++) {
            final double sigma = thermal / Math.sqrt(s.masses[i]);
            for (final int end = n + 3; n < end; n++) {
                s.velocities[n] = sigma * random.nextGaussian();
            }
        }
        s.velocitiesChanged();
        if (momentumConserved) {
            removeTotalMomentum(s);
        }
        if (s.temperature() > 0) {
            s.scaleVelocities(Math.sqrt(kelvin / s.temperature()));
        }
    }

    /** Subtracts the velocity of the center of mass. */
    static void removeTotalMomentum(final PhaseState s) {
        double mass = 0;
        final double[] p = new double[3];
        for (int i = 0; i < s.atoms(); i++) {
            mass += s.masses[i];
            for (int k = 0; k < 3; k++) {
                p[k] += s.masses[i] * s.velocities[3 * i + k];
            }
        }
        for (int n = 0; n < s.velocities.length; n++) {
            s.velocities[n] -= p[n % 3] / mass;
        }
        s.velocitiesChanged();
    }
}
