package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.NepModel;

/** The loop over epochs: steps of the optimizer, validation, the best parameters so far. */
final class Trainer {

    private static final int VALIDATIONS = 300;

    /** Which parameters are the result. */
    enum Choice {
        /** Those with the lowest validation loss. */
        BEST,
        /** Likewise, those of the start included: a foundation may be as good as it gets. */
        BEST_OR_START,
        /** Those of the last epoch. */
        LAST
    }

    private final TrainingOptions options;
    private final Choice choice;
    private final FrameWorkers workers;
    private final List<PreparedFrame> training;
    private final List<PreparedFrame> validation;
    private final double[] scaler;
    private final Centering centering;
    private final FoundationPrior prior;
    private final Optimizer optimizer;
    private final SplittableRandom random;
    private final double[] centered;
    private final double[] plain;
    private final double[] gradient;
    private final int[] order;
    private final List<LearningCurve.Point> points = new ArrayList<>();
    private double[] best;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private int epoch;
    private boolean cancelled;
    private String ended = "";

    /** @param prior what holds the parameters near a foundation model, or null */
    Trainer(final TrainingOptions options, final FrameWorkers workers, final List<PreparedFrame> training,
        final List<PreparedFrame> validation, final NepModel start, final Centering centering, final FoundationPrior prior,
        final Choice choice) {
        this.prior = prior;
        this.choice = choice;
        this.options = options;
        this.workers = workers;
        this.training = training;
        this.validation = validation;
        this.centering = centering;
        scaler = start.scaler();
        plain = start.parameters();
        centered = new double[plain.length];
        centering.toCentered(plain, centered);
        gradient = new double[plain.length];
        final int stepsPerEpoch = (training.size() + options.batchSize() - 1) / options.batchSize();
        final long steps = (long)stepsPerEpoch * options.epochs();
        optimizer = new Optimizer(centered, centering.anchor(), options, StepDirection.of(options.optimizer().forSteps(steps), start.settings()), steps,
            options.averagingEpochs() * stepsPerEpoch);
        random = new SplittableRandom(options.seed());
        order = new int[training.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /**
     * Trains until the epochs are done, the validation loss stays, the time is over, or the user cancels.
     *
     * @throws CancellationException if cancelled before there is a model
     */
    void run(final Progress progress) {
        final long start = System.nanoTime();
        if (choice == Choice.BEST_OR_START && !validation.isEmpty()) {
            best = new double[plain.length];
            centering.toPlain(centered, best);
            bestLoss = workers.errors(validation, best, scaler)[0] / validation.size();
        }
        final int interval = Math.max(1, options.epochs() / VALIDATIONS);
        try {
            while (epoch < options.epochs() && ended.isEmpty()) {
                final double[] sums = new double[FrameWorkers.SUMS];
                // smaller while the steps are large
                workers.scaleWeights(Math.pow(options.energyWeightGrowth(),
                    -0.5 * (1 + Math.cos(Math.PI * epoch / Math.max(1, options.epochs() - 1)))));
                epoch(progress, sums);
                workers.scaleWeights(1);
                epoch++;
                final boolean timeIsOver = options.maxSeconds() > 0 && (System.nanoTime() - start) * 1e-9 > options.maxSeconds();
                if (epoch == 1 || epoch % interval == 0 || epoch == options.epochs() || timeIsOver) {
                    validate(sums);
                }
                if (timeIsOver && epoch < options.epochs()) {
                    ended = String.format(Locale.ROOT, "Training stopped after %.0f s as asked for, %d of %d epochs done.",
                        options.maxSeconds(), epoch, options.epochs());
                } else if (options.patienceEpochs() > 0 && !validation.isEmpty() && epoch - bestEpoch >= options.patienceEpochs()) {
                    ended = "Training stopped early: the validation loss did not improve for " + options.patienceEpochs() + " epochs.";
                }
            }
        } catch (final CancellationException e) {
            if (best == null) {
                throw e;
            }
            cancelled = true;
        } finally {
            workers.scaleWeights(1);
        }
    }

    private void epoch(final Progress progress, final double[] sums) {
        for (int i = order.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        for (int from = 0; from < order.length; from += options.batchSize()) {
            progress.advance((long)epoch * order.length + from, (long)options.epochs() * order.length, text());
            final int to = Math.min(order.length, from + options.batchSize());
            centering.toPlain(centered, plain);
            workers.gradient(training, order, from, to, plain, scaler, gradient, sums);
            if (!Double.isFinite(sums[0])) {
                throw new InputException("The training loss is not a finite number in epoch " + (epoch + 1) + ".",
                    "Take a smaller learning rate than " + options.learningRate() + ", and look for wrong energies or forces in the "
                        + "training frames.");
            }
            centering.gradient(gradient);
            if (prior != null) {
                prior.addGradient(centered, gradient);
            }
            optimizer.step(centered, gradient);
        }
    }

    private void validate(final double[] sums) {
        final double[] model = new double[plain.length];
        centering.toPlain(optimizer.average(), model);
        ErrorSummary summary = null;
        double loss = sums[0] / training.size();
        if (validation.isEmpty()) {
            // the loss of the epoch is one of changing parameters: take the last
            loss = Math.min(loss, bestLoss);
        } else {
            final double[] errors = workers.errors(validation, model, scaler);
            loss = errors[0] / validation.size();
            summary = FrameWorkers.summary(errors);
        }
        if (loss < bestLoss || validation.isEmpty() || choice == Choice.LAST) {
            bestLoss = loss;
            best = model;
            bestEpoch = epoch;
        }
        points.add(new LearningCurve.Point(epoch, optimizer.rate(), sums[0] / training.size(),
            FrameWorkers.summary(sums), summary));
    }

    private String text() {
        if (points.isEmpty()) {
            return "Training, epoch " + (epoch + 1) + " of " + options.epochs();
        }
        final LearningCurve.Point p = points.get(points.size() - 1);
        final ErrorSummary e = p.validation() == null ? p.training() : p.validation();
        return String.format(Locale.ROOT, "Epoch %d of %d: %s error %.1f meV/Å, %.2f meV/atom", epoch + 1, options.epochs(),
            p.validation() == null ? "training" : "validation", 1000 * e.forceRmse(), 1000 * e.energyRmse());
    }

    double[] best() {
        return best;
    }

    int bestEpoch() {
        return bestEpoch;
    }

    int epochsDone() {
        return epoch;
    }

    boolean cancelled() {
        return cancelled;
    }

    LearningCurve learningCurve() {
        return new LearningCurve(points);
    }

    /** Why it ended before the last epoch, empty if it did not. */
    String ended() {
        return ended;
    }
}
