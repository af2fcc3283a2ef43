package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.junit.jupiter.api.Test;

class ForgettingTest {

    private static final TrainingSet SET = TrainingSet.of(LabeledRuns.set(LabeledRuns.vibration(40, 1)), TrainingSetOptions.defaults(), Progress.NONE);

    // a foundation that is wrong about the frames, but knows more than they show
    private static NepModel foundation() {
        final NepModel teacher = ((Nep)LabeledRuns.teacher()).model();
        final double[] p = teacher.parameters();
        final java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < p.length; i++) {
            p[i] += 0.05 * random.nextGaussian();
        }
        return teacher.withParameters(p);
    }

    private static TrainingResult tuned(final double strength) {
        return FineTuner.of(TrainingOptions.fineTuning().withEpochs(60).withWeightDecay(0).withPriorStrength(strength).withThreads(1)
            .withLearningRate(3e-3, 1e-6)).train(SET, Optional.of(foundation()), Progress.NONE);
    }

    @Test
    void priorKeepsWhatTheFoundationSaysElsewhere() {
        final TrainingResult free = tuned(0);
        final TrainingResult held = tuned(10);
        final double before = free.foundationValidation().orElseThrow().forceRmse();
        final Forgetting without = free.forgetting().orElseThrow();
        final Forgetting with = held.forgetting().orElseThrow();
        assertTrue(with.forceChange() < 0.7 * without.forceChange(), with + " with, " + without + " without the prior");
        // and still learns
        assertTrue(held.validation().orElseThrow().forceRmse() < 0.6 * before, before + " before, " + held.validation().orElseThrow().text());
        assertEquals(10, with.priorStrength());
        assertTrue(with.text().startsWith("Away from the training frames (strained, rattled, elements exchanged) the forces moved by "), with.text());
    }

    @Test
    void aStrongPriorKeepsTheFoundation() {
        final TrainingResult result = tuned(1e6);
        assertTrue(result.forgetting().orElseThrow().forceChange() < 0.05 * result.forgetting().orElseThrow().foundationForceRms(),
            result.forgetting().toString());
    }

    @Test
    void theWholeCommitteeIsHeldByThePrior() {
        final NepModel foundation = foundation();
        final TrainingResult result = FineTuner.of(TrainingOptions.fineTuning().withEpochs(20).withWeightDecay(0).withPriorStrength(1e6).withMembers(3)
            .withThreads(1).withLearningRate(3e-3, 1e-6)).train(SET, Optional.of(foundation), Progress.NONE);
        final double reference = moved(foundation, result.model());
        for (final NepModel member : result.committeeModels()) {
            assertTrue(moved(foundation, member) < 2 * reference + 1e-3, moved(foundation, member) + " beside " + reference);
        }
        final TrainingResult free = FineTuner.of(TrainingOptions.fineTuning().withEpochs(20).withWeightDecay(0).withMembers(3)
            .withThreads(1).withLearningRate(3e-3, 1e-6)).train(SET, Optional.of(foundation), Progress.NONE);
        assertTrue(moved(foundation, free.committeeModels().get(2)) > 10 * (2 * reference + 1e-3), "the prior is what holds them");
    }

    // rms change of the parameters
    private static double moved(final NepModel from, final NepModel to) {
        final double[] a = from.parameters();
        final double[] b = to.parameters();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }

    @Test
    void fromScratchNothingIsForgotten() {
        assertTrue(FineTuner.of(LabeledRuns.quick().withEpochs(2).withPriorStrength(1)).train(SET, Optional.empty(), Progress.NONE).forgetting().isEmpty());
    }
}
