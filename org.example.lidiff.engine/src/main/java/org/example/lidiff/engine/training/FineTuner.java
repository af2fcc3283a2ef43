package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Element;

/**
 * Trains a NEP model from scratch or from a foundation model.
 *
 * <p>Steps of {@link OptimizerKind} on analytic gradients of energy, force and virial errors (SCIENCE: force fields). A foundation model is
 * cut down to the species of the training set and keeps its descriptor factors (q_scaler) and its ZBL repulsion, which is never trained.
 */
public final class FineTuner {

    // part of the heap that may hold precomputed neighborhoods
    private static final double MEMORY_SHARE = 0.4;

    private static final int FOUNDATION_FRAMES = 24;
    // eV an atom
    private static final double LARGE_OFFSET = 0.2;

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

    /**
     * Errors of a model as it is, nothing trained but the energy offsets of the species, which are fitted to the training frames.
     *
     * @param role which frames
     * @throws InputException if the model lacks a species
     */
    public Optional<ErrorReport> errors(final TrainingSet set, final FrameRole role, final NepModel model) {
        final NepModel own = slice(model, set.elements());
        final KernelShape shape = new KernelShape(own.settings());
        try (FrameWorkers workers = new FrameWorkers(shape, options)) {
            final PreparedFrames frames = new FramePreparation(shape, workers, set.elements(), 0, Progress.NONE).prepare(set, Optional.of(own));
            return report(switch (role) {
                case TRAINING -> frames.training();
                case VALIDATION -> frames.validation();
                case TEST -> frames.test();
            }, workers, own);
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
        return train(set, frames, model, shape, workers, progress, start, Before.NONE);
    }

    private TrainingResult fineTune(final TrainingSet set, final NepModel foundation, final KernelShape shape, final FrameWorkers workers,
        final FramePreparation preparation, final Progress progress, final long start) {
        final PreparedFrames frames = preparation.prepare(set, Optional.of(foundation));
        return train(set, frames, foundation, shape, workers, progress, start, new Before(
            report(frames.training(), workers, foundation), report(frames.validation(), workers, foundation),
            report(frames.test(), workers, foundation)));
    }

    private TrainingResult train(final TrainingSet set, final PreparedFrames frames, final NepModel model, final KernelShape shape,
        final FrameWorkers workers, final Progress progress, final long start, final Before before) {
        final boolean fromFoundation = before.training().isPresent();
        final int members = options.members();
        final Progress first = progress.part(0, 1.0 / members);
        final DescriptorStatistics statistics = DescriptorStatistics.of(shape, workers.kernel(), frames.training(), model.parameters(),
            model.scaler());
        final Centering centering = new Centering(shape.settings, statistics.means(), fromFoundation ? model.parameters() : null);
        final Function<Centering, FoundationPrior> prior = c -> fromFoundation && options.priorStrength() > 0
            ? new FoundationPrior(options, foundationFrames(shape, workers, model, frames, 0), workers.kernel(), model, c) : null;
        final Trainer.Choice choice = fromFoundation ? Trainer.Choice.BEST_OR_START : Trainer.Choice.BEST;
        final Trainer trainer = new Trainer(options, workers, frames.training(), frames.validation(), model, centering, prior.apply(centering), choice);
        final long trainingStart = System.nanoTime();
        trainer.run(first);
        final double trainingSeconds = (System.nanoTime() - trainingStart) * 1e-9;
        final double temperature = options.stabilization().temperatureK() > 0 ? options.stabilization().temperatureK() : set.temperatureK();
        final Stabilizer stabilizer = new Stabilizer(options, shape, workers, frames, temperature, model.withParameters(trainer.best()),
            trainer.epochsDone());
        final boolean stabilize = options.stabilization().rounds() > 0 && !trainer.cancelled() && temperature > 0;
        if (stabilize) {
            stabilizer.run(centering, first);
        }
        final NepModel best = stabilize ? withoutBias(stabilizer.model(), frames.training(), workers) : stabilizer.model();
        final List<LearningCurve.Point> points = new ArrayList<>(trainer.learningCurve().points());
        points.addAll(stabilizer.points());
        final List<String> warnings = new ArrayList<>(set.warnings());
        warnings.addAll(warnings(frames, fromFoundation, trainer, stabilizer));
        if (options.stabilization().rounds() > 0 && !(temperature > 0)) {
            warnings.add("The model was not stabilized: the temperature of the training runs is not known. Give a temperature.");
        }
        final ErrorReport training = report(frames.training(), workers, best).orElseThrow();
        final Optional<ErrorReport> validation = report(frames.validation(), workers, best);
        // of the labels, thus with the model that knows nothing else
        warnings.addAll(ErrorChecks.of(stabilize ? report(frames.training(), workers, model.withParameters(trainer.best())).orElseThrow() : training,
            before.training()));
        final boolean cancelled = trainer.cancelled() || stabilizer.cancelled();
        final List<NepModel> committee = cancelled || members < 2 ? List.of()
            : new CommitteeTraining(options, shape, workers, frames).train(best, model, fromFoundation, prior, choice, progress, warnings);
        final Held held = new Held(frames);
        final Optional<UncertaintyReport> spread = committee.size() < 2 || held.empty() ? Optional.empty()
            : Optional.of(held.report("committee of " + committee.size(), new CommitteeSpread(workers, committee)::of));
        final Optional<UncertaintyReport> lastLayer = !options.uncertainty() || cancelled || held.empty() ? Optional.empty()
            : Optional.of(held.report("last layer", new LastLayer(workers, best, frames.training(), training)::of));
        final Optional<Forgetting> forgetting = fromFoundation ? Optional.of(foundationFrames(shape, workers, model, frames, 1)
            .forgetting(workers.kernel(), best, options.priorStrength())) : Optional.empty();
        final long atoms = frames.training().stream().mapToLong(PreparedFrame::atoms).sum();
        return new TrainingResult(best, new LearningCurve(points), training, validation, report(frames.test(), workers, best),
            before.training(), before.validation(), before.test(), frames.offsets(), lastLayer, spread, committee, forgetting, stabilize ? stabilizer.text() : "", warnings, cancelled,
            stabilizer.epochs(), stabilizer.points().isEmpty() ? trainer.bestEpoch() : stabilizer.epochs(), (System.nanoTime() - start) * 1e-9,
            1e6 * trainingSeconds * Math.min(options.threads(), options.batchSize()) / Math.max(1, trainer.epochsDone()) / atoms);
    }

    /** Errors of the foundation. */
    private record Before(Optional<ErrorReport> training, Optional<ErrorReport> validation, Optional<ErrorReport> test) {
        private static final Before NONE = new Before(Optional.empty(), Optional.empty(), Optional.empty());
    }

    // others for the prior than for the judgment
    private FoundationFrames foundationFrames(final KernelShape shape, final FrameWorkers workers, final NepModel foundation,
        final PreparedFrames frames, final int which) {
        return new FoundationFrames(shape, workers.kernel(), foundation, frames.training(), FOUNDATION_FRAMES, 2 * options.seed() + which);
    }

    /** The frames that show what an estimate is worth. */
    private static final class Held {
        private final List<PreparedFrame> calibration;
        private final List<PreparedFrame> shown;
        private final boolean test;

        Held(final PreparedFrames frames) {
            calibration = LastLayer.some(frames.validation());
            test = !frames.test().isEmpty();
            shown = test ? LastLayer.some(frames.test()) : calibration;
        }

        boolean empty() {
            return calibration.isEmpty();
        }

        UncertaintyReport report(final String method, final Function<List<PreparedFrame>, UncertaintyReport.Bare> estimates) {
            final UncertaintyReport.Bare bare = estimates.apply(calibration);
            return UncertaintyReport.of(method, test ? "test" : "validation", bare, test ? estimates.apply(shown) : bare);
        }
    }

    // lower bounds also lift the energies they are not meant for; the common part of that is a constant
    private static NepModel withoutBias(final NepModel model, final List<PreparedFrame> training, final FrameWorkers workers) {
        final double[] parameters = model.parameters();
        final List<ErrorReport.Prediction> predictions = workers.predict(training, parameters, model.scaler());
        double bias = 0;
        for (int f = 0; f < training.size(); f++) {
            bias += (predictions.get(f).energy() - training.get(f).energy) / training.get(f).atoms() / training.size();
        }
        parameters[model.settings().b1()] += bias;
        return model.withParameters(parameters);
    }

    private List<String> warnings(final PreparedFrames frames, final boolean fromFoundation, final Trainer trainer,
        final Stabilizer stabilizer) {
        final List<String> warnings = new ArrayList<>();
        if (frames.offsets().degenerate()) {
            warnings.add(frames.offsets().text());
        } else if (fromFoundation && frames.offsets().largest() > LARGE_OFFSET) {
            warnings.add(frames.offsets().text() + ". The reference energies differ from those of the foundation by these constants, which were "
                + "taken out: energies of the model are without them.");
        }
        if (trainer.cancelled()) {
            warnings.add(String.format(Locale.ROOT, "Training was cancelled in epoch %d of %d; the best model so far (epoch %d) is kept.",
                trainer.epochsDone() + 1, options.epochs(), trainer.bestEpoch()));
        }
        if (stabilizer.cancelled()) {
            warnings.add("Training was cancelled during the stabilization; the model of its last complete round is kept and may be unstable.");
        }
        if (fromFoundation && trainer.bestEpoch() == 0 && !frames.validation().isEmpty()) {
            warnings.add("Training did not improve the foundation model on the validation frames: it is kept as it was.");
        }
        if (!trainer.ended().isEmpty()) {
            warnings.add(trainer.ended());
        }
        if (frames.validation().isEmpty() && frames.test().isEmpty()) {
            warnings.add("No frames are held out: the errors say nothing about other configurations.");
        }
        return warnings;
    }

    private static Optional<ErrorReport> report(final List<PreparedFrame> frames, final FrameWorkers workers, final NepModel model) {
        return frames.isEmpty() ? Optional.empty()
            : Optional.of(new ErrorReport(frames, workers.predict(frames, model.parameters(), model.scaler())));
    }
}
