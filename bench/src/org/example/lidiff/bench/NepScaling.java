package org.example.lidiff.bench;

import java.io.IOException;
import java.util.Random;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;

/**
 * How much faster molecular dynamics is on two cores, beside a loop of nothing but arithmetic: the cores of a virtual machine may share one
 * real core, and its clock may sink when both are busy. Seconds on the clock of the fastest of some rounds in turns.
 */
final class NepScaling {

    private static final int ROUNDS = 12;
    private static final double SKIN = 0.6;
    private static final double KELVIN = 1000;

    private NepScaling() {
    }

    static void run(final Bench bench) throws IOException, InterruptedException {
        final Table table = new Table("NEP on 2 cores", "atoms", "µs per atom and step, 1 thread", "2 threads", "scaling", "scaling of arithmetic",
            "ratio");
        for (final NepCase c : NepCase.all(bench)) {
            final int steps = bench.count(30_000.0 / c.structure().size());
            final double[] best = {1e9, 1e9, 1e9, 1e9};
            for (int round = 0; round < ROUNDS; round++) {
                best[0] = Math.min(best[0], dynamics(c, steps, 1));
                best[1] = Math.min(best[1], dynamics(c, steps, 2));
                best[2] = Math.min(best[2], arithmetic(1));
                best[3] = Math.min(best[3], arithmetic(2));
            }
            final double perAtom = 1e6 / c.structure().size();
            final double scaling = best[0] / best[1];
            final double arithmetic = best[2] / best[3];
            table.row(c.name(), c.structure().size(), best[0] * perAtom, best[1] * perAtom, scaling, arithmetic, scaling / arithmetic);
        }
        table.print();
    }

    /** Seconds a step. */
    private static double dynamics(final NepCase c, final int steps, final int threads) {
        final EnergyForcesVirial result = new EnergyForcesVirial(c.structure().size());
        try (Evaluator evaluator = c.potential().evaluator(c.structure().atomicNumbers(), new EvaluatorOptions(threads, SKIN))) {
            final NepSpeed.Verlet verlet = new NepSpeed.Verlet(c.structure(), KELVIN, new Random(1));
            verlet.step(evaluator, result);
            final long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                verlet.step(evaluator, result);
            }
            return (System.nanoTime() - start) / 1e9 / steps;
        }
    }

    /** Seconds of a fixed number of sums, shared by some threads. */
    private static double arithmetic(final int threads) throws InterruptedException {
        final double[] sums = new double[16 * threads];
        final Thread[] team = new Thread[threads];
        final long start = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            final int at = 16 * t;
            team[t] = new Thread(() -> sums[at] = logistic(100_000_000 / threads));
            team[t].start();
        }
        for (final Thread t : team) {
            t.join();
        }
        if (!(sums[0] > 0)) {
            throw new IllegalStateException("The sum is " + sums[0]);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double logistic(final int steps) {
        double x = 0.3;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            x = 3.9 * x * (1 - x);
            sum += x;
        }
        return sum;
    }
}
