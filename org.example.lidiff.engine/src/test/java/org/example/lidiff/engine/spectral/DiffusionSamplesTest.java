package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class DiffusionSamplesTest {

    private static final NetworkGeometry CHAIN = new NetworkGeometry(new double[3], new double[]{2.5, 0, 0, 0, 1, 0, 0, 0, 1});

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
    void driftOfBalancedHopsIsWithinItsError() {
        final PeriodicMatrix hops = new PeriodicMatrix.Builder(1).add(0, 0, 1, 0, 0, 30).add(0, 0, -1, 0, 0, 20).build();
        final DiffusionSamples samples = DiffusionSamples.of(JumpRates.of(hops, new double[]{100}), CHAIN, 2000, 1);
        // v = a (n₊ − n₋)/T, sd = a √N/T.
        assertEquals(2.5 * Math.sqrt(50) / 100, samples.driftDeviation()[0], .05 * 2.5 * Math.sqrt(50) / 100);
        assertEquals(0, samples.driftDeviation()[1], 1e-15);
        assertEquals(samples.standardDeviation(), samples.tensorDeviation()[0], 1e-12);
    }

    @Test
    void samplesOfALargeNetworkAreThoseOfTheirOwnSolution() throws Exception {
        // 450 sites are solved iteratively, with and without detailed balance; the samples to 1e-7 in the residual.
        final Random random = new Random(3);
        final PeriodicMatrix k = Networks.randomRates(random, 450, 3, true);
        final double[] hops = k.values();
        for (int e = 0; e < hops.length; e++) {
            hops[e] = 1 + random.nextInt(5);
        }
        final double[] times = random.doubles(450, 10, 100).toArray();
        final JumpRates rates = JumpRates.of(k.withValues(hops), times);
        final NetworkGeometry geometry = new NetworkGeometry(random.doubles(3 * 450, 0, 10).toArray(), new double[]{10, 0, 0, 1, 10, 0, 0, 2, 10});
        final DiffusionSamples samples = DiffusionSamples.of(rates, geometry, 5, 1);
        final DiffusionSamples alone = new ForkJoinPool(1).submit(() -> DiffusionSamples.of(rates, geometry, 5, 1)).get();
        for (int s = 0; s < 5; s++) {
            final double exact = NetworkDiffusion.ofRates(rates.samples(5, 1).get(s), geometry).scalar();
            assertEquals(exact, samples.sample(s).scalar(), 1e-6 * exact);
            assertEquals(alone.sample(s).scalar(), samples.sample(s).scalar(), "the same bits for any number of threads");
        }
        final NetworkDiffusion balanced = NetworkDiffusion.ofRates(k, geometry);
        final double[] more = Arrays.stream(k.values()).map(v -> 2 * v).toArray();
        assertEquals(2 * balanced.scalar(), balanced.sample(k.withValues(more)).scalar(), 1e-9 * balanced.scalar());
    }

    @Test
    void aSampleMayLackEdges() {
        final PeriodicMatrix k = PeriodicMatrix.of(new double[][]{{0, 1, 2}, {1, 0, 3}, {2, 3, 0}}).withReverses();
        final PeriodicMatrix less = k.withValues(Arrays.stream(k.values()).map(v -> v == 1 ? 0 : v).toArray());
        final double[] r = k.displacements(new double[]{0, 0, 0, 1, 0, 0, 0, 1, 0}, CHAIN.lattice());
        assertArrayEquals(NetworkDiffusion.ofRates(less, r).uncorrelatedTensor(), NetworkDiffusion.ofRates(k, r).sample(less).uncorrelatedTensor());
    }
}
