package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;
import org.junit.jupiter.api.Test;

class SpectralAnalysisTest {

    private static final double[][] CHAIN = {{.9, .1, 0}, {.05, .9, .05}, {0, .1, .9}};

    @Test
    void processesStartWithTheSlowest() {
        final SpectralAnalysis analysis = SpectralAnalysis.of(Networks.model(CHAIN), 5);
        assertEquals(2, analysis.processes());
        assertEquals(.9, analysis.eigenvalue(0), 1e-14);
        assertEquals(-1 / Math.log(.9), analysis.timescaleFs(0), 1e-12);
        assertEquals(Math.sqrt(2), analysis.right(0)[0], 1e-13);
        assertEquals(.25 * Math.sqrt(2), analysis.left(0)[0], 1e-13);
        assertTrue(Double.isNaN(analysis.lowerFs(0)));
    }

    @Test
    void sumOfSquaredEigenvaluesIsTheVampScore() {
        // S-14: VAMP-2 of a reversible chain.
        final SpectralAnalysis analysis = SpectralAnalysis.of(Networks.model(new double[][]{{.9, .1}, {.22, .78}}), 1);
        assertEquals(1.4624, 1 + analysis.eigenvalue(0) * analysis.eigenvalue(0), 1e-13);
        assertEquals(1.68, 1 + analysis.eigenvalue(0), 1e-13);
    }

    @Test
    void intervalsSurroundTheTimescales() {
        final DiscreteTrajectorySet set = Networks.walks(8, PeriodicMatrix.of(CHAIN), 40, 500);
        final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.sliding(set, 2));
        final ModelSamples samples = ModelSamples.ionBootstrap(set, model, 200, 1, Progress.NONE);
        final SpectralAnalysis analysis = SpectralAnalysis.of(model, 2, samples);
        for (int k = 0; k < 2; k++) {
            assertTrue(analysis.lowerFs(k) < analysis.timescaleFs(k) && analysis.timescaleFs(k) < analysis.upperFs(k));
        }
        assertTrue(analysis.lowerFs(0) < -1 / Math.log(.9) && -1 / Math.log(.9) < analysis.upperFs(0));
    }

    @Test
    void sensitivityIsTheDerivative() {
        final double[][] t = {{.8, .15, .05}, {.1, .8, .1}, {.05, .15, .8}};
        final SpectralAnalysis analysis = SpectralAnalysis.of(Networks.model(t), 1);
        final double[] sensitivity = analysis.timescaleSensitivity(0);
        // Moving ε from T_ij to T_ii, central differences.
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                final double[] at = new double[2];
                for (int s = 0; s < 2; s++) {
                    final double[][] changed = {t[0].clone(), t[1].clone(), t[2].clone()};
                    changed[i][j] += s == 0 ? 1e-6 : -1e-6;
                    changed[i][i] -= s == 0 ? 1e-6 : -1e-6;
                    at[s] = SpectralAnalysis.of(Networks.model(changed), 1).timescaleFs(0);
                }
                assertEquals((at[0] - at[1]) / 2e-6, sensitivity[3 * i + j] - sensitivity[4 * i], 1e-6);
            }
        }
    }

    @Test
    void negativeEigenvaluesAreReported() {
        assertEquals(List.of("1 eigenvalues are not positive; such modes have no time scale."),
            SpectralAnalysis.of(Networks.model(new double[][]{{.2, .8}, {.8, .2}}), 1).warnings());
    }
}
