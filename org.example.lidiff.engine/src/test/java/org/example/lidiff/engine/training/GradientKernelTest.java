package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientKernelTest {

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void energyForcesAndVirialAreThoseOfTheInferenceCode(final int version) {
        final NepModel model = RandomModels.model(RandomModels.withAllTerms(version), 11);
        final Structure structure = RandomModels.structure(7, 5);
        final KernelShape shape = new KernelShape(model.settings());
        final GradientKernel kernel = new GradientKernel(shape);
        kernel.setParameters(model.parameters(), model.scaler());
        kernel.evaluate(RandomModels.geometry(shape, structure));
        final EnergyForcesVirial expected = new Nep(model).evaluate(structure);
        // the inference code uses splines for f_k, good to 1e-10
        assertEquals(expected.energy(), kernel.energy(), 1e-7 * Math.abs(expected.energy()));
        final double scale = Arrays.stream(expected.forces()).map(Math::abs).max().orElseThrow();
        assertArrayEquals(expected.forces(), Arrays.copyOf(kernel.forces(), 21), 1e-7 * scale);
        assertArrayEquals(expected.virial(), kernel.virial(), 1e-6 * scale);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void gradientIsTheDerivativeOfTheLossWithAllTerms(final int version) {
        assertGradient(RandomModels.withAllTerms(version), 0.3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6})
    void gradientIsTheDerivativeOfTheLossForEachLMax(final int lMax) {
        assertGradient(RandomModels.settings(4, lMax, lMax < 2 ? Set.of() : EnumSet.of(AngularTerm.Q222, AngularTerm.Q1111)), 0.3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void gradientIsTheDerivativeWithoutAndWithVirials(final double virialWeight) {
        assertGradient(RandomModels.settings(4, 3, Set.of()), virialWeight);
    }

    private static void assertGradient(final NepSettings settings, final double virialWeight) {
        final NepModel model = RandomModels.model(settings, 3);
        final Structure structure = RandomModels.structure(6, 8);
        final KernelShape shape = new KernelShape(settings);
        final FrameGeometry geometry = RandomModels.geometry(shape, structure);
        final GradientKernel kernel = new GradientKernel(shape);
        final Target target = new Target(structure.size(), virialWeight);
        final double[] gradient = new double[settings.numberOfParameters()];
        kernel.setParameters(model.parameters(), model.scaler());
        kernel.evaluate(geometry);
        target.loss(kernel);
        kernel.addGradient(target.a, target.v, virialWeight == 0 ? null : target.strain, gradient);
        final double[] p = model.parameters();
        final double scale = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        double worst = 0;
        for (int i = 0; i < p.length; i++) {
            worst = Math.max(worst, Math.abs(derivative(kernel, geometry, target, p, model.scaler(), i) - gradient[i]));
        }
        assertEquals(0, worst, 1e-8 * scale);
    }

    // fourth-order central difference: its error at this step is far below 1e-8
    private static double derivative(final GradientKernel kernel, final FrameGeometry geometry, final Target target, final double[] p,
        final double[] scaler, final int i) {
        final double h = 1e-3;
        final double[] weights = {1.0 / 12, -2.0 / 3, 2.0 / 3, -1.0 / 12};
        final double[] steps = {-2, -1, 1, 2};
        final double kept = p[i];
        double sum = 0;
        for (int s = 0; s < 4; s++) {
            p[i] = kept + steps[s] * h;
            kernel.setParameters(p, scaler);
            kernel.evaluate(geometry);
            sum += weights[s] * target.loss(kernel);
        }
        p[i] = kept;
        return sum / h;
    }

    /** A quadratic loss with random reference values. */
    private static final class Target {
        private final double energy;
        private final double[] forces;
        private final double[] virial;
        private final double virialWeight;
        private double a;
        private final double[] v;
        private final double[] strain = new double[9];

        Target(final int atoms, final double virialWeight) {
            final Random random = new Random(77);
            this.virialWeight = virialWeight;
            energy = random.nextGaussian();
            forces = random.doubles(3L * atoms, -2, 2).toArray();
            virial = random.doubles(9, -2, 2).toArray();
            v = new double[3 * atoms];
        }

        double loss(final GradientKernel kernel) {
            double loss = 0.5 * Math.pow(kernel.energy() - energy, 2);
            a = kernel.energy() - energy;
            for (int i = 0; i < v.length; i++) {
                v[i] = kernel.forces()[i] - forces[i];
                loss += 0.5 * v[i] * v[i];
            }
            for (int i = 0; i < 9; i++) {
                // W is symmetric, so the loss may be taken of its symmetric part
                strain[i] = virialWeight * (kernel.virial()[i] - 0.5 * (virial[i] + virial[3 * (i % 3) + i / 3]));
                loss += virialWeight == 0 ? 0 : 0.5 * strain[i] * strain[i] / virialWeight;
            }
            return loss;
        }
    }
}
