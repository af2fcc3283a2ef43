package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.Generator;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;
import org.junit.jupiter.api.Test;

class DiffusionSensitivityTest {

    private static final NetworkGeometry FOUR = new NetworkGeometry(new double[]{0, 0, 0, 1, .5, .2, .3, 1.4, 1, 2, 1, 1.7},
        new double[]{3, .2, -.4, .5, 2.5, .1, -.3, .6, 2.8});

    @Test
    void derivativesWithRespectToRates() {
        for (final boolean reversible : new boolean[]{true, false}) {
            final PeriodicMatrix k = Networks.randomRates(new Random(71), 4, 3, reversible);
            final double[] derivatives = DiffusionSensitivity.of(NetworkDiffusion.ofRates(k, FOUR)).derivatives();
            for (int e = 0; e < k.entries(); e++) {
                final double[] at = new double[2];
                for (int s = 0; s < 2; s++) {
                    final double[] changed = k.values();
                    changed[e] += s == 0 ? 1e-5 : -1e-5;
                    at[s] = NetworkDiffusion.ofRates(k.withValues(changed), FOUR).scalar();
                }
                assertEquals((at[0] - at[1]) / 2e-5, derivatives[e], 1e-7);
            }
        }
    }

    @Test
    void derivativesWithRespectToProbabilities() {
        for (final boolean reversible : new boolean[]{true, false}) {
            final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(new Random(72), 4, 3, reversible), .02);
            final double[] derivatives = DiffusionSensitivity.of(NetworkDiffusion.of(MarkovStateModel.of(t, 3), FOUR)).derivatives();
            for (int e = 0; e < t.entries(); e++) {
                final double[] at = new double[2];
                for (int s = 0; s < 2; s++) {
                    final double[] changed = t.values();
                    changed[e] += s == 0 ? 1e-6 : -1e-6;
                    changed[t.find(t.from(e), t.from(e), 0, 0, 0)] -= s == 0 ? 1e-6 : -1e-6;
                    at[s] = NetworkDiffusion.of(MarkovStateModel.of(t.withValues(changed), 3), FOUR).scalar();
                }
                assertEquals((at[0] - at[1]) / 2e-6, derivatives[e], 1e-6);
            }
        }
    }

    @Test
    void errorOfAChain() {
        // D/√N
        final PeriodicMatrix hops = new PeriodicMatrix.Builder(1).add(0, 0, 1, 0, 0, 28).add(0, 0, -1, 0, 0, 22).build();
        final JumpRates rates = JumpRates.of(hops, new double[]{100});
        final NetworkDiffusion d = NetworkDiffusion.ofRates(rates.rates(), new NetworkGeometry(new double[3], new double[]{2.5, 0, 0, 0, 1, 0, 0, 0, 1}));
        assertEquals(1.5625, d.scalar(), 1e-14);
        assertEquals(.2209708691, DiffusionSensitivity.of(d).standardError(rates), 5e-11);
    }

    @Test
    void closedFormsAgreeWithSamples() {
        // Many counts: the samples are Gaussian. 2000 samples give the deviation to 1.6 %; 4 sigma, plus 2 % for what is not linear.
        final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(new Random(73), 4, 3, true), .02);
        final double[] pi = new Generator(t).stationary();
        final double[] c = t.values();
        for (int e = 0; e < c.length; e++) {
            c[e] *= 40_000 * pi[t.from(e)];
        }
        final MarkovStateModel model = MarkovStateModel.nonReversible(TransitionCounts.of(t.withValues(c), 3));
        final double closed = DiffusionSensitivity.of(NetworkDiffusion.of(model, FOUR)).standardError(model.counts());
        final double sampled = DiffusionSamples.of(ModelSamples.posterior(model, 2000, 1, Progress.NONE), FOUR, Progress.NONE).standardDeviation();
        assertEquals(1, closed / sampled, .085);
    }

    @Test
    void countsOfAnotherNetworkAreRefused() {
        final PeriodicMatrix k = Networks.randomRates(new Random(71), 4, 3, true);
        final DiffusionSensitivity s = DiffusionSensitivity.of(NetworkDiffusion.ofRates(k, FOUR));
        final JumpRates other = JumpRates.of(new PeriodicMatrix.Builder(4).add(0, 1, 7, 7, 7, 1).build(), new double[]{1, 1, 1, 1});
        assertThrows(IllegalArgumentException.class, () -> s.standardError(other));
    }
}
