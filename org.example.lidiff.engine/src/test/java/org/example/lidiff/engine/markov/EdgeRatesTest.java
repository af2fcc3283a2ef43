package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class EdgeRatesTest {

    @Test
    void framesShowTheLogarithmOfTheTransitionMatrix() {
        // Exact T = exp(K Δt) of a random network without images, frames every tenth of a stay and every fifth: the rates come back.
        final double[][] k = new double[5][5];
        final Random random = new Random(3);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                k[i][j] = i == j ? 0 : .5 + random.nextDouble();
            }
            double exit = 0;
            for (final double rate : k[i]) {
                exit += rate;
            }
            k[i][i] = -exit;
        }
        // What is left out is of fourth order in Δt: 16 times as large, relative to the third order 8 times, when Δt doubles.
        assertEquals(0, worst(k, .1 / 4), 5e-4);
        assertEquals(0, worst(k, .2 / 4), 5e-3);
    }

    private static double worst(final double[][] k, final double interval) {
        final double[][] t = Networks.exponential(k, interval);
        final PeriodicMatrix.Builder hops = new PeriodicMatrix.Builder(5);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                if (i != j) {
                    hops.add(i, j, 0, 0, 0, 1e6 * t[i][j]);
                }
            }
        }
        final EdgeRates rates = EdgeRates.of(JumpRates.of(hops.build(), new double[]{1e6 * interval, 1e6 * interval, 1e6 * interval, 1e6 * interval,
            1e6 * interval}), interval);
        double worst = 0;
        for (int e = 0; e < rates.rates().hops().entries(); e++) {
            final double exact = k[rates.rates().hops().from(e)][rates.rates().hops().to(e)];
            worst = Math.max(worst, Math.abs(rates.rate(e) / exact - 1));
        }
        return worst;
    }

    @Test
    void twoHopsWithinAFrameAreNoEdge() {
        // A chain seen every fifth of a stay: hops over two sites come from two hops.
        final PeriodicMatrix chain = new PeriodicMatrix.Builder(1).add(0, 0, 1, 0, 0, .1).add(0, 0, -1, 0, 0, .1).build();
        final JumpRates seen = JumpRates.of(new KineticMonteCarlo(chain, 100, 20_000, 1).run(1));
        final EdgeRates rates = EdgeRates.of(seen, 1);
        final int near = seen.hops().find(0, 0, 1, 0, 0);
        final int far = seen.hops().find(0, 0, 2, 0, 0);
        // 4 sigma of 160,000 hops, and what is left out: (k Δt)³.
        assertEquals(.1, rates.rate(near), .1 * (4 / 400. + .008));
        assertTrue(seen.rates().value(near) < .085, "uncorrected it is a sixth too small");
        assertTrue(seen.rates().value(far) > .003, "and there seem to be long hops");
        assertEquals(0, rates.rate(far), .1 * .01);
        assertTrue(rates.interval(near).contains(rates.rate(near)));
    }

    @Test
    void hopsSeenOneByOneAreNotChanged() {
        final JumpRates hops = JumpRates.of(PeriodicMatrix.of(new double[][]{{0, 9, 3}, {5, 0, 0}, {4, 0, 0}}), new double[]{100, 50, 20});
        final EdgeRates rates = EdgeRates.of(hops, 0);
        for (int e = 0; e < hops.hops().entries(); e++) {
            final double[] plain = JumpRates.rateInterval(hops.hops().value(e), hops.timesFs()[hops.hops().from(e)], .95);
            assertEquals(hops.rates().value(e), rates.rate(e), 1e-15);
            assertEquals(plain[0], rates.interval(e).lower(), 1e-15);
            assertEquals(plain[1], rates.interval(e).upper(), 1e-15);
        }
        assertEquals(List.of(.09, .03, .1, .2).toString(), java.util.Arrays.stream(rates.matrix().values()).boxed().filter(x -> x > 0).toList().toString());
    }

    @Test
    void waitingTimesOfTheGeneratorAreExponentialWithTheSummedRate() {
        // mean and deviation of completed stays seen in fine frames, 1/Σk; 4 sigma of 50,000 stays and half a frame.
        final PeriodicMatrix rates = PeriodicMatrix.of(new double[][]{{0, .003, .002}, {.004, 0, .001}, {.002, .003, 0}});
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (final DiscreteTrajectory t : new KineticMonteCarlo(rates, 50, 200_000, 1).run(4).trajectories()) {
            for (int k = 1; k + 1 < t.stays(); k++) {
                sum += t.length(k);
                squares += (double)t.length(k) * t.length(k);
                n++;
            }
        }
        final double mean = sum / n;
        assertEquals(200, mean, 4 * 200 / Math.sqrt(n) + .5);
        assertEquals(200, Math.sqrt(squares / n - mean * mean), 4 * 200 * Math.sqrt(2.0 / n) + .5);
    }
}
