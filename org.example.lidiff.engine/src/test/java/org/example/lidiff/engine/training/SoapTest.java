package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

class SoapTest {

    // u vᵀ has one singular value: in its eigenvectors one component is left, whose step is 1, and turned back that is û v̂ᵀ
    @Test
    void constantGradientOfRankOneGivesItsSingularVectors() {
        final double[] u = {1, -2, 0.5};
        final double[] v = {3, 0.2, -1, 4};
        final double[] gradient = new double[12];
        final double[] expected = new double[12];
        final double norm = Math.sqrt(Rows.dot(u, 0, u, 0, 3) * Rows.dot(v, 0, v, 0, 4));
        for (int i = 0; i < 12; i++) {
            gradient[i] = 1e-3 * u[i / 4] * v[i % 4];
            expected[i] = u[i / 4] * v[i % 4] / norm;
        }
        final Soap soap = new Soap(List.of(whole(3, 4)));
        final double[] direction = new double[12];
        // until the mean squares, with 0.999 a step, have forgotten the first eigenvectors
        for (int s = 0; s < 10_000; s++) {
            soap.next(gradient, direction);
        }
        assertArrayEquals(expected, direction, 1e-3);
    }

    @Test
    void singleParametersGetTheStepsOfAdam() {
        final Soap soap = new Soap(List.of(new ParameterMatrix(1, 1, new int[] {1}), new ParameterMatrix(1, 1, new int[] {0})));
        final double[] direction = new double[2];
        soap.next(new double[] {5, -0.01}, direction);
        assertArrayEquals(new double[] {1, -1}, direction, 1e-7);
    }

    // samples (aᵀ X b)² of strongly correlated a and b, as descriptors are: which X = 0 fits; the same samples for both
    @Test
    void correlatedParametersComeDownFasterThanWithAdam() {
        final double adam = descend(new Adam(48));
        final double soap = descend(new Soap(List.of(whole(6, 8))));
        assertTrue(soap < 0.4 * adam, soap + " with SOAP, " + adam + " with Adam");
    }

    // root mean square of aᵀ X b after the same number of steps, which is |A X B|
    private static double descend(final StepDirection directions) {
        final Random random = new Random(3);
        final DMatrixRMaj left = correlated(6, random);
        final DMatrixRMaj right = correlated(8, random);
        final double[] x = random.doubles(48, -1, 1).toArray();
        final int steps = 2000;
        final Optimizer optimizer = new Optimizer(x, x, TrainingOptions.defaults().withWeightDecay(0).withLearningRate(0.02, 1e-4), directions, steps, 0);
        final double[] gradient = new double[48];
        for (int s = 0; s < steps; s++) {
            Arrays.fill(gradient, 0);
            for (int sample = 0; sample < 16; sample++) {
                final double[] a = times(left, random);
                final double[] b = times(right, random);
                double value = 0;
                for (int i = 0; i < 48; i++) {
                    value += a[i / 8] * x[i] * b[i % 8];
                }
                for (int i = 0; i < 48; i++) {
                    gradient[i] += value * a[i / 8] * b[i % 8];
                }
            }
            optimizer.step(x, gradient);
        }
        final DMatrixRMaj half = new DMatrixRMaj(6, 8);
        final DMatrixRMaj product = new DMatrixRMaj(6, 8);
        CommonOps_DDRM.mult(left, DMatrixRMaj.wrap(6, 8, x), half);
        CommonOps_DDRM.mult(half, right, product);
        return Math.sqrt(Rows.dot(product.data, 0, product.data, 0, 48));
    }

    // symmetric, eigenvalues from 0.03 to 1
    private static DMatrixRMaj correlated(final int n, final Random random) {
        return RandomMatrices_DDRM.symmetricWithEigenvalues(n, random, IntStream.range(0, n).mapToDouble(i -> Math.pow(0.03, i / (n - 1.0))).toArray());
    }

    private static double[] times(final DMatrixRMaj m, final Random random) {
        final double[] z = random.doubles(m.numRows, -1, 1).toArray();
        final double[] result = new double[m.numRows];
        for (int r = 0; r < m.numRows; r++) {
            result[r] = Rows.dot(m.data, r * m.numRows, z, 0, m.numRows);
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void matricesHoldEachParameterOnce(final int version) {
        final NepSettings settings = RandomModels.withAllTerms(version);
        final int[] places = ParameterMatrix.all(settings).stream().flatMapToInt(m -> Arrays.stream(m.indices())).sorted().toArray();
        assertArrayEquals(IntStream.range(0, settings.numberOfParameters()).toArray(), places);
        ParameterMatrix.all(settings).forEach(m -> assertEquals(m.rows() * m.columns(), m.indices().length));
    }

    // no gradient yet, for example of a pair of species that never meets
    @Test
    void zeroGradientGivesNoStep() {
        final Soap soap = new Soap(List.of(whole(3, 4)));
        final double[] direction = new double[12];
        for (int s = 0; s < 12; s++) {
            soap.next(new double[12], direction);
        }
        assertArrayEquals(new double[12], direction);
    }

    private static ParameterMatrix whole(final int rows, final int columns) {
        return new ParameterMatrix(rows, columns, IntStream.range(0, rows * columns).toArray());
    }

    @Test
    void shortTrainingsAreMadeWithAdam() {
        assertEquals(OptimizerKind.ADAM, OptimizerKind.SOAP.forSteps(999));
        assertEquals(OptimizerKind.SOAP, OptimizerKind.SOAP.forSteps(1000));
        assertEquals(OptimizerKind.ADAM, OptimizerKind.ADAM.forSteps(5000));
    }
}
