package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class StabilizationTest {

    private static final TrainingSet SET = TrainingSet.of(LabeledRuns.set(LabeledRuns.vibration(30, 1)), TrainingSetOptions.defaults(),
        Progress.NONE);
    private static final Stabilization SHORT = Stabilization.defaults().withRounds(2).withFemtoseconds(100).withStarts(5).withEpochs(3)
        .withTemperature(600);

    @Test
    void boundsActOnlyOnEnergiesBelowThem() {
        final KernelShape shape = new KernelShape(RandomModels.settings(4, 2, java.util.Set.of()));
        final GradientKernel kernel = new GradientKernel(shape);
        final var model = RandomModels.model(shape.settings, 1);
        kernel.setParameters(model.parameters(), model.scaler());
        final LabeledFrame frame = SET.frames(FrameRole.TRAINING).get(0);
        final int[] types = {0, 1, 0, 1, 0, 1};
        final FrameGeometry geometry = new FrameGeometry(shape, types, frame.positions(), frame.cell());
        kernel.evaluate(geometry);
        final double energy = kernel.energy();
        final Loss loss = new Loss(TrainingOptions.defaults().withWeights(2, 1, 0));
        assertEquals(0, loss.of(kernel, new PreparedFrame(frame, shape, types, geometry, energy - 0.1)));
        // weight 5 · 2, 0.6 eV below in 6 atoms
        assertEquals(10 * 0.01, loss.of(kernel, new PreparedFrame(frame, shape, types, geometry, energy + 0.6)), 1e-12);
        final double[] gradient = new double[model.numberOfParameters()];
        loss.addGradient(kernel, gradient);
        // dL/db1 = dL/dE · (−6) = 2 · 10 · (−0.1)/6 · (−6)
        assertEquals(2, gradient[shape.settings.b1()], 1e-10);
        assertTrue(!loss.hasForces());
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBitsAndItSaysWhatWasDone() {
        final TrainingOptions options = LabeledRuns.quick().withEpochs(4).withStabilization(SHORT);
        final TrainingResult one = FineTuner.of(options).train(SET, Optional.empty(), Progress.NONE);
        final TrainingResult three = FineTuner.of(options.withThreads(3)).train(SET, Optional.empty(), Progress.NONE);
        assertEquals(one.model(), three.model());
        assertEquals(10, one.epochsDone());
        assertTrue(one.stabilization().matches("Stabilization: dynamics of the model at 600 K gave \\d+ configurations whose energies got a "
            + "lower bound \\(no labels\\), at most " + SET.frames(FrameRole.TRAINING).size() + " of them at a time\\."), one.stabilization());
        final var points = one.learningCurve().points();
        assertEquals(10, points.get(points.size() - 1).epoch());
    }

    @Test
    void boundsAreNeverMoreThanLabels() {
        final List<Integer> found = IntStream.range(0, 100).boxed().toList();
        assertEquals(List.of(0, 25, 50, 75), TrainingSet.equidistant(found, 4));
        assertEquals(found, TrainingSet.equidistant(found, 100));
        assertEquals(found, TrainingSet.equidistant(found, 1000));
        assertEquals(List.of(), TrainingSet.equidistant(List.of(), 4));
    }

    @Test
    void withoutATemperatureItIsLeftOutWithAWarning() {
        final TrainingResult result = FineTuner.of(LabeledRuns.quick().withEpochs(2).withStabilization(SHORT.withTemperature(0)))
            .train(SET, Optional.empty(), Progress.NONE);
        assertEquals("", result.stabilization());
        assertTrue(result.warnings().contains("The model was not stabilized: the temperature of the training runs is not known. Give a "
            + "temperature."), result.warnings().toString());
    }

    @Test
    void theTemperatureOfTheRunsIsTheDefault() {
        final Trajectory run = LabeledRuns.labeled(12, 1, java.util.EnumSet.allOf(org.example.lidiff.engine.trajectory.Quantity.class),
            org.example.lidiff.engine.trajectory.RunInfo.independent("x").withTemperature(450));
        assertEquals(450, TrainingSet.of(LabeledRuns.set(run), TrainingSetOptions.defaults(), Progress.NONE).temperatureK());
    }

    @Test
    void cancelDuringTheDynamicsKeepsTheModel() {
        final TrainingResult result = FineTuner.of(LabeledRuns.quick().withEpochs(3).withStabilization(SHORT.withFemtoseconds(1e7)))
            .train(SET, Optional.empty(), (done, total, text) -> {
                if (text.startsWith("Trying the model's dynamics")) {
                    throw new CancellationException();
                }
            });
        assertTrue(result.cancelled());
        assertTrue(result.warnings().stream().anyMatch(w -> w.startsWith("Training was cancelled during the stabilization")),
            result.warnings().toString());
    }

    @Test
    void unknownAtomsAreThoseOutsideTheRange() {
        final KernelShape shape = new KernelShape(RandomModels.settings(4, 2, java.util.Set.of()));
        final var model = RandomModels.model(shape.settings, 1);
        final GradientKernel kernel = new GradientKernel(shape);
        final LabeledFrame frame = SET.frames(FrameRole.TRAINING).get(0);
        final int[] types = {0, 1, 0, 1, 0, 1};
        final PreparedFrame prepared = new PreparedFrame(frame, shape, types,
            new FrameGeometry(shape, types, frame.positions(), frame.cell()), 0);
        final DescriptorRange range = DescriptorRange.of(shape, kernel, java.util.List.of(prepared), model.parameters(), model.scaler());
        final double[] q = kernel.descriptors().clone();
        assertEquals(0, range.unknownAtoms(types, q));
        q[2 * shape.dim + 1] += 1000;
        assertEquals(1, range.unknownAtoms(types, q));
    }
}
