package org.example.lidiff.engine.dynamics;

/** Velocity Verlet and nothing else. */
final class VerletStepper extends Stepper {

    @Override
    void step(final PhaseState state, final RandomSource random) {
        verlet(state);
    }
}
