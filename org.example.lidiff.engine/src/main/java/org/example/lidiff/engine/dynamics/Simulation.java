package org.example.lidiff.engine.dynamics;

import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.structure.Structure;

/**
 * The description of one molecular dynamics run: which atoms, which force field, which equations of motion. Immutable.
 *
 * <pre>{@code
 * Simulation.of(structure, potential).ensemble(new VelocityRescaling(600)).timeStep(2).seed(7).run(10_000, progress, observer)
 * }</pre>
 */
public final class Simulation {

    /** Time step where nothing else is said, in fs. */
    public static final double DEFAULT_TIME_STEP = 1;
    /**
     * Neighbor-list skin where nothing else is said, in Å. Of 0.3, 0.6, 1.0 and 1.5 Å the fastest for a NEP with a cutoff of 8 Å
     * at 600 K; a cheap potential with a short cutoff (Stillinger-Weber) gains another 8 % with 1.0 Å.
     */
    public static final double DEFAULT_SKIN = 0.6;

    private final Structure structure;
    private final Potential potential;
    private Ensemble ensemble = new VelocityRescaling(300);
    private double timeStep = DEFAULT_TIME_STEP;
    private long seed = 1;
    private EvaluatorOptions evaluatorOptions = new EvaluatorOptions(1, DEFAULT_SKIN);
    private double[] velocities;

    private Simulation(final Structure structure, final Potential potential) {
        this.structure = structure;
        this.potential = potential;
    }

    private Simulation(final Simulation other) {
        this(other.structure, other.potential);
        ensemble = other.ensemble;
        timeStep = other.timeStep;
        seed = other.seed;
        evaluatorOptions = other.evaluatorOptions;
        velocities = other.velocities;
    }

    /** A run of {@code structure} under {@code potential}: NVT at 300 K by velocity rescaling, 1 fs, one thread. */
    public static Simulation of(final Structure structure, final Potential potential) {
        return new Simulation(structure, potential);
    }

    /** The same in another ensemble. */
    public Simulation ensemble(final Ensemble newEnsemble) {
        final Simulation s = new Simulation(this);
        s.ensemble = newEnsemble;
        return s;
    }

    /**
     * The same with another time step.
     *
     * @param fs time step in fs, above 0
     * @throws InputException if it is not
     */
    public Simulation timeStep(final double fs) {
        Checks.timeStep(fs);
        final Simulation s = new Simulation(this);
        s.timeStep = fs;
        return s;
    }

    /** The same with other random numbers. */
    public Simulation seed(final long newSeed) {
        final Simulation s = new Simulation(this);
        s.seed = newSeed;
        return s;
    }

    /** The same with {@code threads} threads for the forces; the results do not depend on it. */
    public Simulation threads(final int threads) {
        final Simulation s = new Simulation(this);
        s.evaluatorOptions = new EvaluatorOptions(threads, evaluatorOptions.skin());
        return s;
    }

    /** The same with another skin of the neighbor list in Å; it changes results by round-off only. */
    public Simulation skin(final double skin) {
        final Simulation s = new Simulation(this);
        s.evaluatorOptions = new EvaluatorOptions(evaluatorOptions.threads(), skin);
        return s;
    }

    /** The same starting with these velocities (Å/fs, xyz triples) instead of random ones. */
    public Simulation velocities(final double[] startVelocities) {
        if (startVelocities.length != 3 * structure.size()) {
            throw new IllegalArgumentException(structure.size() + " atoms cannot have " + startVelocities.length + " velocity components");
        }
        final Simulation s = new Simulation(this);
        s.velocities = startVelocities.clone();
        return s;
    }

    /**
     * Makes {@code steps} steps from the start.
     *
     * @return the state after the last step
     * @throws InputException as {@link #start()}
     * @throws SimulationStopped if an observer ends the run
     */
    public Checkpoint run(final long steps, final Progress progress, final Observer... observers) {
        try (RunningSimulation run = start()) {
            run.run(steps, List.of(observers), progress);
            return run.checkpoint();
        }
    }

    /**
     * Starts the run: draws velocities and evaluates the first forces. The caller closes it.
     *
     * @throws InputException if an element has no parameters, atoms lie on top of each other, a thermostat has nothing to
     *             act on, or the force field gives no finite energy
     */
    public RunningSimulation start() {
        requireDegreesOfFreedom();
        requireDistinctAtoms(structure);
        return open(null);
    }

    /**
     * Goes on from {@code checkpoint}, bit for bit as if the run had not been interrupted. Positions, velocities, cell and
     * random numbers come from the checkpoint, all else from this description.
     *
     * @throws InputException if the checkpoint belongs to other atoms, another ensemble or another time step
     */
    public RunningSimulation resume(final Checkpoint checkpoint) {
        checkpoint.requireMatch(structure, ensemble, timeStep);
        return open(checkpoint);
    }

    private RunningSimulation open(final Checkpoint checkpoint) {
        final Evaluator evaluator = potential.evaluator(structure.atomicNumbers(), evaluatorOptions);
        RunningSimulation run = null;
        try {
            final PhaseState state = new PhaseState(structure, evaluator, timeStep);
            run = checkpoint == null ? RunningSimulation.begin(state, ensemble, new RandomSource(seed), velocities)
                : RunningSimulation.goOn(state, ensemble, checkpoint);
            return run;
        } finally {
            if (run == null) {
                evaluator.close();
            }
        }
    }

    private void requireDegreesOfFreedom() {
        if (structure.size() == 0) {
            throw new InputException("The start structure has no atoms.", "Connect a structure with atoms.");
        }
        if (structure.size() == 1 && ensemble.conservesMomentum() && !(ensemble instanceof ConstantEnergy)) {
            throw new InputException("The start structure has 1 atom; without its total momentum it has no degree of freedom for "
                + ensemble.description() + ".", "Use a larger supercell.");
        }
    }

    /** @throws InputException if two atoms lie on top of each other */
    static void requireDistinctAtoms(final Structure structure) {
        final ClosestPair pair = ClosestPair.find(structure.positions(), structure.cell(), Guards.COINCIDENT);
        if (pair != null) {
            throw new InputException("Atoms " + pair.describe(structure.atomicNumbers()) + " of the start structure lie on top of each "
                + "other, " + Checks.number(pair.distance()) + " Å apart.", "Remove one of the two from the structure.");
        }
    }
}
