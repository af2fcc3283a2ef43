package org.example.lidiff.engine.dynamics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunWriter;

/** One run of a plan: equilibration stages, then the recorded production. Executed by one thread. */
final class ReplicaRun implements Callable<MdRunResult> {

    private final MdPlan plan;
    private final ReplicaSetup setup;
    private final RunWriter writer;
    private final ReplicaProgress progress;
    private final GuardObserver guard;
    private final ExtrapolationWatch watch;
    private final ThermodynamicsRecorder recorder;
    private final double[] cellSum = new double[10];
    private int stage;
    private RunningSimulation running;
    private FrameSpool spool;
    private boolean unwritable;

    ReplicaRun(final MdPlan plan, final ReplicaSetup setup, final RunWriter writer, final ReplicaProgress progress) {
        this.plan = plan;
        this.setup = setup;
        this.writer = writer;
        this.progress = progress;
        guard = new GuardObserver(plan.guards(), plan.sampleEvery());
        watch = new ExtrapolationWatch(plan.guards().checkEvery());
        recorder = new ThermodynamicsRecorder(plan.sampleEvery(), ThermodynamicsRecorder.DEFAULT_MAX_ROWS);
    }

    @Override
    public MdRunResult call() throws IOException {
        final ReplicaCheckpoint saved = setup.checkpoints() == null ? null : setup.checkpoints().read(plan);
        stage = saved == null ? 0 : saved.stage();
        final Simulation simulation = Simulation.of(setup.structure(), setup.potential()).ensemble(ensemble(stage))
            .timeStep(plan.timeStepFs()).seed(setup.seed(plan)).skin(setup.skin()).threads(setup.evaluatorThreads());
        if (setup.checkpoints() != null) {
            spool = setup.checkpoints().openFrames(setup.structure().size(), plan, saved);
        }
        if (saved != null) {
            System.arraycopy(saved.cellSum(), 0, cellSum, 0, cellSum.length);
            restore(saved.observers());
        }
        try (RunningSimulation run = saved == null ? simulation.start() : simulation.resume(saved.simulation())) {
            running = run;
            progress.start(stepsBefore() + run.snapshot().step());
            equilibrate();
            final String stopped = produce(saved != null && saved.frames() > 0);
            if (spool != null) {
                spool.copyTo(writer::appendFrame);
            }
            final MdRunResult result = result(endWriting(stopped));
            writer.info(result.info());
            return result;
        } finally {
            if (spool != null) {
                spool.close();
            }
        }
    }

    private void restore(final byte[] saved) throws IOException {
        final DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
        recorder.restore(in);
        // a checkpoint of the first version ends here
        if (in.available() > 0) {
            guard.restore(in);
            watch.restore(in);
        }
    }

