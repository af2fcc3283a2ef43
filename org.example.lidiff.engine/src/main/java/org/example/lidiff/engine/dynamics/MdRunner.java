package org.example.lidiff.engine.dynamics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.RunWriter;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/**
 * Carries out an {@link MdPlan}: runs side by side, as many as there are threads; threads left over speed up the forces.
 *
 * <p>Each run has its own random numbers, derived from the plan's seed, the index of its condition and the index of its
 * replica, so that the bits of a run do not depend on the threads nor on the other runs.
 */
public final class MdRunner {

    private static final long POLL_MILLIS = 50;
    /** ns in a fs, s in a ns, s in a day */
    private static final double NANOSECONDS = 1e-6;
    private static final double SECONDS = 1e-9;
    private static final double DAY = 86_400;

    private final MdPlan plan;
    private final CheckpointFolder checkpoints;

    private MdRunner(final MdPlan plan, final CheckpointFolder checkpoints) {
        this.plan = plan;
        this.checkpoints = checkpoints;
    }

    /** Carries out {@code plan} without checkpoints. */
    public static MdRunner of(final MdPlan plan) {
        return new MdRunner(plan, null);
    }

    /** The same with checkpoints; runs whose checkpoints are in the folder go on from there, bit for bit. */
    public MdRunner checkpoints(final CheckpointFolder folder) {
        return new MdRunner(plan, folder);
    }

    /**
     * Makes all runs. Their frames go to {@code target} in the order conditions, replicas; the caller finishes it.
     *
     * @param start where all runs start from
     * @param potential the force field
     * @param target open, the caller's
     * @param progress called by the calling thread only
     * @throws org.example.lidiff.engine.InputException if the force field lacks an element, a run ends in its equilibration or
     *             without two frames, a guard with {@link GuardAction#FAIL} sees one go wrong, or a file cannot be written
     * @throws CancellationException within a second after {@code progress} said so; checkpoints are written first
     */
    public MdResult run(final StartStructure start, final Potential potential, final TrajectorySetWriter target,
        final Progress progress) {
        final int atOnce = Math.min(plan.threads(), plan.runs());
        final int evaluatorThreads = Math.max(1, plan.threads() / atOnce);
        final Optional<RelaxationResult> relaxation = plan.relaxation().map(o -> relax(start.structure(), potential, o, progress));
        final Structure structure = relaxation.map(RelaxationResult::structure).orElse(start.structure());
        // tells whether a checkpoint belongs to this structure and this force field
        final double startEnergy = checkpoints == null ? 0 : potential.evaluate(structure).energy();
        final double skin = plan.skin().orElseGet(() -> new SkinChoice(plan, evaluatorThreads).measure(structure, potential, progress));
        final AtomicBoolean canceled = new AtomicBoolean();
        final List<ReplicaProgress> counters = new ArrayList<>();
        final List<ReplicaRun> jobs = new ArrayList<>();
        for (int c = 0; c < plan.conditions().size(); c++) {
            for (int r = 0; r < plan.conditions().get(c).replicas(); r++) {
                final int run = jobs.size();
                final ReplicaSetup setup = new ReplicaSetup(run, c, r, plan.conditions().get(c).temperatureK(), structure,
                    potential, evaluatorThreads, skin, checkpoints(run, startEnergy));
                final RunWriter writer = target.openRun(setup.info(plan), structure.atomicNumbers(), plan.quantities());
                counters.add(new ReplicaProgress(canceled));
                jobs.add(new ReplicaRun(plan, setup, writer, counters.get(run)));
            }
        }
        final Report report = new Report(progress, counters);
        final List<MdRunResult> results = execute(jobs, atOnce, canceled, report);
        final List<String> notes = new ArrayList<>(notes(structure, potential));
        relaxation.ifPresent(r -> notes.addAll(r.warnings()));
        return new MdResult(results, notes, relaxation, skin, report.nanosecondsPerDay());
    }

    private RelaxationResult relax(final Structure structure, final Potential potential, final RelaxationOptions options,
        final Progress progress) {
        Simulation.requireDistinctAtoms(structure);
        return Relaxation.run(structure, potential, options, plan.threads(), progress.part(0, 0));
    }

    private ReplicaCheckpoints checkpoints(final int run, final double startEnergy) {
        return checkpoints == null ? null
            : new ReplicaCheckpoints(checkpoints.ofRun(run), checkpoints.everySteps(),
                plan.fingerprint(run) + ", start energy " + startEnergy + " eV");
    }

    private List<MdRunResult> execute(final List<ReplicaRun> jobs, final int atOnce, final AtomicBoolean canceled, final Report report) {
        final ExecutorService pool = Executors.newFixedThreadPool(atOnce);
        try {
            final List<Future<MdRunResult>> futures = jobs.stream().map(pool::submit).toList();
            final List<MdRunResult> results = new ArrayList<>();
            Throwable failure = null;
            for (final Future<MdRunResult> f : futures) {
                try {
                    results.add(await(f, canceled, report));
                } catch (final ExecutionException e) {
                    // the first real failure ends the other runs, whose cancellations do not hide it
                    failure = failure == null || failure instanceof CancellationException ? e.getCause() : failure;
                    canceled.set(true);
                }
            }
            rethrow(failure);
            report.send();
            return results;
        } catch (final RuntimeException e) {
            canceled.set(true);
            throw e;
        } finally {
            stop(pool);
        }
    }

    private static MdRunResult await(final Future<MdRunResult> future, final AtomicBoolean canceled, final Report report)
        throws ExecutionException {
        while (true) {
            try {
                return future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (final TimeoutException e) {
                if (!canceled.get()) {
                    report.send();
                }
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The molecular dynamics was interrupted");
            }
        }
    }

    private static void rethrow(final Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure instanceof IOException e) {
            throw CheckpointFolder.notWritable(e);
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    // runs notice the cancellation after their present step; nobody may write to the caller's files after that
    private static void stop(final ExecutorService pool) {
        pool.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.HOURS)) {
                    break;
                }
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> notes(final Structure structure, final Potential potential) {
        final double height = structure.cell().smallestHeight();
        return height >= 2 * potential.cutoff() ? List.of() : List.of(String.format(Locale.ROOT,
            "The simulation cell is only %.2f Å high, less than twice the cutoff of %.2f Å: atoms feel their own periodic images"
                + " (all are summed). Use a larger supercell.", height, potential.cutoff()));
    }

    /** Tells how far all runs are together. */
    private final class Report {

        private final Progress progress;
        private final List<ReplicaProgress> counters;
        private final long begin = System.nanoTime();

        Report(final Progress progress, final List<ReplicaProgress> counters) {
            this.progress = progress;
            this.counters = counters;
        }

        void send() {
            final long done = counters.stream().mapToLong(ReplicaProgress::done).sum();
            final long total = plan.runs() * plan.stepsPerRun();
            final double perDay = nanosecondsPerDay();
            progress.advance(done, total, perDay > 0 ? String.format(Locale.ROOT, "%.3g ns/day, %s left", perDay,
                duration(DAY * (total - done) * plan.timeStepFs() * NANOSECONDS / perDay)) : "Starting molecular dynamics");
        }

        /** Simulated time per day since the start of this call, all runs together. */
        double nanosecondsPerDay() {
            final long made = counters.stream().mapToLong(c -> c.done() - c.started()).sum();
            return made * plan.timeStepFs() * NANOSECONDS / ((System.nanoTime() - begin) * SECONDS) * DAY;
        }

        private String duration(final double seconds) {
            return seconds < 100 ? Math.round(seconds) + " s" : seconds < 6000 ? Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
        }
    }
}
