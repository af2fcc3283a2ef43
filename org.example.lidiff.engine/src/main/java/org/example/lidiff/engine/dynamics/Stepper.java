package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.structure.Units;

/** Equations of motion of one ensemble, one step at a time. */
abstract class Stepper {

    /** Room for the numbers that a stepper keeps from step to step; empty for most. */
    private static final double[] STATELESS = {};

    /** Advances {@code state} by its time step; forces are up to date before and after. */
    abstract void step(PhaseState state, RandomSource random);

    /** Changes the temperature of the bath from the next step on. */
    void temperature(final double kelvin) {
    }

    /** What the stepper keeps from step to step. */
    double[] save() {
        return STATELESS;
    }

    /** Takes up what {@link #save} gave. */
    void restore(final double[] saved) {
        if (saved.length != STATELESS.length) {
            throw new IllegalArgumentException("A stepper without state cannot take " + saved.length + " numbers");
        }
    }

    static Stepper of(final Ensemble ensemble) {
        if (ensemble instanceof VelocityRescaling e) {
            return new RescalingStepper(e);
        }
        if (ensemble instanceof Langevin e) {
            return new LangevinStepper(e);
        }
        if (ensemble instanceof NoseHooverChain e) {
            return new NoseHooverStepper(e);
        }
        if (ensemble instanceof CellRescaling e) {
            return new CellRescalingStepper(e);
        }
        return new VerletStepper();
    }

    /** v += F/m · {@code time} */
    static void kick(final PhaseState s, final double time) {
        final double[] v = s.velocities;
        final double[] f = s.forces();
        for (int i = 0, n = 0; n < v.length; i++, n += 3) {
            final double a = time * s.accelerations[i];
            v[n] += a * f[n];
            v[n + 1] += a * f[n + 1];
            v[n + 2] += a * f[n + 2];
        }
        s.velocitiesChanged();
    }

    /** x += v · {@code time} */
    static void drift(final PhaseState s, final double time) {
        final double[] x = s.positions;
        final double[] v = s.velocities;
        for (int n = 0; n < x.length; n++) {
            x[n] += time * v[n];
        }
    }

    /** One step of velocity Verlet. */
    static void verlet(final PhaseState s) {
        kick(s, 0.5 * s.timeStep);
        drift(s, s.timeStep);
        s.evaluateForces();
        kick(s, 0.5 * s.timeStep);
    }

    /** k_B T in eV. */
    static double thermalEnergy(final double kelvin) {
        return Units.BOLTZMANN * kelvin;
    }
}
