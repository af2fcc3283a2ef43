package org.example.lidiff.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;

/**
 * The evaluation of NEP models beside the C++ reference program: processor time per atom and step on one core, with the list built in
 * every call, and as molecular dynamics uses it.
 */
final class NepSpeed {

    private static final double SKIN = 0.6;
    private static final double KELVIN = 1000;
    private static final int ROUNDS = 6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private NepSpeed() {
    }

    static void run(final Bench bench) throws IOException, InterruptedException {
        final NepSpeed speed = new NepSpeed();
        final Table table = new Table("NEP, µs per atom and step, 1 core", "atoms", "pairs per atom", "ours, list every call", "ours, MD", "grades",
            "C++, list every call", "C++, list given", "C++ native, list every call", "C++ native, list given", "ours / C++, list every call",
            "ours MD / C++, list every call", "ours MD / C++, list given");
        for (final NepCase c : NepCase.all(bench)) {
            speed.measure(bench, c, table);
        }
        table.print();
    }

    private void measure(final Bench bench, final NepCase c, final Table table) throws IOException, InterruptedException {
        final int atoms = c.structure().size();
        final int calls = bench.count(20_000.0 / atoms);
        final double perAtom = 1e6 / atoms;
        final double[] best = new double[6];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        // in turns, so that a change of the clock or of the load meets all of them
        for (int round = 0; round < ROUNDS; round++) {
            best[0] = Math.min(best[0], perAtom * rebuilding(c, calls));
            best[1] = Math.min(best[1], perAtom * dynamics(c, calls));
            best[2] = least(best[2], perAtom * peer("bench.nep", c, "rebuild", calls));
            best[3] = least(best[3], perAtom * peer("bench.nep", c, "keep", calls));
            best[4] = least(best[4], perAtom * peer("bench.nep.native", c, "rebuild", calls));
            best[5] = least(best[5], perAtom * peer("bench.nep.native", c, "keep", calls));
        }
        table.row(c.name(), atoms, c.pairsPerAtom(), best[0], best[1], perAtom * grades(c, calls), best[2], best[3], best[4], best[5], best[0] / best[2],
            best[1] / best[2], best[1] / best[3]);
    }

    private static double least(final double a, final double b) {
        return b < a || Double.isNaN(b) ? b : a;
    }

    /** Seconds a call. */
    private double rebuilding(final NepCase c, final int calls) {
        final Structure s = c.structure();
        final EnergyForcesVirial result = new EnergyForcesVirial(s.size());
        try (Evaluator evaluator = c.potential().evaluator(s.atomicNumbers(), EvaluatorOptions.DEFAULT)) {
            final double[] r = s.positions();
            final long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < calls; i++) {
                evaluator.evaluate(r, s.cell(), result);
            }
            return (threads.getCurrentThreadCpuTime() - start) / 1e9 / calls;
        }
    }

    /** Seconds a step of 1 fs of velocity Verlet that starts at 1000 K. */
    private double dynamics(final NepCase c, final int steps) {
        final Structure s = c.structure();
        final EnergyForcesVirial result = new EnergyForcesVirial(s.size());
        try (Evaluator evaluator = c.potential().evaluator(s.atomicNumbers(), new EvaluatorOptions(1, SKIN))) {
            final Verlet verlet = new Verlet(s, KELVIN, new Random(1));
            verlet.step(evaluator, result);
            final long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < steps; i++) {
                verlet.step(evaluator, result);
            }
            return (threads.getCurrentThreadCpuTime() - start) / 1e9 / steps;
        }
    }

    /** Seconds for the extrapolation grades of all atoms, after an evaluation. */
    private double grades(final NepCase c, final int calls) {
        final Structure s = c.structure();
        final double[] grades = new double[s.size()];
        try (Evaluator evaluator = c.potential().calibrated(List.of(s)).evaluator(s.atomicNumbers(), EvaluatorOptions.DEFAULT)) {
            evaluator.evaluate(s.positions(), s.cell(), new EnergyForcesVirial(s.size()));
            double best = Double.POSITIVE_INFINITY;
            for (int round = 0; round < ROUNDS; round++) {
                final long start = threads.getCurrentThreadCpuTime();
                for (int i = 0; i < calls; i++) {
                    evaluator.extrapolationGrades(grades);
                }
                best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 1e9 / calls);
            }
            return best;
        }
    }

    private static double peer(final String program, final NepCase c, final String mode, final int calls) throws IOException, InterruptedException {
        final String path = System.getProperty(program, "");
        if (path.isEmpty()) {
            return Double.NaN;
        }
        final Process p = new ProcessBuilder(path, c.model().toString(), c.plainFile().toString(), mode, "1", Integer.toString(calls))
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        final String[] lines = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().split("\n");
        if (p.waitFor() != 0) {
            return Double.NaN;
        }
        c.check(Double.parseDouble(lines[0]));
        return Double.parseDouble(lines[lines.length - 1]);
    }

    /** Velocity Verlet with steps of 1 fs. */
    static final class Verlet {
        private final Structure structure;
        private final double[] r;
        private final double[] v;
        private final double[] inverseMass;
        private boolean started;

        Verlet(final Structure structure, final double kelvin, final Random random) {
            this.structure = structure;
            r = structure.positions();
            v = new double[r.length];
            inverseMass = new double[r.length];
            for (int i = 0; i < r.length; i++) {
                inverseMass[i] = Units.ACCELERATION / structure.element(i / 3).mass();
                v[i] = random.nextGaussian() * Math.sqrt(Units.BOLTZMANN * kelvin * inverseMass[i]);
            }
        }

        void step(final Evaluator evaluator, final EnergyForcesVirial result) {
            if (!started) {
                evaluator.evaluate(r, structure.cell(), result);
                started = true;
            }
            final double[] f = result.forces();
            for (int i = 0; i < r.length; i++) {
                v[i] += 0.5 * f[i] * inverseMass[i];
                r[i] += v[i];
            }
            evaluator.evaluate(r, structure.cell(), result);
            for (int i = 0; i < r.length; i++) {
                v[i] += 0.5 * f[i] * inverseMass[i];
            }
        }

        double[] positions() {
            return r;
        }

        /** Kinetic energy in eV. */
        double kinetic() {
            double sum = 0;
            for (int i = 0; i < v.length; i++) {
                sum += 0.5 * v[i] * v[i] / inverseMass[i];
            }
            return sum;
        }
    }
}
