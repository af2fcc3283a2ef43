package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;

/** Finds configurations that a model's own dynamics reaches, with the lower bounds of their energies; see {@link Stabilization}. */
final class FloorSearch {

    private static final int SNAPSHOTS = 10;
    // beyond this energy per atom above its bound a configuration is no danger
    private static final double NEAR = 0.05;
    private static final double LARGEST_WORK = 1e6;
    private static final int FEWEST_STARTS = 4;

    private final KernelShape shape;
    private final FrameWorkers workers;
    private final PreparedFrames frames;
    private final Stabilization options;
    private final double temperature;
    private final Baseline baseline;

    FloorSearch(final KernelShape shape, final FrameWorkers workers, final PreparedFrames frames, final Stabilization options,
        final double temperature) {
        this.shape = shape;
        this.workers = workers;
        this.frames = frames;
        this.options = options;
        this.temperature = temperature;
        baseline = new Baseline(shape.settings);
    }

    /** The configurations of one round; the same for any number of threads. */
    List<PreparedFrame> find(final NepModel model, final long seed, final Progress progress) {
        final List<PreparedFrame> training = frames.training();
        final DescriptorRange known = DescriptorRange.of(shape, workers.kernel(), training, model.parameters(), model.scaler());
        final Nep nep = new Nep(model);
        final int starts = starts();
        final List<List<PreparedFrame>> found = new ArrayList<>();
        for (int c = 0; c < starts; c++) {
            found.add(new ArrayList<>());
        }
        final AtomicBoolean cancelled = new AtomicBoolean();
        workers.team().run(starts, (chunk, worker) -> {
            final PreparedFrame start = training.get((int)((long)chunk * training.size() / starts));
            final ShortDynamics dynamics = new ShortDynamics(temperature, options.femtoseconds(), SNAPSHOTS);
            final List<double[]> path = dynamics.run(nep, start.source, seed * 1000 + chunk,
                () -> check(worker, chunk, starts, cancelled, progress));
            found.get(chunk).addAll(bounded(start, path.subList(path.size() / 2, path.size()), model, known, worker));
        });
        return found.stream().flatMap(List::stream).toList();
    }

    private int starts() {
        final double steps = options.femtoseconds() / 2;
        final double atoms = frames.training().stream().mapToInt(PreparedFrame::atoms).average().orElseThrow();
        return (int)Math.max(Math.min(FEWEST_STARTS, options.starts()), Math.min(options.starts(), LARGEST_WORK / (steps * atoms)));
    }

    // only the calling thread may talk to the progress; the others learn of a cancel through the flag
    private static void check(final int worker, final int chunk, final int starts, final AtomicBoolean cancelled, final Progress progress) {
        if (worker == 0) {
            try {
                progress.advance(0, 0, "Trying the model's dynamics: " + (chunk + 1) + " of " + starts);
            } catch (final CancellationException e) {
                cancelled.set(true);
                throw e;
            }
        } else if (cancelled.get()) {
            throw new CancellationException();
        }
    }

    // the mean over the snapshots is bounded, each keeps its difference from the mean: thermal scatter is no error
    private List<PreparedFrame> bounded(final PreparedFrame start, final List<double[]> path, final NepModel model,
        final DescriptorRange known, final int worker) {
        final LabeledFrame s = start.source;
        final double[] energies = new double[path.size()];
        final FrameGeometry[] geometry = new FrameGeometry[path.size()];
        final List<LabeledFrame> snapshots = new ArrayList<>();
        double mean = 0;
        double unknown = 0;
        for (int k = 0; k < energies.length; k++) {
            final LabeledFrame f = new LabeledFrame(s.run(), s.frame(), s.atomicNumbers(), path.get(k), s.cell(), 0, new double[0], null);
            snapshots.add(f);
            geometry[k] = new FrameGeometry(shape, start.types, f.positions(), f.cell());
            energies[k] = workers.energy(worker, geometry[k], model.parameters(), model.scaler());
            mean += (energies[k] + baseline.of(f).energy()) / energies.length;
            unknown += (double)workers.unknownAtoms(worker, known, start.types) / energies.length;
        }
        final double raise = meanEnergy(start) + options.margin() * unknown - mean;
        final List<PreparedFrame> result = new ArrayList<>();
        for (int k = 0; k < energies.length && raise > -NEAR * s.atoms(); k++) {
            result.add(new PreparedFrame(snapshots.get(k), shape, start.types, geometry[k], energies[k] + raise));
        }
        return result;
    }

    // mean energy without offsets, ZBL included, of the training frames of the same atoms and cell volume
    private double meanEnergy(final PreparedFrame start) {
        return frames.training().stream().filter(f -> Arrays.equals(f.source.atomicNumbers(), start.source.atomicNumbers())
            && f.source.run() == start.source.run()).mapToDouble(f -> f.source.energy()
                - frames.offsets().of(f.source.atomicNumbers())).average().orElseThrow();
    }
}
