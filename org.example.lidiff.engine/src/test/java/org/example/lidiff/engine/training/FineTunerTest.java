package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class FineTunerTest {

    private static final TrainingSet SET = set(LabeledRuns.vibration(40, 1));

    @Test
    void learnsATeacherFromScratch() {
        final TrainingResult result = FineTuner.of(LabeledRuns.quick().withEpochs(150).withWeightDecay(0)).train(SET, Optional.empty(), Progress.NONE);
        final ErrorReport validation = result.validation().orElseThrow();
        // the forces vary by their rms; a model that predicts the mean force of each atom is no better than about half of it
        assertTrue(validation.forceRmse() < 0.15 * validation.referenceForceRms(), validation.text());
        assertTrue(validation.energyRmse() < 0.02, validation.text());
        assertEquals(150, result.epochsDone());
        final List<LearningCurve.Point> curve = result.learningCurve().points();
        assertTrue(curve.get(curve.size() - 1).loss() < 0.02 * curve.get(0).loss());
    }

    @Test
    void writtenModelGivesTheReportedNumbers() {
        final TrainingResult result = FineTuner.of(withRepulsion()).train(SET, Optional.empty(), Progress.NONE);
        final LabeledFrame frame = SET.frames(FrameRole.VALIDATION).get(0);
        final EnergyForcesVirial predicted = new Nep(result.model())
            .evaluate(new Structure(frame.cell(), frame.atomicNumbers(), frame.positions()));
        final ErrorReport report = result.validation().orElseThrow();
        // the inference code uses splines for f_k, good to 1e-10
        assertEquals(report.predictedEnergies()[0],
            (predicted.energy() + result.offsets().of(frame.atomicNumbers())) / frame.atoms(), 1e-7);
        final double[] forces = java.util.Arrays.copyOf(report.predictedForces(), 18);
        assertArrayEquals(forces, predicted.forces(), 1e-6);
    }

    private static TrainingOptions withRepulsion() {
        final TrainingOptions quick = LabeledRuns.quick();
        return quick.withEpochs(5).withShape(quick.shape().withZblOuterRadius(3));
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        final TrainingOptions options = LabeledRuns.quick().withEpochs(8).withBatchSize(3);
        final NepModel one = FineTuner.of(options).train(SET, Optional.empty(), Progress.NONE).model();
        final NepModel four = FineTuner.of(options.withThreads(4)).train(SET, Optional.empty(), Progress.NONE).model();
        assertEquals(one, four);
        final NepModel other = FineTuner.of(options.withSeed(2)).train(SET, Optional.empty(), Progress.NONE).model();
        assertTrue(!one.equals(other));
    }

    @Test
    void aPerfectFoundationIsKept() {
        final NepModel teacher = ((Nep)LabeledRuns.teacher()).model();
        final TrainingResult result = FineTuner.of(LabeledRuns.quick().withEpochs(3).withLearningRate(1e-6, 1e-8))
            .train(SET, Optional.of(teacher), Progress.NONE);
        assertEquals(0, result.bestEpoch());
        assertTrue(result.warnings().contains("Training did not improve the foundation model on the validation frames: it is kept as it was."),
            result.warnings().toString());
        // its energies are off by 3 eV a Li and −7 eV a Si, which one composition determines only together
        assertEquals(0, result.foundationValidation().orElseThrow().forceRmse(), 1e-6);
        assertEquals(0, result.foundationValidation().orElseThrow().energyRmse(), 1e-6);
        assertEquals(0, result.validation().orElseThrow().forceRmse(), 1e-4);
        assertTrue(result.offsets().degenerate());
        assertEquals(-12, result.offsets().of(new int[] {3, 3, 3, 14, 14, 14}), 1e-6);
        assertTrue(result.warnings().stream().anyMatch(w -> w.contains("All frames have the same composition")), result.warnings().toString());
        assertArrayEquals(teacher.scaler(), result.model().scaler());
    }

    @Test
    void fineTuningImprovesADisturbedFoundation() {
        final NepModel teacher = ((Nep)LabeledRuns.teacher()).model();
        final double[] p = teacher.parameters();
        final java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < p.length; i++) {
            p[i] += 0.05 * random.nextGaussian();
        }
        final TrainingResult result = FineTuner.of(TrainingOptions.fineTuning().withEpochs(60).withWeights(2, 1, 0.1).withThreads(1))
            .train(SET, Optional.of(teacher.withParameters(p)), Progress.NONE);
        final double before = result.foundationValidation().orElseThrow().forceRmse();
        final double after = result.validation().orElseThrow().forceRmse();
        assertTrue(after < 0.3 * before, before + " before, " + after + " after");
        assertTrue(result.validation().orElseThrow().virialRmse() < result.foundationValidation().orElseThrow().virialRmse());
    }

    @Test
    void speciesUnknownToTheFoundationIsRefused() {
        final NepModel lithium = ((Nep)LabeledRuns.teacher()).model().withSpecies(List.of(Element.of("Li")));
        final InputException e = assertThrows(InputException.class,
            () -> FineTuner.of(LabeledRuns.quick()).train(SET, Optional.of(lithium), Progress.NONE));
        assertEquals("The foundation model has no parameters for Si; it knows [Li].", e.summary());
        assertEquals("Choose a foundation model that knows Si, or train from scratch.", e.resolution());
    }

    @Test
    void lossThatIsNotFiniteIsReported() {
        final TrainingSet huge = set(LabeledRuns.changed(LabeledRuns.vibration(12, 1), b -> java.util.Arrays.fill(b.forces(), 1e200)));
        final InputException e = assertThrows(InputException.class,
            () -> FineTuner.of(LabeledRuns.quick()).train(huge, Optional.empty(), Progress.NONE));
        assertEquals("The training loss is not a finite number in epoch 1.", e.summary());
        assertTrue(e.resolution().contains("smaller learning rate than 0.005"), e.resolution());
    }

    @Test
    void cancelKeepsTheBestModelSoFar() {
        final AtomicReference<String> text = new AtomicReference<>();
        final TrainingResult result = FineTuner.of(LabeledRuns.quick().withEpochs(1_000_000)).train(SET, Optional.empty(), (done, total, t) -> {
            text.set(t);
            if (t.startsWith("Epoch") && done > 100) {
                throw new CancellationException();
            }
        });
        assertTrue(result.cancelled());
        assertTrue(text.get().matches("Epoch \\d+ of 1000000: validation error [\\d.]+ meV/Å, [\\d.]+ meV/atom"), text.get());
        assertTrue(result.warnings().stream().anyMatch(w -> w.matches("Training was cancelled in epoch \\d+ of 1000000; the best model so far.*")),
            result.warnings().toString());
    }

    @Test
    void cancelBeforeTheFirstModelThrows() {
        assertThrows(CancellationException.class, () -> FineTuner.of(LabeledRuns.quick()).train(SET, Optional.empty(), (done, total, text) -> {
            throw new CancellationException();
        }));
    }

    @Test
    void earlyStoppingSaysSo() {
        final TrainingResult result = FineTuner.of(LabeledRuns.quick().withEpochs(400).withPatienceEpochs(1).withLearningRate(0.05, 0.05))
            .train(SET, Optional.empty(), Progress.NONE);
        assertTrue(result.epochsDone() < 400);
        assertTrue(result.warnings().contains("Training stopped early: the validation loss did not improve for 1 epochs."),
            result.warnings().toString());
    }

    @Test
    void modelKeepsItsAngularTerms() {
        final TrainingOptions options = LabeledRuns.quick().withEpochs(2);
        final NepModel model = FineTuner.of(options.withShape(options.shape().withAngular(4, EnumSet.allOf(AngularTerm.class))))
            .train(SET, Optional.empty(), Progress.NONE).model();
        assertEquals(EnumSet.allOf(AngularTerm.class), model.settings().terms());
        assertEquals("NEP4", model.kind());
    }

    private static TrainingSet set(final Trajectory... runs) {
        return TrainingSet.of(LabeledRuns.set(runs), TrainingSetOptions.defaults(), Progress.NONE);
    }
}
