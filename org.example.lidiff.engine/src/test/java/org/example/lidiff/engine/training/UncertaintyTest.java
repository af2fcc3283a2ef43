package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.junit.jupiter.api.Test;

class UncertaintyTest {

    private static final TrainingSet SET = TrainingSet.of(LabeledRuns.set(LabeledRuns.vibration(40, 1)),
        TrainingSetOptions.defaults().withTestFraction(0.15), Progress.NONE);

    @Test
    void estimatesOfTheTrueSizeNeedNoScalingAndCoverNinetyFivePercent() {
        final Random random = new Random(4);
        final int n = 20_000;
        final double[] sigma = random.doubles(n, 0.1, 2).toArray();
        final double[] energies = new double[n];
        final double[] forces = new double[n];
        for (int i = 0; i < n; i++) {
            energies[i] = Math.abs(sigma[i] * random.nextGaussian());
            forces[i] = sigma[i] * Math.sqrt((square(random.nextGaussian()) + square(random.nextGaussian()) + square(random.nextGaussian())) / 3);
        }
        final UncertaintyReport.Bare bare = new UncertaintyReport.Bare(energies, sigma, forces, sigma);
        final UncertaintyReport report = UncertaintyReport.of("x", "test", bare, bare);
        // four standard errors of a mean of 20,000 squares
        assertEquals(1, report.energyFactor(), 0.03);
        assertEquals(1, report.forceFactor(), 0.02);
        assertEquals(0.95, report.energyCoverage(), 0.007);
        assertEquals(0.95, report.forceCoverage(), 0.007);
        assertTrue(report.forceCorrelation() > 0.7);
        assertTrue(report.text().startsWith("Uncertainty by x, test frames: errors are 1.00 (energies)"), report.text());
        final double[] half = Arrays.stream(sigma).map(s -> s / 2).toArray();
        final UncertaintyReport.Bare tooSmall = new UncertaintyReport.Bare(energies, half, forces, half);
        assertEquals(2 * report.forceFactor(), UncertaintyReport.of("x", "test", tooSmall, tooSmall).forceFactor(), 1e-9);
    }

    private static double square(final double x) {
        return x * x;
    }

    @Test
    void lastLayerIsReportedOnTestFramesWithTheScaleOfTheValidation() {
        final TrainingResult result = FineTuner.of(LabeledRuns.quick().withEpochs(40)).train(SET, Optional.empty(), Progress.NONE);
        final UncertaintyReport report = result.lastLayer().orElseThrow();
        assertEquals("test", report.set());
        assertEquals(6, report.energyErrors().length);
        assertEquals(36, report.forceEstimates().length);
        assertTrue(Arrays.stream(report.forceEstimates()).allMatch(x -> x > 0));
        assertEquals(result.test().orElseThrow().forceRmse(), Math.sqrt(Arrays.stream(report.forceErrors()).map(x -> x * x).average().orElseThrow()), 1e-9);
        assertTrue(FineTuner.of(LabeledRuns.quick().withEpochs(2).withUncertainty(false)).train(SET, Optional.empty(), Progress.NONE).lastLayer().isEmpty());
    }

    @Test
    void lastLayerEstimatesGrowAwayFromTheTrainingFrames() {
        final NepModel model = RandomModels.model(RandomModels.settings(4, 2, java.util.Set.of()), 4);
        final KernelShape shape = new KernelShape(model.settings());
        try (FrameWorkers workers = new FrameWorkers(shape, TrainingOptions.defaults().withThreads(2))) {
            final List<PreparedFrame> frames = new FramePreparation(shape, workers, SET.elements(), Long.MAX_VALUE, Progress.NONE)
                .prepare(SET, Optional.of(model)).training();
            final ErrorReport errors = new ErrorReport(frames, workers.predict(frames, model.parameters(), model.scaler()));
            final LastLayer layer = new LastLayer(workers, model, frames, errors);
            final double near = mean(layer.of(frames).forceEstimates());
            final PreparedFrame first = frames.get(0);
            final double[] x = first.source.positions().clone();
            final Random random = new Random(3);
            for (int i = 0; i < x.length; i++) {
                x[i] += 0.3 * random.nextGaussian();
            }
            final LabeledFrame moved = new LabeledFrame(0, 0, first.source.atomicNumbers(), x, first.source.cell(), 0, new double[x.length], null);
            final double far = mean(layer.of(List.of(new PreparedFrame(moved, shape, first.types, null,
                new Baseline.Part(0, new double[x.length], new double[9]), 0))).forceEstimates());
            assertTrue(far > 2 * near, near + " near, " + far + " far");
        }
    }

    private static double mean(final double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    @Test
    void committeeHasTheResultAtItsHeadAndOneSpread() {
        final TrainingOptions options = LabeledRuns.quick().withEpochs(15).withMembers(3);
        final TrainingResult result = FineTuner.of(options).train(SET, Optional.empty(), Progress.NONE);
        assertEquals(3, result.committeeModels().size());
        assertEquals(result.model(), result.committeeModels().get(0));
        assertNotEquals(result.committeeModels().get(1), result.committeeModels().get(2));
        assertEquals("committee of 3", result.committee().orElseThrow().method());
        assertTrue(Arrays.stream(result.committee().orElseThrow().forceEstimates()).allMatch(x -> x > 0));
        // the model is that of a training without a committee, and threads do not matter
        assertEquals(FineTuner.of(options.withMembers(1)).train(SET, Optional.empty(), Progress.NONE).model(), result.model());
        assertEquals(result.committeeModels(), FineTuner.of(options.withThreads(3)).train(SET, Optional.empty(), Progress.NONE).committeeModels());
    }

    @Test
    void cancelDuringTheCommitteeKeepsTheResult() {
        // reports come every 50 ms at most: each model must take several times as long on a machine of any speed
        final TrainingResult result = FineTuner.of(LabeledRuns.quick().withEpochs(400).withMembers(3)).train(SET, Optional.empty(),
            (done, total, text) -> {
                if (text.startsWith("Model 3 of 3")) {
                    throw new CancellationException();
                }
            });
        assertTrue(result.warnings().contains("Training was cancelled during the committee: 2 of 3 models are complete."),
            result.warnings().toString());
        assertEquals(2, result.committeeModels().size());
    }
}
