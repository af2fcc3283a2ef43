package org.example.lidiff.engine.dynamics;

import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;

/** A simulation that has begun. Used by one thread; closed by its owner. */
public final class RunningSimulation implements AutoCloseable {

    private final PhaseState state;
    private final RandomSource random;
    private Ensemble ensemble;
    private Stepper stepper;

    private RunningSimulation(final PhaseState state, final Ensemble ensemble, final RandomSource random) {
        this.state = state;
        this.ensemble = ensemble;
        this.random = random;
        stepper = Stepper.of(ensemble);
        state.degreesOfFreedom = degreesOfFreedom(ensemble, state.atoms());
    }

    static RunningSimulation begin(final PhaseState state, final Ensemble ensemble, final RandomSource random,
        final double[] velocities) {
        final RunningSimulation run = new RunningSimulation(state, ensemble, random);
        if (velocities == null) {
            StartVelocities.draw(state, ensemble.temperatureK(), ensemble.conservesMomentum(), random);
        } else {
            System.arraycopy(velocities, 0, state.velocities, 0, velocities.length);
        }
        state.evaluateForces();
        if (!Double.isFinite(state.potentialEnergy())) {
            throw new InputException("The force field gives the energy " + state.potentialEnergy() + " for the start structure.",
                "Check the positions and the cell of the structure, and that the force field suits it.");
        }
        return run;
    }

    static RunningSimulation goOn(final PhaseState state, final Ensemble ensemble, final Checkpoint checkpoint) {
        final RunningSimulation run = new RunningSimulation(state, ensemble, RandomSource.ofState(checkpoint.randomState()));
        checkpoint.restore(state, run.stepper);
        return run;
    }

    private static int degreesOfFreedom(final Ensemble ensemble, final int atoms) {
        return ensemble.conservesMomentum() ? 3 * atoms - 3 : 3 * atoms;
    }

    /** The present state; the view stays valid and changes with every step. */
    public Snapshot snapshot() {
        return state;
    }

    /** A copy of the present positions and cell. */
    public Structure structure() {
        return state.structure();
    }

    /** The ensemble of the next steps. */
    public Ensemble ensemble() {
        return ensemble;
    }

    /** How often the neighbor list was built. */
    public long neighborListBuilds() {
        return state.evaluator().neighborListBuilds();
    }

    /**
     * Goes on in another ensemble from the present positions and velocities; the total momentum is removed if the new
     * ensemble conserves it and the old one does not. The conserved quantity starts anew.
     */
    public void switchTo(final Ensemble next) {
        if (next.conservesMomentum() && !ensemble.conservesMomentum()) {
            StartVelocities.removeTotalMomentum(state);
        }
        ensemble = next;
        stepper = Stepper.of(next);
        state.degreesOfFreedom = degreesOfFreedom(next, state.atoms());
        state.velocitiesChanged();
        state.bathEnergy = 0;
    }

    /** Changes the temperature of the bath; the conserved quantity of a Nosé-Hoover chain starts anew. */
    public void temperature(final double kelvin) {
        ensemble = ensemble.withTemperature(kelvin);
        stepper.temperature(kelvin);
    }

    /** Goes on in another cell; fractional positions stay. */
    public void changeCell(final Cell cell) {
        for (int i = 0; i < state.positions.length; i += 3) {
            state.cell.toFractional(state.positions, i, state.positions, i);
            cell.toCartesian(state.positions, i, state.positions, i);
        }
        state.cell = cell;
        state.evaluateForces();
    }

    /** Sets step number and time to zero. */
    public void resetClock() {
        state.step = 0;
    }

    /**
     * Makes {@code steps} steps, showing each to the observers in their order.
     *
     * @throws SimulationStopped if an observer ends the run
     * @throws java.util.concurrent.CancellationException if {@code progress} says so, within one step
     */
    public void run(final long steps, final List<Observer> observers, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final String text = ensemble.description();
        for (final Observer o : observers) {
            o.init(state);
        }
        for (long n = 1; n <= steps; n++) {
            stepper.step(state, random);
            state.step++;
            for (final Observer o : observers) {
                o.handleStep(state);
            }
            throttled.advance(n, steps, text);
        }
        for (final Observer o : observers) {
            o.finish(state);
        }
    }

    /** All that is needed to go on from here, bit for bit. */
    public Checkpoint checkpoint() {
        return Checkpoint.of(state, ensemble, random, stepper);
    }

    /** Releases the evaluator. */
    @Override
    public void close() {
        state.evaluator().close();
    }
}
