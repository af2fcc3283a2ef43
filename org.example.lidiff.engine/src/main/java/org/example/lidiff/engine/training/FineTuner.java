package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Element;

/**
 * Trains a NEP model from scratch or from a foundation model.
 *
 * <p>Adam on analytic gradients of energy, force and virial errors (SCIENCE: force fields). A foundation model is cut down to the
 * species of the training set and keeps its descriptor factors (q_scaler) and its ZBL repulsion, which is never trained.
 */
public final class FineTuner {

    // part of the heap that may hold precomputed neighborhoods
    private static final double MEMORY_SHARE = 0.4;

    private final TrainingOptions options;

    private FineTuner(final TrainingOptions options) {
        this.options = options;
    }

    /** A tuner with these options. */
    public static FineTuner of(final TrainingOptions options) {
        return new FineTuner(options);
    }

    /**
     * Trains a model.
     *
     * @param set the labeled frames
     * @param foundation the model to start from; empty trains from scratch
     * @param progress told the errors so far; cancel keeps the best model so far
     * @throws InputException if the foundation lacks a species, or if the loss is not finite
     * @throws java.util.concurrent.CancellationException if cancelled before there is a first model
     */
    public TrainingResult train(final TrainingSet set, final Optional<NepModel> foundation, final Progress progress) {
        final long start = System.nanoTime();
        final Progress throttled = Progress.throttled(progress);
        final NepSettings settings = foundation.map(f -> slice(f, set.elements()).settings())
            .orElseGet(() -> options.shape().settings(set.elements(), set.shortestDistance()));
        final KernelShape shape = new KernelShape(settings);
        try (FrameWorkers workers = new FrameWorkers(shape, options)) {
            final FramePreparation preparation = new FramePreparation(shape, workers, set.elements(),
                (long)(MEMORY_SHARE * Runtime.getRuntime().maxMemory()), throttled);
            return foundation.isPresent() ? fineTune(set, slice(foundation.get(), set.elements()), shape, workers, preparation, throttled, start)
                : fromScratch(set, shape, workers, preparation, throttled, start);
        }
    }

    private static NepModel slice(final NepModel foundation, final List<Element> elements) {
        for (final Element e : elements) {
            if (foundation.settings().typeOf(e) < 0) {
                final List<Element> known = foundation.settings().species();
                throw new InputException("The foundation model has no parameters for " + e + "; it knows "
                    + (known.size() > 12 ? known.size() + " other elements" : known) + ".",
                    "Choose a foundation model that knows " + e + ", or train from scratch.");
            }
        }
        return foundation.withSpecies(elements);
    }

    private TrainingResult fromScratch(final TrainingSet set, final KernelShape shape, final FrameWorkers workers,
        final FramePreparation preparation, final Progress progress, final long start) {
        final PreparedFrames frames = preparation.prepare(set, Optional.empty());
        final NepModel model = InitialModel.of(shape, workers.kernel(), frames.training(), options.seed());
        return train(set, frames, model, shape, workers, progress, start, Optional.empty(), Optional.empty());
    }

    private TrainingResult fineTune(final TrainingSet set, final NepModel foundation, final KernelShape shape, final FrameWorkers workers,
        final FramePreparation preparation, final Progress progress, final long start) {
        final PreparedFrames frames = preparation.prepare(set, Optional.of(foundation));
        return train(set, frames, foundation, shape, workers, progress, start, report(frames.training(), workers, foundation),
            report(frames.validation(), workers, foundation));
    }

    private TrainingResult train(final TrainingSet set, final PreparedFrames frames, final NepModel model, final KernelShape shape,
        final FrameWorkers workers, final Progress progress, final long start, final Optional<ErrorReport> before,
        final Optional<ErrorReport> beforeValidation) {
        final DescriptorStatistics statistics = DescriptorStatistics.of(shape, workers.kernel(), frames.training(), model.parameters(),
            model.scaler());
        Trainer trainer = new Trainer(options, workers, frames.training(), frames.validation(), model,
            new Centering(shape.settings, statistics.means()), before.isPresent() ? Trainer.Anchor.START : Trainer.Anchor.ZERO);
        final long trainingStart = System.nanoTime();
        trainer.run(progress);
        final double trainingSeconds = (System.nanoTime() - trainingStart) * 1e-9;
        NepModel best = model.withParameters(trainer.best());
        final int rounds = Integer.getInteger("rounds", 0);
        final List<PreparedFrame> floors = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            final int count = floors.size();
            new FloorSearch(shape, workers, frames, best).add(floors, Double.parseDouble(System.getProperty("fT", "1000")), Integer.getInteger("fsteps", 500), Integer.getInteger("fstarts", 16), options.seed() * 1000 + round);
            final List<PreparedFrame> all = new ArrayList<>(frames.training());
            all.addAll(floors);
            trainer = new Trainer(options.withEpochs(Integer.getInteger("fep", 20)).withLearningRate(Double.parseDouble(System.getProperty("flr", "2e-3")), 1e-5), workers, all, frames.validation(), best,
                new Centering(shape.settings, statistics.means()), Trainer.Anchor.ZERO);
            trainer.run(progress);
            best = model.withParameters(trainer.best());
            final double[] v = workers.errors(floors, best.parameters(), best.scaler());
            System.out.printf("round %d floors +%d violation now %.1f meV/atom val %s%n", round, floors.size() - count, 1e3 * Math.sqrt(v[0] / 10 / floors.size()), trainer.learningCurve().points().get(trainer.learningCurve().points().size() - 1).validation());
        }
        final List<String> warnings = new ArrayList<>(set.warnings());
        warnings.addAll(warnings(frames, trainer));
        final long atoms = frames.training().stream().mapToLong(PreparedFrame::atoms).sum();
        return new TrainingResult(best, trainer.learningCurve(), report(frames.training(), workers, best).orElseThrow(),
            report(frames.validation(), workers, best), report(frames.test(), workers, best), before, beforeValidation, frames.offsets(),
            warnings, trainer.cancelled(), trainer.epochsDone(), trainer.bestEpoch(), (System.nanoTime() - start) * 1e-9,
            1e6 * trainingSeconds * Math.min(options.threads(), options.batchSize()) / Math.max(1, trainer.epochsDone()) / atoms);
    }

    private List<String> warnings(final PreparedFrames frames, final Trainer trainer) {
        final List<String> warnings = new ArrayList<>();
        if (frames.offsets().degenerate()) {
            warnings.add(frames.offsets().text());
        }
        if (trainer.cancelled()) {
            warnings.add(String.format(Locale.ROOT, "Training was cancelled in epoch %d of %d; the best model so far (epoch %d) is kept.",
                trainer.epochsDone() + 1, options.epochs(), trainer.bestEpoch()));
        }
        if (!trainer.ended().isEmpty()) {
            warnings.add(trainer.ended());
        }
        if (frames.validation().isEmpty()) {
            warnings.add("No frames are held out: the errors say nothing about other configurations.");
        }
        return warnings;
    }

    private static Optional<ErrorReport> report(final List<PreparedFrame> frames, final FrameWorkers workers, final NepModel model) {
        return frames.isEmpty() ? Optional.empty()
            : Optional.of(new ErrorReport(frames, workers.predict(frames, model.parameters(), model.scaler())));
    }
}