    private byte[] savedObservers() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        recorder.save(out);
        guard.save(out);
        watch.save(out);
        return bytes.toByteArray();
    }

    private Ensemble ensemble(final int index) {
        return index < plan.equilibration().size() ? plan.equilibration(plan.equilibration().get(index), setup.temperatureK())
            : plan.production(setup.temperatureK());
    }

    private void equilibrate() throws IOException {
        while (stage < plan.equilibration().size()) {
            final MdStage s = plan.equilibration().get(stage);
            final CellAverage average = new CellAverage(s.steps(), cellSum);
            final List<Observer> observers = new ArrayList<>(List.of(new Ramp(s), guard));
            if (s.pressure().isPresent()) {
                observers.add(average);
            }
            try {
                advance(s.steps(), observers);
            } catch (final SimulationStopped e) {
                throw new InputException(setup.name() + ", equilibration: " + e.getMessage(), e.resolution(), e);
            }
            if (s.pressure().isPresent() && s.steps() > 0) {
                running.changeCell(average.mean());
            }
            Arrays.fill(cellSum, 0);
            stage++;
            running.switchTo(ensemble(stage));
            running.resetClock();
        }
    }

    /** The reason why it ended early, or null. */
    private String produce(final boolean goesOn) throws IOException {
        final TrajectoryRecorder frames = new TrajectoryRecorder(spool == null ? this::write : spool, plan.sampleEvery(),
            plan.quantities());
        try {
            advance(plan.productionSteps(), List.of(guard, watch, goesOn ? frames.goingOn() : frames, recorder));
            return null;
        } catch (final SimulationStopped e) {
            if (unwritable) {
                writer.endWithWritten();
            } else if (plan.guards().action() == GuardAction.FAIL) {
                throw new InputException(setup.name() + ": " + e.getMessage(), e.resolution(), e);
            }
            if (frames() < 2) {
                throw new InputException(setup.name() + ": " + e.getMessage(), e.resolution(), e);
            }
            return e.getMessage() + " The run ended there; " + frames() + " frames up to then are kept. " + e.resolution();
        }
    }

    /** Writes what is left of the frames; the reason why the run ended early, or null. */
    private String endWriting(final String stopped) {
        try {
            writer.end();
            return stopped;
        } catch (final InputException e) {
            final long kept = writer.endWithWritten();
            if (kept < 2) {
                throw new InputException(setup.name() + ": " + e.summary(), e.resolution(), e);
            }
            return e.summary() + " The first " + kept + " frames are kept. " + e.resolution();
        }
    }

    // a full disk ends the run as a guard does: what is written stays
    private void write(final long step, final double[] positions, final double[] cell, final double[] velocities, final double energy,
        final double[] forces, final double[] stress) {
        try {
            writer.appendFrame(step, positions, cell, velocities, energy, forces, stress);
        } catch (final InputException e) {
            unwritable = true;
            throw new SimulationStopped(step, e.summary(), e.resolution());
        }
    }

    private long frames() {
        return spool == null ? writer.frames() : spool.frames();
    }

    private void advance(final long until, final List<Observer> observers) throws IOException {
        final long before = stepsBefore();
        final long from = running.snapshot().step();
        final Progress report = (done, total, text) -> progress.advance(before + from + done);
        final List<Observer> all = new ArrayList<>(observers);
        if (spool != null) {
            all.add(new Saver());
        }
        try {
            running.run(Math.max(0, until - from), all, report);
        } catch (final CancellationException e) {
            save();
            throw e;
        }
    }

    private long stepsBefore() {
        return plan.equilibration().subList(0, stage).stream().mapToLong(MdStage::steps).sum();
    }

    private void save() {
        if (spool == null) {
            return;
        }
        try {
            // frames first: a checkpoint must never count frames that a power failure can take away
            spool.force();
            setup.checkpoints().write(new ReplicaCheckpoint(setup.checkpoints().fingerprint(), stage, spool.frames(), cellSum,
                running.checkpoint(), savedObservers()));
        } catch (final IOException e) {
            throw CheckpointFolder.notWritable(e);
        }
    }

    private MdRunResult result(final String stopped) {
        final Thermodynamics t = recorder.result();
        final RunInfo info = setup.info(plan).withTemperature(t.temperatureK());
        final List<String> warnings = new ArrayList<>(guard.warnings());
        warnings.addAll(watch.warnings());
        if (stopped != null) {
            warnings.add(stopped);
        }
        warnings.addAll(RunWarnings.of(plan, setup.temperatureK(), t));
        return new MdRunResult(setup.condition(), setup.replica(), info, writer.frames(), t, running.structure(),
            running.neighborListBuilds(), stopped != null, warnings);
    }

    /** Leads the bath along the temperatures of a stage. */
    private final class Ramp implements Observer {

        private final MdStage ramp;

        Ramp(final MdStage ramp) {
            this.ramp = ramp;
        }

        @Override
        public void init(final Snapshot start) {
            lead(start);
        }

        @Override
        public void handleStep(final Snapshot now) {
            if (ramp.startFraction() != ramp.endFraction()) {
                lead(now);
            }
        }

        private void lead(final Snapshot now) {
            running.temperature(setup.temperatureK() * ramp.fraction(now.step()));
        }
    }

    /** Writes a checkpoint now and then, and at the end. */
    private final class Saver implements Observer {

        @Override
        public void handleStep(final Snapshot now) {
            if (now.step() % setup.checkpoints().every() == 0) {
                save();
            }
        }

        @Override
        public void finish(final Snapshot end) {
            save();
        }
    }
}
