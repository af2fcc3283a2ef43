package org.example.lidiff.engine.dynamics;

import java.util.OptionalLong;

import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.StressKind;

/**
 * Which run of a plan it is, and what it works with.
 *
 * @param run index among all runs
 * @param condition index of the condition
 * @param replica index among the runs of the condition
 * @param temperatureK of the condition
 * @param structure where it starts
 * @param potential the force field
 * @param evaluatorThreads threads for the forces of this run
 * @param skin of the neighbor list in Å
 * @param checkpoints where checkpoints are written, or null
 */
record ReplicaSetup(int run, int condition, int replica, double temperatureK, Structure structure, Potential potential,
    int evaluatorThreads, double skin, ReplicaCheckpoints checkpoints) {

    long seed(final MdPlan plan) {
        return RandomSource.derive(plan.seed(), condition, replica);
    }

    /** "Run MD, 600 K, replica 2". */
    String name() {
        return "Run MD, " + Checks.number(temperatureK) + " K, replica " + (replica + 1);
    }

    /** What is known before the run; the temperature is the one that was set. */
    RunInfo info(final MdPlan plan) {
        final Ensemble ensemble = plan.production(temperatureK);
        return new RunInfo(name(), RunKind.CONTINUOUS, plan.sampleEvery() * plan.timeStepFs(), temperatureK, OptionalLong.of(seed(plan)), true,
            StressKind.POTENTIAL, ensemble.description(), ensemble.dynamicsAltered());
    }
}
