package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/** Wrong labels are told in words. */
class ErrorChecksTest {

    private static final NepModel TEACHER = ((Nep)LabeledRuns.teacher()).model();

    private static String warnings(final Trajectory... runs) {
        final TrainingSet set = TrainingSet.of(LabeledRuns.set(runs), TrainingSetOptions.defaults(), Progress.NONE);
        return FineTuner.of(LabeledRuns.quick().withEpochs(4).withLearningRate(1e-6, 1e-8)).train(set, Optional.of(TEACHER), Progress.NONE)
            .warnings().toString();
    }

    @Test
    void goodLabelsGiveNoSuchWarning() {
        final String text = warnings(LabeledRuns.vibration(20, 1), LabeledRuns.vibration(20, 2));
        assertTrue(!text.contains("off by a constant") && !text.contains("wrong unit") && !text.contains("do not belong"), text);
    }

    @Test
    void constantOfOneRunIsNamed() {
        final Trajectory shifted = LabeledRuns.changed(LabeledRuns.vibration(20, 2), b -> {
            for (int f = 0; f < b.frames(); f++) {
                b.energies()[f] += 0.6;
            }
        });
        final String text = warnings(LabeledRuns.vibration(20, 1), shifted);
        // half of 0.6 eV for 6 atoms in each direction
        assertTrue(text.contains("The energies of run 1 are off by a constant: the model is +50.0 meV/atom away from them"), text);
        assertTrue(text.contains("The energies of run 2 are off by a constant: the model is -50.0 meV/atom away"), text);
    }

    @Test
    void aModelThatHardlyKnowsTheForcesAccusesNoEnergies() {
        // energies shifted as above; to the model the forces are strange
        final Trajectory shifted = LabeledRuns.changed(LabeledRuns.vibration(20, 2), b -> {
            for (int f = 0; f < b.frames(); f++) {
                b.energies()[f] += 0.6;
            }
            for (int i = 0; i < 18 * b.frames(); i++) {
                b.forces()[i] *= -1;
            }
        });
        final String text = warnings(LabeledRuns.vibration(20, 1), shifted);
        assertTrue(!text.contains("off by a constant"), text);
    }

    @Test
    void energiesInHartreeAreNoticedWithoutTimeOrder() {
        final Trajectory hartree = LabeledRuns.changed(LabeledRuns.vibration(30, 1), b -> {
            for (int f = 0; f < b.frames(); f++) {
                b.energies()[f] /= 27.211386;
            }
        });
        final String text = warnings(hartree);
        assertTrue(text.contains("The energies do not belong to the forces: forces are learned, but the energies of the frames differ by 0.03"), text);
    }

    @Test
    void forcesInAtomicUnitsAreNoticedByTheFoundation() {
        final String text = warnings(LabeledRuns.changed(LabeledRuns.vibration(30, 1), b -> {
            for (int i = 0; i < 18 * b.frames(); i++) {
                b.forces()[i] /= 51.422067;
            }
        }));
        assertTrue(text.contains("The reference forces are 0.0194 times those of the foundation model (correlation 1.00)"), text);
    }

    @Test
    void aPoorFoundationIsNoWrongUnit() {
        // a third of what the foundation says, and scattered, as of a foundation that does not know the crystal
        final String text = warnings(LabeledRuns.changed(LabeledRuns.vibration(30, 1), b -> {
            double square = 0;
            for (int i = 0; i < 18 * b.frames(); i++) {
                square += b.forces()[i] * b.forces()[i] / (18 * b.frames());
            }
            final Random random = new Random(4);
            for (int i = 0; i < 18 * b.frames(); i++) {
                b.forces()[i] = 0.33 * (b.forces()[i] + 0.9 * Math.sqrt(square) * random.nextGaussian());
            }
        }));
        assertTrue(!text.contains("times those of the foundation"), text);
    }

    @Test
    void labelsOfTheModelItselfAreNoticed() {
        final TrainingSet set = TrainingSet.of(LabeledRuns.set(LabeledRuns.vibration(20, 1)), TrainingSetOptions.defaults(), Progress.NONE);
        final ErrorReport nothing = new ErrorReport(java.util.List.of(), java.util.List.of());
        assertEquals(0, nothing.frames());
        try (FrameWorkers workers = new FrameWorkers(new KernelShape(TEACHER.settings()), LabeledRuns.quick())) {
            final PreparedFrames frames = new FramePreparation(new KernelShape(TEACHER.settings()), workers, set.elements(), Long.MAX_VALUE, Progress.NONE)
                .prepare(set, Optional.of(TEACHER));
            final java.util.List<ErrorReport.Prediction> own = frames.training().stream()
                .map(f -> new ErrorReport.Prediction(f.energy, f.forces.clone(), f.virial.clone())).toList();
            final String text = ErrorChecks.of(new ErrorReport(frames.training(), own), Optional.empty()).toString();
            assertTrue(text.contains("The training loss is zero: the labels are what the model said before"), text);
        }
    }

    @Test
    void forcesThatAreAllZeroAreRefused() {
        final Trajectory zero = LabeledRuns.changed(LabeledRuns.vibration(12, 1), b -> java.util.Arrays.fill(b.forces(), 0));
        final InputException e = assertThrows(InputException.class,
            () -> TrainingSet.of(LabeledRuns.set(zero), TrainingSetOptions.defaults(), Progress.NONE));
        assertEquals("All forces of the 12 frames are zero: there is nothing to learn.", e.summary());
        assertTrue(e.resolution().contains("zeros where forces were not computed"), e.resolution());
    }

    @Test
    void forcesOfAnUnusualSizeAreNoticed() {
        final Trajectory large = LabeledRuns.changed(LabeledRuns.vibration(12, 1), b -> {
            for (int i = 0; i < 18 * b.frames(); i++) {
                b.forces()[i] *= 500;
            }
        });
        final String text = TrainingSet.of(LabeledRuns.set(large), TrainingSetOptions.defaults(), Progress.NONE).warnings().toString();
        assertTrue(text.contains("The root mean square of the forces is ") && text.contains("they may be in a wrong unit"), text);
    }
}
