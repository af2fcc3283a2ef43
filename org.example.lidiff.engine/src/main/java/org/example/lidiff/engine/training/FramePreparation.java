package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.structure.Element;

/** Computes the neighborhoods and the ZBL part of all frames, fits the offsets of the species and subtracts both. */
final class FramePreparation {

    private static final int ROUND = 64;

    private final KernelShape shape;
    private final FrameWorkers workers;
    private final List<Element> elements;
    private final long memory;
    private final Progress progress;
    private final Baseline baseline;

    /**
     * @param memory bytes that precomputed neighborhoods may take; frames beyond it are computed again in every epoch
     */
    FramePreparation(final KernelShape shape, final FrameWorkers workers, final List<Element> elements, final long memory,
        final Progress progress) {
        this.shape = shape;
        this.workers = workers;
        this.elements = elements;
        this.memory = memory;
        this.progress = progress;
        baseline = new Baseline(shape.settings);
    }

    /** All frames of {@code set}; the offsets are fitted to the training frames minus what {@code foundation} says. */
    PreparedFrames prepare(final TrainingSet set, final Optional<NepModel> foundation) {
        final List<LabeledFrame> all = new ArrayList<>();
        for (final FrameRole role : FrameRole.values()) {
            all.addAll(set.frames(role));
        }
        final FrameGeometry[] geometry = new FrameGeometry[all.size()];
        final Baseline.Part[] parts = new Baseline.Part[all.size()];
        final double[] energies = new double[all.size()];
        compute(all, foundation, geometry, parts, energies);
        final int training = set.frames(FrameRole.TRAINING).size();
        final List<int[]> counts = new ArrayList<>();
        final double[] residuals = new double[training];
        for (int f = 0; f < training; f++) {
            counts.add(counts(all.get(f)));
            residuals[f] = all.get(f).energy() - parts[f].energy() - energies[f];
        }
        final SpeciesOffsets offsets = SpeciesOffsets.fit(elements, counts, residuals);
        final List<PreparedFrame> prepared = new ArrayList<>();
        for (int f = 0; f < all.size(); f++) {
            final LabeledFrame frame = all.get(f);
            prepared.add(new PreparedFrame(frame, shape, types(frame), geometry[f], parts[f], offsets.of(frame.atomicNumbers())));
        }
        final int validation = training + set.frames(FrameRole.VALIDATION).size();
        return new PreparedFrames(prepared.subList(0, training), prepared.subList(training, validation),
            prepared.subList(validation, all.size()), offsets);
    }

    private void compute(final List<LabeledFrame> all, final Optional<NepModel> foundation, final FrameGeometry[] geometry,
        final Baseline.Part[] parts, final double[] energies) {
        final AtomicLong used = new AtomicLong();
        final double[] parameters = foundation.map(NepModel::parameters).orElse(null);
        final double[] scaler = foundation.map(NepModel::scaler).orElse(null);
        // whether a frame is kept depends on the threads, its numbers do not
        for (int from = 0; from < all.size(); from += ROUND) {
            progress.advance(0, 0, "Computing neighborhoods: frame " + (from + 1) + " of " + all.size());
            final int first = from;
            workers.team().run(Math.min(ROUND, all.size() - from), (chunk, worker) -> {
                final int f = first + chunk;
                final FrameGeometry g = new FrameGeometry(shape, types(all.get(f)), all.get(f).positions(), all.get(f).cell());
                if (used.addAndGet(g.bytes()) <= memory) {
                    geometry[f] = g;
                }
                parts[f] = baseline.of(all.get(f));
                if (parameters != null) {
                    energies[f] = workers.energy(worker, g, parameters, scaler);
                }
            });
        }
    }

    private int[] types(final LabeledFrame frame) {
        return Arrays.stream(frame.atomicNumbers()).map(z -> elements.indexOf(Element.of(z))).toArray();
    }

    private int[] counts(final LabeledFrame frame) {
        final int[] counts = new int[elements.size()];
        for (final int t : types(frame)) {
            counts[t]++;
        }
        return counts;
    }
}
