package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.trajectory.Quantity;
import org.junit.jupiter.api.Test;

class ThermodynamicsRecorderTest {

    @Test
    void rowsAreThinnedToEqualDistances() {
        final ThermodynamicsRecorder recorder = new ThermodynamicsRecorder(3, 10);
        Simulation.of(TestCrystals.argon(1, 5.4), TestPotential.none()).run(200, Progress.NONE, recorder);
        assertEquals(List.of(0L, 24L, 48L, 72L, 96L, 120L, 144L, 168L, 192L),
            recorder.result().rows().stream().map(ThermodynamicsRow::step).toList());
        assertEquals(200, recorder.result().steps());
    }

    @Test
    void blockAveragesGiveTheErrorOfACorrelatedSeries() {
        // x_{n+1} = a x_n + √(1 − a²) ξ: variance 1, statistical inefficiency (1 + a)/(1 − a)
        final double a = 0.9;
        final int n = 100_000;
        final int trials = 40;
        final RandomSource random = new RandomSource(2);
        double spread = 0;
        double claimed = 0;
        for (int t = 0; t < trials; t++) {
            final BlockMean mean = new BlockMean();
            double x = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                x = a * x + Math.sqrt(1 - a * a) * random.nextGaussian();
                mean.add(x);
            }
            spread += mean.mean() * mean.mean() / trials;
            claimed += mean.error() * mean.error() / trials;
        }
        final double exact = (1 + a) / (1 - a) / n;
        assertEquals(exact, spread, 4 * exact * Math.sqrt(2.0 / trials));
        // about 47 blocks each: relative scatter √(2/46/40) = 0.033
        assertEquals(exact, claimed, 0.13 * exact);
    }

    @Test
    void driftIsTheSlopeWithTheScatterAroundIt() {
        final Drift d = new Drift();
        for (int n = 0; n < 1000; n++) {
            d.add(n, 1e6 + 0.01 * n + (n % 2 == 0 ? 1 : -1));
        }
        assertEquals(0.01, d.slope(), 1e-5);
        assertEquals(1, d.scatter(), 1e-4);
    }

    @Test
    void aTrajectoryRecorderKeepsWhatWasAskedFor() {
        final int[] frames = new int[1];
        final FrameSink sink = (step, x, cell, v, energy, f, stress) -> {
            assertEquals(4L * frames[0]++, step);
            assertTrue(v != null && f == null && stress == null && Double.isNaN(energy));
        };
        Simulation.of(TestCrystals.argon(1, 5.4), TestPotential.none()).run(10, Progress.NONE,
            new TrajectoryRecorder(sink, 4, EnumSet.of(Quantity.VELOCITIES)));
        assertEquals(3, frames[0]);
    }
}
