package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.example.lidiff.engine.markov.JumpRates;
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
}
