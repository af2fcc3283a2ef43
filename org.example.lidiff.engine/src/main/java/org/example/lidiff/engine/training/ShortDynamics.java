package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;

/**
 * A short Langevin dynamics (BAOAB, Leimkuhler and Matthews 2013) that shows where a model leads from a training frame.
 *
 * <p>For looking, not for physics: strong friction, the largest time step that the lightest atom allows.
 */
final class ShortDynamics {

    private static final double FRICTION_TIME = 100;
    private static final double STEP_OF_LITHIUM = 2;
    private static final double HOTTEST = 10;

    private static final int CHECK_EVERY = 20;

    private final double temperature;
    private final double length;
    private final int snapshotCount;

    /**
     * @param temperature in K
     * @param length in fs
     * @param snapshotCount number of snapshots, equidistant
     */
    ShortDynamics(final double temperature, final double length, final int snapshotCount) {
        this.temperature = temperature;
        this.length = length;
        this.snapshotCount = snapshotCount;
    }

    /**
     * Positions of the snapshots; fewer if the model lets atoms explode.
     *
     * @param check called every few steps; may throw to end the dynamics
     */
    List<double[]> run(final Nep potential, final LabeledFrame start, final long seed, final Runnable check) {
        final Random random = new Random(seed);
        final int n = 3 * start.atoms();
        final double[] x = start.positions().clone();
        final double[] v = new double[n];
        final double[] mass = new double[n];
        double lightest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            mass[i] = Element.of(start.atomicNumbers()[i / 3]).mass();
            lightest = Math.min(lightest, mass[i]);
            v[i] = thermal(mass[i]) * random.nextGaussian();
        }
        final double dt = STEP_OF_LITHIUM * Math.min(1, Math.sqrt(lightest / 6.94));
        final int every = (int)Math.max(1, Math.round(length / dt / snapshotCount));
        final double keep = Math.exp(-dt / FRICTION_TIME);
        final double kick = Math.sqrt(1 - keep * keep);
        final EnergyForcesVirial e = new EnergyForcesVirial(start.atoms());
        final List<double[]> snapshots = new ArrayList<>();
        try (Evaluator evaluator = potential.evaluator(start.atomicNumbers(), new EvaluatorOptions(1, 0.6))) {
            evaluator.evaluate(x, start.cell(), e);
            for (int s = 1; s <= every * snapshotCount; s++) {
                if (s % CHECK_EVERY == 0) {
                    check.run();
                }
                double hot = 0;
                for (int i = 0; i < n; i++) {
                    v[i] += 0.5 * dt * Units.ACCELERATION * e.forces()[i] / mass[i];
                    x[i] += 0.5 * dt * v[i];
                    v[i] = keep * v[i] + kick * thermal(mass[i]) * random.nextGaussian();
                    x[i] += 0.5 * dt * v[i];
                }
                evaluator.evaluate(x, start.cell(), e);
                for (int i = 0; i < n; i++) {
                    v[i] += 0.5 * dt * Units.ACCELERATION * e.forces()[i] / mass[i];
                    final double u = v[i] / thermal(mass[i]);
                    hot += u * u / n;
                }
                if (!(hot < HOTTEST)) {
                    return snapshots;
                }
                if (s % every == 0) {
                    snapshots.add(x.clone());
                }
            }
        }
        return snapshots;
    }

    private double thermal(final double mass) {
        return Math.sqrt(Units.BOLTZMANN * temperature * Units.ACCELERATION / mass);
    }
}
