package org.example.lidiff.engine.potential;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;

/** What a short simulation at constant energy shows: velocity Verlet with steps of 1 fs. It is made once for all checks. */
final class DynamicsChecks {

    private static final double SKIN = 0.5;
    private static final int GRADE_EVERY = 10;

    private final ProbeSystem system;
    private boolean done;
    // total energy in eV after each step, the start included
    private double[] energies = {0};
    private double largestGrade;

    DynamicsChecks(final ProbeSystem system) {
        this.system = system;
    }

    /** Largest deviation from the start. */
    ProbeCheck energyConservation() {
        simulate();
        double worst = 0;
        for (final double e : energies) {
            worst = ProbeSystem.worse(worst, Math.abs(e - energies[0]) / system.structure.size());
        }
        return ProbeCheck.atMost("A short simulation keeps its energy", 1000 * worst, 2, "meV per atom",
            "The time step is too long, or the forces are not those of the energy.");
    }

    /** Slope of a line through the total energy. */
    ProbeCheck drift() {
        simulate();
        final int n = energies.length;
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < n; i++) {
            final double t = i - 0.5 * (n - 1);
            numerator += t * (energies[i] - energies[0]);
            denominator += t * t;
        }
        // eV/fs → meV/ps
        final double slope = n < 2 ? 0 : 1e6 * numerator / denominator / system.structure.size();
        return ProbeCheck.atMost("The energy of a short simulation does not drift", Math.abs(slope), 1, "meV per atom and ps",
            "Long simulations without a thermostat heat up or cool down, and a thermostat works against it all the time.");
    }

    /** Largest grade of any atom at the start and on the way. */
    ProbeCheck extrapolation() {
        simulate();
        return ProbeCheck.atMost("The training knew such atoms", largestGrade, ExtrapolationMeasure.UNKNOWN,
            "of the distance of the strangest training atom",
            "Forces are extrapolated: they may be wrong without any other sign. Train with frames of such conditions.");
    }

    private void simulate() {
        if (done) {
            return;
        }
        done = true;
        final Structure s = system.structure;
        final double[] r = s.positions();
        final double[] v = new double[r.length];
        final double[] kick = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            kick[i] = Units.ACCELERATION / s.element(i / 3).mass();
            v[i] = system.random.nextGaussian() * Math.sqrt(Units.BOLTZMANN * system.options.temperature() * kick[i]);
        }
        final EnergyForcesVirial now = new EnergyForcesVirial(s.size());
        energies = new double[system.options.simulationSteps() + 1];
        try (Evaluator evaluator = system.potential.evaluator(s.atomicNumbers(), new EvaluatorOptions(1, SKIN))) {
            evaluator.evaluate(r, s.cell(), now);
            energies[0] = now.energy() + kinetic(v, kick);
            grade(evaluator);
            for (int step = 1; step < energies.length; step++) {
                for (int i = 0; i < r.length; i++) {
                    v[i] += 0.5 * now.forces()[i] * kick[i];
                    r[i] += v[i];
                }
                evaluator.evaluate(r, s.cell(), now);
                for (int i = 0; i < r.length; i++) {
                    v[i] += 0.5 * now.forces()[i] * kick[i];
                }
                energies[step] = now.energy() + kinetic(v, kick);
                if (!Double.isFinite(energies[step])) {
                    Arrays.fill(energies, step, energies.length, Double.NaN);
                    return;
                }
                if (step % GRADE_EVERY == 0) {
                    grade(evaluator);
                }
            }
        }
    }

    private void grade(final Evaluator evaluator) {
        if (evaluator.gradesExtrapolation()) {
            final double[] grades = new double[system.structure.size()];
            evaluator.extrapolationGrades(grades);
            for (final double g : grades) {
                largestGrade = ProbeSystem.worse(largestGrade, g);
            }
        }
    }

    private static double kinetic(final double[] v, final double[] kick) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += 0.5 * v[i] * v[i] / kick[i];
        }
        return sum;
    }
}
