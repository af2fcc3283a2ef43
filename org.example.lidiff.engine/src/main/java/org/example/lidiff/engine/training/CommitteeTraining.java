package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.NepModel;

/**
 * Trains the further members of a committee: each with a seed of its own and without one fifth of the training frames, a contiguous block that
 * goes round, so that they differ also where the seed changes little (from a foundation).
 */
final class CommitteeTraining {

    private static final int PARTS = 5;

    private final TrainingOptions options;
    private final KernelShape shape;
    private final FrameWorkers workers;
    private final PreparedFrames frames;

    CommitteeTraining(final TrainingOptions options, final KernelShape shape, final FrameWorkers workers, final PreparedFrames frames) {
        this.options = options;
        this.shape = shape;
        this.workers = workers;
        this.frames = frames;
    }

    /**
     * The committee, {@code first} at its head; shorter, with a warning, if it was cancelled.
     *
     * @param start the foundation, or the model that gives q_scaler from scratch
     * @param prior what holds a training with this centering to the foundation, or null
     * @param choice as that of the first model
     */
    List<NepModel> train(final NepModel first, final NepModel start, final boolean fromFoundation, final Function<Centering, FoundationPrior> prior,
        final Trainer.Choice choice, final Progress progress, final List<String> warnings) {
        final List<NepModel> members = new ArrayList<>(List.of(first));
        final int count = options.members();
        try {
            for (int m = 1; m < count; m++) {
                final TrainingOptions own = options.withSeed(options.seed() + 1000L * m);
                final List<PreparedFrame> training = without(m - 1);
                final NepModel begin = fromFoundation ? start : InitialModel.of(shape, workers.kernel(), training, own.seed());
                final Centering centering = new Centering(shape.settings,
                    DescriptorStatistics.of(shape, workers.kernel(), training, begin.parameters(), begin.scaler()).means(),
                    fromFoundation ? begin.parameters() : null);
                final int number = m + 1;
                final Trainer trainer = new Trainer(own, workers, training, frames.validation(), begin, centering, prior.apply(centering), choice);
                final Progress part = progress.part((double)m / count, (m + 1.0) / count);
                trainer.run((done, total, text) -> part.advance(done, total, "Model " + number + " of " + count + ". " + text));
                if (trainer.cancelled()) {
                    throw new CancellationException();
                }
                members.add(begin.withParameters(trainer.best()));
            }
        } catch (final CancellationException e) {
            warnings.add("Training was cancelled during the committee: " + members.size() + " of " + count + " models are complete.");
        }
        return members;
    }

    // all training frames but one block of each fifth part
    private List<PreparedFrame> without(final int part) {
        final List<PreparedFrame> all = frames.training();
        final int from = part % PARTS * all.size() / PARTS;
        final int to = (part % PARTS + 1) * all.size() / PARTS;
        final List<PreparedFrame> result = new ArrayList<>(all.subList(0, from));
        result.addAll(all.subList(to, all.size()));
        return result.isEmpty() ? all : result;
    }
}
