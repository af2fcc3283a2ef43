package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient that the optimizer gets is the derivative of the loss that is reported, parameter by parameter. */
class LossGradientTest {

    static Stream<NepSettings> settings() {
        return Stream.concat(Arrays.stream(AngularTerm.values()).map(t -> RandomModels.settings(4, 4, EnumSet.of(t))),
            Stream.of(3, 4, 5).map(RandomModels::withAllTerms));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void gradientIsThatOfEnergyForceAndVirialErrors(final NepSettings settings) {
        final TrainingSet set = TrainingSet.of(LabeledRuns.set(LabeledRuns.vibration(12, 3)), TrainingSetOptions.defaults().withValidationFraction(0),
            Progress.NONE);
        final NepModel model = RandomModels.model(settings, 9);
        final KernelShape shape = new KernelShape(settings);
        final TrainingOptions options = TrainingOptions.defaults().withWeights(3, 1, 0.7).withBatchSize(3).withThreads(1);
        try (FrameWorkers workers = new FrameWorkers(shape, options)) {
            final List<PreparedFrame> frames = new FramePreparation(shape, workers, set.elements(), Long.MAX_VALUE, Progress.NONE)
                .prepare(set, Optional.of(model)).training();
            final int[] indices = {0, 5, 11};
            final double[] p = model.parameters();
            final double[] gradient = new double[p.length];
            workers.gradient(frames, indices, 0, 3, p, model.scaler(), gradient, new double[FrameWorkers.SUMS]);
            final double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            final double[] ignored = new double[p.length];
            // every parameter in turn, some of each kind: a fourth-order difference, so that 1e-6 of the largest component is far above its error
            for (int i = 0; i < p.length; i += 3) {
                final double at = p[i];
                final double h = 1e-3;
                final double[] loss = new double[4];
                final int[] steps = {-2, -1, 1, 2};
                for (int s = 0; s < 4; s++) {
                    p[i] = at + steps[s] * h;
                    final double[] sums = new double[FrameWorkers.SUMS];
                    workers.gradient(frames, indices, 0, 3, p, model.scaler(), ignored, sums);
                    loss[s] = sums[0] / 3;
                }
                p[i] = at;
                assertEquals((loss[0] - 8 * loss[1] + 8 * loss[2] - loss[3]) / (12 * h), gradient[i], 1e-6 * scale, "parameter " + i);
            }
        }
    }

    @Test
    void outputWeightsTimesFeatureForcesAreTheForces() {
        final NepModel model = RandomModels.model(RandomModels.withAllTerms(4), 2);
        final KernelShape shape = new KernelShape(model.settings());
        final GradientKernel kernel = new GradientKernel(shape);
        kernel.setParameters(model.parameters(), model.scaler());
        final FrameGeometry g = RandomModels.geometry(shape, RandomModels.structure(7, 3));
        kernel.evaluate(g);
        final double[] forces = Arrays.copyOf(kernel.forces(), 21);
        final double energy = kernel.energy();
        double sum = -7 * model.parameter(model.settings().b1());
        for (int t = 0; t < 2; t++) {
            for (int v = 0; v < shape.neurons; v++) {
                kernel.evaluate(g);
                final double w = model.parameter(model.settings().w1(t, v));
                sum += w * kernel.featureForces(t, v);
                for (int k = 0; k < 21; k++) {
                    forces[k] -= w * kernel.forces()[k];
                }
            }
        }
        assertEquals(energy, sum, 1e-12 * Math.abs(energy));
        assertEquals(0, Arrays.stream(forces).map(Math::abs).max().orElseThrow(), 1e-10);
    }
}
