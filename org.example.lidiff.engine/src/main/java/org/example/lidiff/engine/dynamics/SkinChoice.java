package org.example.lidiff.engine.dynamics;

import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.structure.Structure;

/**
 * Chooses the skin of the neighbor list for many steps by short trials: a thick one costs pairs in every step, a thin one is used up
 * sooner. Results do not depend on the skin, so that a measurement may choose it.
 */
final class SkinChoice {

    /** Å */
    private static final double[] CANDIDATES = {Simulation.DEFAULT_SKIN, 0.3, 1, 1.5};
    private static final double SECOND = 1e9;
    /** A run that is shorter than this is not worth the trials. */
    private static final double WORTH_SECONDS = 120;
    private static final double FIRST_SECONDS = 0.05;
    private static final double TRIAL_SECONDS = 0.4;
    private static final int WARM_UP = 20;
    private static final int CHUNK = 20;
    private static final int MOST_STEPS = 400;
    /** Only a gain that is more than noise changes the default. */
    private static final double GAIN = 0.97;

    private final MdPlan plan;
    private final int threads;

    SkinChoice(final MdPlan plan, final int threads) {
        this.plan = plan;
        this.threads = threads;
    }

    /** The fastest skin in Å; the default for a plan that takes less than about two minutes. */
    double measure(final Structure structure, final Potential potential, final Progress caller) {
        final Progress progress = (done, total, text) -> caller.advance(0, plan.runs() * plan.stepsPerRun(), "Choosing the skin of the neighbor list");
        double best = Simulation.DEFAULT_SKIN;
        // the first trial is thrown away: the compiler is at work
        final double first = secondsPerStep(Simulation.of(structure, potential).skin(best), FIRST_SECONDS, progress);
        if (first * plan.stepsPerRun() * plan.runs() < WORTH_SECONDS || Double.isInfinite(first)) {
            return best;
        }
        double bestTime = Double.POSITIVE_INFINITY;
        for (final double skin : CANDIDATES) {
            final double time = secondsPerStep(Simulation.of(structure, potential).skin(skin), TRIAL_SECONDS, progress);
            if (time < GAIN * bestTime) {
                best = skin;
                bestTime = time;
            }
        }
        return best;
    }

    private double secondsPerStep(final Simulation simulation, final double limit, final Progress progress) {
        final double kelvin = plan.conditions().get(0).temperatureK();
        try (RunningSimulation run = simulation.ensemble(new ConstantEnergy(kelvin)).timeStep(plan.timeStepFs()).seed(plan.seed())
            .threads(threads).start()) {
            final List<Observer> guard = List.of(new GuardObserver(plan.guards().withAction(GuardAction.STOP), 1));
            run.run(WARM_UP, guard, progress);
            final long begin = System.nanoTime();
            int steps = 0;
            double seconds = 0;
            while (seconds < limit && steps < MOST_STEPS) {
                run.run(CHUNK, guard, progress);
                steps += CHUNK;
                seconds = (System.nanoTime() - begin) / SECOND;
            }
            return seconds / steps;
        } catch (final SimulationStopped e) {
            // no skin is best for a run that goes wrong; it says so itself
            return Double.POSITIVE_INFINITY;
        }
    }
}
