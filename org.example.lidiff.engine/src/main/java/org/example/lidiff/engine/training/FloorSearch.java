package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;

/**
 * Configurations that the model's own dynamics finds and holds for more stable than the training frames.
 *
 * <p>Frames of a dynamics are drawn from the Boltzmann distribution, so what is easily reached from them at the same temperature
 * cannot have a lower energy than they have. Where a model says otherwise it is wrong, and a lower bound of the energy teaches it.
 */
final class FloorSearch {

    private final KernelShape shape;
    private final FrameWorkers workers;
    private final PreparedFrames frames;
    private final NepModel model;
    private final Baseline baseline;

    FloorSearch(final KernelShape shape, final FrameWorkers workers, final PreparedFrames frames, final NepModel model) {
        this.shape = shape;
        this.workers = workers;
        this.frames = frames;
        this.model = model;
        baseline = new Baseline(shape.settings);
    }

    void add(final List<PreparedFrame> floors, final double temperature, final int steps, final int starts, final long seed) {
        final List<PreparedFrame> training = frames.training();
        final double sigmas = Double.parseDouble(System.getProperty("sig", "1"));
        final List<List<PreparedFrame>> found = new ArrayList<>();
        for (int c = 0; c < starts; c++) {
            found.add(new ArrayList<>());
        }
        final Nep nep = new Nep(model);
        final ShortDynamics dynamics = new ShortDynamics(temperature, steps, Math.max(1, steps / 10));
        workers.team().run(starts, (chunk, worker) -> {
            final PreparedFrame start = training.get((int)((long)chunk * training.size() / starts));
            final double bound = bound(start, sigmas);
            final List<LabeledFrame> late = new ArrayList<>();
            final List<double[]> path = dynamics.run(nep, start.source, seed * 1000 + chunk);
            for (int k = path.size() / 2; k < path.size(); k++) {
                final LabeledFrame s = start.source;
                late.add(new LabeledFrame(s.run(), s.frame(), s.atomicNumbers(), path.get(k), s.cell(), 0, new double[0], null));
            }
            final double[] e = new double[late.size()];
            final double[] zbl = new double[late.size()];
            final FrameGeometry[] g = new FrameGeometry[late.size()];
            double mean = 0;
            for (int k = 0; k < late.size(); k++) {
                g[k] = new FrameGeometry(shape, start.types, late.get(k).positions(), late.get(k).cell());
                zbl[k] = baseline.of(late.get(k)).energy();
                e[k] = workers.energy(worker, g[k], model.parameters(), model.scaler());
                mean += (e[k] + zbl[k]) / late.size();
            }
            if (mean < bound + 0.03 * start.atoms()) {
                for (int k = 0; k < late.size(); k++) {
                    found.get(chunk).add(new PreparedFrame(late.get(k), shape, start.types, g[k], e[k] + bound - mean));
                }
            }
        });
        found.forEach(floors::addAll);
    }

    // mean energy without offsets, ZBL included, of the training frames of the same run, less their scatter
    private double bound(final PreparedFrame start, final double sigmas) {
        final double[] e = frames.training().stream().filter(f -> f.source.run() == start.source.run())
            .mapToDouble(f -> f.source.energy() - frames.offsets().of(f.source.atomicNumbers())).toArray();
        final double mean = Arrays.stream(e).average().orElseThrow();
        final double variance = Arrays.stream(e).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        return mean - sigmas * Math.sqrt(variance);
    }
}
