package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.NepModel;

/** The rounds of {@link Stabilization}: look where the model's dynamics leads, bound the energies there, train on. */
final class Stabilizer {

    // the model is nearly trained: smaller steps
    private static final double RATE = 0.4;

    private final TrainingOptions options;
    private final KernelShape shape;
    private final FrameWorkers workers;
    private final PreparedFrames frames;
    private final double temperature;
    private final List<LearningCurve.Point> points = new ArrayList<>();
    private final List<PreparedFrame> floors = new ArrayList<>();
    private NepModel model;
    private int epochs;
    private boolean cancelled;

    /**
     * @param temperature of the dynamics in K
     * @param model the model to begin with
     * @param epochs how many it was trained already
     */
    Stabilizer(final TrainingOptions options, final KernelShape shape, final FrameWorkers workers, final PreparedFrames frames,
        final double temperature, final NepModel model, final int epochs) {
        this.options = options;
        this.shape = shape;
        this.workers = workers;
        this.frames = frames;
        this.temperature = temperature;
        this.model = model;
        this.epochs = epochs;
    }

    /** Does all rounds; a cancel ends it with the model of the last complete round. */
    void run(final Centering centering, final Progress progress) {
        final Stabilization s = options.stabilization();
        final FloorSearch search = new FloorSearch(shape, workers, frames, s, temperature);
        final TrainingOptions round = options.withEpochs(s.epochs()).withPatienceEpochs(0)
            .withLearningRate(RATE * options.learningRate(), options.finalLearningRate());
        try {
            for (int r = 0; r < s.rounds(); r++) {
                floors.addAll(search.find(model, options.seed() * 100 + r, progress));
                final List<PreparedFrame> training = new ArrayList<>(frames.training());
                // more bounds than labels would drown these: with ten frames forces got twice as wrong
                training.addAll(TrainingSet.equidistant(floors, frames.training().size()));
                final Trainer trainer = new Trainer(round.withSeed(options.seed() * 100 + r), workers, training, frames.validation(), model,
                    centering, null, Trainer.Choice.LAST);
                trainer.run(progress);
                if (trainer.cancelled()) {
                    cancelled = true;
                    return;
                }
                model = model.withParameters(trainer.best());
                for (final LearningCurve.Point p : trainer.learningCurve().points()) {
                    points.add(new LearningCurve.Point(epochs + p.epoch(), p.learningRate(), p.loss(), p.training(), p.validation()));
                }
                epochs += trainer.epochsDone();
            }
        } catch (final CancellationException e) {
            cancelled = true;
        }
    }

    NepModel model() {
        return model;
    }

    int epochs() {
        return epochs;
    }

    boolean cancelled() {
        return cancelled;
    }

    List<LearningCurve.Point> points() {
        return points;
    }

    /** What was done, one sentence. */
    String text() {
        return String.format(Locale.ROOT, "Stabilization: dynamics of the model at %.0f K gave %d configurations whose energies got a lower "
            + "bound (no labels), at most %d of them at a time.", temperature, floors.size(), frames.training().size());
    }
}
