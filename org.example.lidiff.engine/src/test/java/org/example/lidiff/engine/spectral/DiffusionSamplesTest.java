package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.CountKind;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;
import org.junit.jupiter.api.Test;

class DiffusionSamplesTest {

    private static final NetworkGeometry CHAIN = new NetworkGeometry(new double[3], new double[]{2.5, 0, 0, 0, 1, 0, 0, 0, 1});
    private static final int SEEDS = Boolean.getBoolean("lidiff.thorough") ? 200 : 20;

    @Test
    void errorOfAChainFromItsHops() {
        // a = 2.5 Å, 50 jumps in 100 ps: D = a² N/(2T), sd = D/√N; the posterior has half a hop more.
        final PeriodicMatrix hops = new PeriodicMatrix.Builder(1).add(0, 0, 1, 0, 0, 25).add(0, 0, -1, 0, 0, 25).build();
        final JumpRates rates = JumpRates.of(hops, new double[]{100});
        assertEquals(1.5625, NetworkDiffusion.of(rates, CHAIN).scalar(), 1e-14);
        final DiffusionSamples samples = DiffusionSamples.of(rates, CHAIN, 5000, 1);
        // 4 sigma of 5000 draws.
        assertEquals(1.5625 * 50.5 / 50, samples.mean(), 4 * .2210 / Math.sqrt(5000));
        assertEquals(1.5625 * Math.sqrt(50.5) / 50, samples.standardDeviation(), .04 * .2210);
        assertEquals(.2209708691, samples.standardDeviation(), .02);
    }

    @Test
    void intervalsOfDiffusionFromRatesCoverTheTruth() {
        // Kinetic Monte Carlo of a random network; 90 % intervals; 20 seeds (200 with -Dlidiff.thorough=true).
        final PeriodicMatrix k = Networks.randomRates(new Random(31), 3, 3, true);
        final NetworkGeometry geometry = new NetworkGeometry(new double[]{0, 0, 0, 1, .5, 0, .2, 1, 1.5}, new double[]{3, 0, 0, 0, 2.5, 0, 0, 0, 2.8});
        final double truth = NetworkDiffusion.ofRates(k, geometry).scalar();
        int inside = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            final JumpRates rates = Networks.kineticMonteCarlo(seed, k, 10, 8).largestConnected();
            final double[] interval = DiffusionSamples.of(rates, geometry, 200, seed).interval(.9);
            inside += truth >= interval[0] && truth <= interval[1] ? 1 : 0;
        }
        // Binomial, 4 sigma.
        assertEquals(.9 * SEEDS, inside, 4 * Math.sqrt(.09 * SEEDS));
    }

    @Test
    void intervalsOfDiffusionFromWalksCoverTheTruth() {
        final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(new Random(32), 3, 2, true), .01);
        final NetworkGeometry geometry = new NetworkGeometry(new double[]{0, 0, 0, 1, .5, 0, .2, 1, 1.5}, new double[]{3, 0, 0, 0, 2.5, 0, 0, 0, 2.8});
        final double truth = NetworkDiffusion.of(MarkovStateModel.of(t, 1), geometry).scalar();
        int bootstrap = 0;
        int posterior = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            final DiscreteTrajectorySet set = Networks.walks(seed, t, 20, 1000);
            final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.sliding(set, 3));
            bootstrap += covers(truth, ModelSamples.ionBootstrap(set, model, 100, seed, Progress.NONE), geometry);
            final MarkovStateModel effective = MarkovStateModel.reversible(TransitionCounts.count(set, 3, CountKind.EFFECTIVE));
            posterior += covers(truth, ModelSamples.posterior(effective, 100, seed, Progress.NONE), geometry);
        }
        assertTrue(bootstrap >= .9 * SEEDS - 4 * Math.sqrt(.09 * SEEDS), "bootstrap " + bootstrap + " of " + SEEDS);
        assertTrue(posterior >= .9 * SEEDS - 4 * Math.sqrt(.09 * SEEDS), "posterior " + posterior + " of " + SEEDS);
    }

    private static int covers(final double truth, final ModelSamples samples, final NetworkGeometry geometry) {
        final double[] interval = DiffusionSamples.of(samples, geometry, Progress.NONE).interval(.9);
        return truth >= interval[0] && truth <= interval[1] ? 1 : 0;
    }

    @Test
    void driftOfBalancedHopsIsWithinItsError() {
        final PeriodicMatrix hops = new PeriodicMatrix.Builder(1).add(0, 0, 1, 0, 0, 30).add(0, 0, -1, 0, 0, 20).build();
        final DiffusionSamples samples = DiffusionSamples.of(JumpRates.of(hops, new double[]{100}), CHAIN, 2000, 1);
        // v = a (n₊ − n₋)/T, sd = a √N/T.
        assertEquals(2.5 * Math.sqrt(50) / 100, samples.driftDeviation()[0], .05 * 2.5 * Math.sqrt(50) / 100);
        assertEquals(0, samples.driftDeviation()[1], 1e-15);
        assertEquals(samples.standardDeviation(), samples.tensorDeviation()[0], 1e-12);
    }
}
