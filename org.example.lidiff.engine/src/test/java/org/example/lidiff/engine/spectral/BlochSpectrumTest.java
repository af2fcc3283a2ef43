package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class BlochSpectrumTest {

    private static final NetworkGeometry FOUR = new NetworkGeometry(new double[]{0, 0, 0, 1, .5, .2, .3, 1.4, 1, 2, 1, 1.7},
        new double[]{3, .2, -.4, .5, 2.5, .1, -.3, .6, 2.8});

    private static MarkovStateModel random(final boolean reversible, final double lagTimeFs) {
        return MarkovStateModel.of(Networks.probabilities(Networks.randomRates(new Random(61), 4, 3, reversible), .01), lagTimeFs);
    }

    @Test
    void oneSiteIsChudleyAndElliott() {
        // Hop p to each of six neighbors at distance a: λ(q) = 1 − 2p Σ (1 − cos q a).
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(1).add(0, 0, 0, 0, 0, .4);
        for (int axis = 0; axis < 3; axis++) {
            final int[] r = new int[3];
            r[axis] = 1;
            builder.add(0, 0, r[0], r[1], r[2], .1).add(0, 0, -r[0], -r[1], -r[2], .1);
        }
        final MarkovStateModel model = MarkovStateModel.of(builder.build(), 200);
        final NetworkGeometry cube = new NetworkGeometry(new double[3], new double[]{2, 0, 0, 0, 2, 0, 0, 0, 2});
        final BlochSpectrum spectrum = BlochSpectrum.of(model, cube, new double[]{.3, .1, -.2});
        final double lambda = 1 - .2 * (3 - Math.cos(.6) - Math.cos(.2) - Math.cos(.4));
        assertEquals(lambda, spectrum.eigenvalue(0), 1e-14);
        assertEquals(1, spectrum.weight(0), 1e-14);
        assertEquals(-Math.log(lambda) / .2, spectrum.widthPerPs(0), 1e-13);
        // ħ = 6.582119569e-16 eV s.
        assertEquals(-Math.log(lambda) / .2e-12 * 6.582119569e-16 * 1e6, spectrum.widthMicroEv(0), 1e-9);
        assertEquals(1 / Math.PI / spectrum.widthMicroEv(0), spectrum.scattering(0), 1e-12);
        assertEquals(spectrum.scattering(0) / 2, spectrum.scattering(spectrum.widthMicroEv(0)), 1e-12);
    }

    @Test
    void linesAddUpToThePropagatedFunction() {
        final MarkovStateModel model = random(true, 10);
        final double[] q = {.7, -.4, .9};
        final BlochSpectrum spectrum = BlochSpectrum.of(model, FOUR, q);
        final double[] expected = BlochSpectrum.intermediate(model, FOUR, q, 20);
        for (int n = 0; n <= 20; n++) {
            double sum = 0;
            for (int k = 0; k < spectrum.lines(); k++) {
                assertTrue(spectrum.weight(k) >= 0);
                sum += spectrum.weight(k) * Math.pow(spectrum.eigenvalue(k), n);
            }
            assertEquals(expected[n], sum, 1e-13);
        }
        assertEquals(1, expected[0], 1e-14);
    }

    @Test
    void theCurvatureAtZeroIsTheDiffusionTensor() {
        // D_αα = −½ ∂² ln λ₀/∂q_α²/τ; central differences with step h, error h².
        final MarkovStateModel model = random(true, 10);
        final double[] d = NetworkDiffusion.of(model, FOUR).tensor();
        final double h = 1e-3;
        for (int x = 0; x < 3; x++) {
            final double[] q = new double[3];
            q[x] = h;
            final double curvature = 2 * Math.log(BlochSpectrum.of(model, FOUR, q).eigenvalue(0)) / (h * h);
            assertEquals(d[4 * x], -curvature / 2 / 10, 1e-5 * d[4 * x]);
        }
    }

    @Test
    void smallWaveVectorsSeeTheDisplacements() {
        // I(q, t) = 1 − q·⟨Δr⊗Δr⟩·q/2 + O(q⁴), also without detailed balance.
        for (final boolean reversible : new boolean[]{true, false}) {
            final MarkovStateModel model = random(reversible, 10);
            final double[][] tensors = NetworkDiffusion.of(model, FOUR).displacementTensors(5);
            final double[] i = BlochSpectrum.intermediate(model, FOUR, new double[]{0, 1e-3, 0}, 5);
            for (int n = 1; n <= 5; n++) {
                assertEquals(tensors[n][4], 2 * (1 - i[n]) * 1e6, 1e-4 * tensors[n][4]);
            }
        }
    }

    @Test
    void zeroWaveVectorIsTheTransitionMatrix() {
        final MarkovStateModel model = random(true, 10);
        final BlochSpectrum spectrum = BlochSpectrum.of(model, FOUR, new double[3]);
        final SpectralAnalysis analysis = SpectralAnalysis.of(model, 3);
        assertEquals(1, spectrum.eigenvalue(0), 1e-14);
        assertEquals(1, spectrum.weight(0), 1e-13);
        for (int k = 1; k < 4; k++) {
            assertEquals(analysis.eigenvalue(k - 1), spectrum.eigenvalue(k), 1e-13);
            assertEquals(0, spectrum.weight(k), 1e-13);
        }
    }

    @Test
    void powdersAverageOverDirections() {
        // One isolated pair of sites at distance r with fast exchange: I = ½ (1 + sin qr/(qr)) after a long time.
        final MarkovStateModel model = Networks.model(new double[][]{{.5, .5}, {.5, .5}});
        final NetworkGeometry pair = new NetworkGeometry(new double[]{0, 0, 0, .6, 1.2, -.4}, new double[]{9, 0, 0, 0, 9, 0, 0, 0, 9});
        final double r = Math.sqrt(.36 + 1.44 + .16);
        final double[] i = BlochSpectrum.powder(model, pair, 2, 3, 2000);
        // The spiral of 2000 directions integrates smooth functions to about 1e-4.
        assertEquals(.5 * (1 + Math.sin(2 * r) / (2 * r)), i[3], 2e-4);
    }

    @Test
    void misuseIsRefused() {
        final InputException e = assertThrows(InputException.class, () -> BlochSpectrum.of(random(false, 1), FOUR, new double[3]));
        assertEquals("The model has no detailed balance: the eigenvalues of its Bloch matrix are complex.", e.summary());
        assertEquals("Use the reversible estimator, or the intermediate scattering function alone.", e.resolution());
        final int n = BlochSpectrum.LARGEST + 1;
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(n);
        for (int i = 0; i < n; i++) {
            builder.add(i, (i + 1) % n, 0, 0, 0, .5).add((i + 1) % n, i, 0, 0, 0, .5);
        }
        assertEquals("The model has 601 sites; the line widths are computed for up to 600.", assertThrows(InputException.class,
            () -> BlochSpectrum.of(MarkovStateModel.of(builder.build(), 1), new NetworkGeometry(new double[3 * n], FOUR.lattice()), new double[3])).summary());
    }

    @Test
    void eigenvaluesWithoutWidthAreReported() {
        // Alternating hops between two sites: λ(q) = ±|cos|, the negative branch has no width.
        final MarkovStateModel model = MarkovStateModel.of(new PeriodicMatrix.Builder(1).add(0, 0, 1, 0, 0, .5).add(0, 0, -1, 0, 0, .5).build(), 1);
        final BlochSpectrum spectrum = BlochSpectrum.of(model, new NetworkGeometry(new double[3], new double[]{1, 0, 0, 0, 1, 0, 0, 0, 1}), new double[]{3, 0, 0});
        assertArrayEquals(new double[]{Math.cos(3)}, new double[]{spectrum.eigenvalue(0)}, 1e-14);
        assertTrue(Double.isNaN(spectrum.widthPerPs(0)));
        assertEquals(List.of("1 eigenvalues of the Bloch matrix are not positive and have no line width: the lag is too long for this wave vector."),
            spectrum.warnings());
    }
}
