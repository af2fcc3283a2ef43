package org.example.lidiff.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.sun.management.OperatingSystemMXBean;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.dynamics.ConstantEnergy;
import org.example.lidiff.engine.dynamics.MdPlan;
import org.example.lidiff.engine.dynamics.MdRunner;
import org.example.lidiff.engine.dynamics.RunningSimulation;
import org.example.lidiff.engine.dynamics.Simulation;
import org.example.lidiff.engine.dynamics.StartStructure;
import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.PotentialFiles;
import org.example.lidiff.engine.potential.StillingerWeber;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/** Molecular dynamics: beside LAMMPS, what it costs besides the forces, and simulated time a day. */
final class Dynamics {

    private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean();
    private static final double DAY = 86_400;

    private Dynamics() {
    }

    private record Times(double clock, double processor) {

        static Times of(final Bench.Task task) throws IOException {
            final long clock = System.nanoTime();
            final long processor = PROCESS.getProcessCpuTime();
            task.run();
            return new Times((System.nanoTime() - clock) / 1e9, (PROCESS.getProcessCpuTime() - processor) / 1e9);
        }

        Times best(final Times other) {
            return new Times(Math.min(clock, other.clock), Math.min(processor, other.processor));
        }
    }

    /** Stillinger-Weber silicon, 8,000 atoms at 500 K, NVE, in turns with LAMMPS so that both see the same machine. */
    static void silicon(final Bench bench) throws IOException, InterruptedException {
        final int steps = bench.count(500);
        final Table table = new Table("silicon, 8000 atoms", "threads", "s on the clock", "s LAMMPS", "ours / LAMMPS",
            "processor s", "processor s LAMMPS", "ours / LAMMPS");
        for (final int threads : new int[] {1, 2}) {
            Times ours = new Times(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
            Times peer = ours;
            try (RunningSimulation run = Simulation.of(crystal(10), StillingerWeber.silicon()).ensemble(new ConstantEnergy(1000)).timeStep(1)
                .threads(threads).start()) {
                run.run(steps, List.of(), Progress.NONE);
                for (int i = 0; i < bench.repeats(); i++) {
                    ours = ours.best(Times.of(() -> run.run(steps, List.of(), Progress.NONE)));
                    peer = peer.best(new Times(bench.peer("silicon.py", Integer.toString(steps), Integer.toString(threads), "clock"),
                        bench.peer("silicon.py", Integer.toString(steps), Integer.toString(threads), "processor")));
                }
            }
            table.row("NVE, " + steps + " steps", threads, ours.clock(), peer.clock(), ours.clock() / peer.clock(), ours.processor(),
                peer.processor(), ours.processor() / peer.processor());
        }
        table.print();
    }

    private static Structure crystal(final int n) {
        final double a = 5.43095;
        final double[] x = {0, 0, 0, 0, .5, .5, .5, 0, .5, .5, .5, 0, .25, .25, .25, .25, .75, .75, .75, .25, .75, .75, .75, .25};
        for (int i = 0; i < x.length; i++) {
            x[i] *= a;
        }
        final int[] z = new int[8];
        Arrays.fill(z, 14);
        return new Structure(Cell.of(a, 0, 0, 0, a, 0, 0, 0, a), z, x).supercell(n, n, n);
    }

    private static StartStructure lithiumSilicide(final int... cells) throws IOException {
        final ReferenceStructure loaded = TrajectorySetFile.open(Nanosecond.find("trajectories.lidiff")).reference().orElseThrow();
        final ReferenceStructure unit = new ReferenceStructure(loaded.unitCell(), new int[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
        return new StartStructure(unit.supercell(), Optional.of(unit)).supercell(cells);
    }

    /** What a whole run costs, beside as many evaluations of the forces alone with a list that is up to date. */
    static void overhead(final Bench bench) throws IOException {
        final Potential potential = PotentialFiles.load(List.of(Nanosecond.find("nep.txt")));
        final StartStructure start = lithiumSilicide(3, 3, 4);
        final int steps = bench.count(400);
        final Path file = bench.file("overhead.lidiff");
        final MdPlan plan = MdPlan.of(900).withTimeStep(2).withEquilibration(List.of()).withProduction(steps, 10).withSkin(0.6);
        double forces = Double.POSITIVE_INFINITY;
        double all = Double.POSITIVE_INFINITY;
        try (RunningSimulation warm = Simulation.of(start.structure(), potential).timeStep(2)
            .ensemble(new ConstantEnergy(1800)).start(); Evaluator evaluator = potential.evaluator(start.structure().atomicNumbers(),
                new EvaluatorOptions(1, 0.6))) {
            warm.run(steps, List.of(), Progress.NONE);
            final Structure hot = warm.structure();
            final EnergyForcesVirial result = new EnergyForcesVirial(hot.size());
            final double[] positions = hot.positions();
            evaluator.evaluate(positions, hot.cell(), result);
            for (int i = 0; i < bench.repeats(); i++) {
                forces = Math.min(forces, Times.of(() -> {
                    for (int n = 0; n < steps; n++) {
                        evaluator.evaluate(positions, hot.cell(), result);
                    }
                }).processor());
                all = Math.min(all, Times.of(() -> {
                    try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
                        MdRunner.of(plan).run(StartStructure.of(hot), potential, writer, Progress.NONE);
                        writer.finish(Optional.empty(), Provenance.NONE);
                    }
                }).processor());
            }
        }
        Files.deleteIfExists(file);
        final Table table = new Table("overhead of a run with output every 10 steps", "atoms", "steps", "processor s forces", "processor s run",
            "run / forces");
        table.row("NEP, LiSi, 900 K", start.structure().size(), steps, forces, all, all / forces);
        table.print();
    }

    /** Simulated time a day. */
    static void perDay(final Bench bench) throws IOException {
        final Potential potential = PotentialFiles.load(List.of(Nanosecond.find("nep.txt")));
        final StartStructure start = lithiumSilicide(2, 2, 2);
        final int steps = bench.count(1000);
        final Table table = new Table("simulated time", "atoms", "threads", "fs a step", "ns/day on the clock", "ns/day of processor time",
            "µs processor / atom / step");
        for (final int threads : new int[] {1, 2}) {
            try (RunningSimulation run = Simulation.of(start.structure(), potential).timeStep(2).ensemble(new ConstantEnergy(1800))
                .threads(threads).start()) {
                run.run(steps, List.of(), Progress.NONE);
                Times best = new Times(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
                for (int i = 0; i < bench.repeats(); i++) {
                    best = best.best(Times.of(() -> run.run(steps, List.of(), Progress.NONE)));
                }
                final double ns = steps * 2e-6;
                table.row("NEP, LiSi", start.structure().size(), threads, 2, ns / best.clock() * DAY, threads * ns / best.processor() * DAY,
                    1e6 * best.processor() / steps / start.structure().size());
            }
        }
        table.print();
    }
}
