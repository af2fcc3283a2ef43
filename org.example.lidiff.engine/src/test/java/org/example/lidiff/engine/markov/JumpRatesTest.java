package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;

class JumpRatesTest {

    @Test
    void hopsAndTimesOfATrajectory() {
        final DiscreteTrajectory t = DiscreteTrajectory.of(new int[]{0, 0, 1, -1, 0, 0, 0}, new int[]{0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 0, 0, 0, 0, 1, 0, 0, 1, 0});
        final JumpRates rates = JumpRates.of(new DiscreteTrajectorySet(List.of(t), 2, 2.0));
        // 2 fs a frame; no hop could be seen after frames 2 and 6.
        assertArrayEquals(new double[]{8, 0}, rates.timesFs());
        assertEquals(2, rates.hops().sum(), "0 to 1, and 0 to itself one cell up; none across the gap");
        final PeriodicMatrix k = rates.rates();
        assertEquals(0.125, k.value(k.find(0, 1, 0, 0, 0)), 1e-15);
        assertEquals(0.125, k.value(k.find(0, 0, 0, 1, 0)), 1e-15);
    }

    @Test
    void posteriorAddsHalfAHopToEachSite() {
        // Exit rate Gamma(n + 1/2, T), shares Dirichlet(n_e + 1/(2 z)).
        final PeriodicMatrix hops = PeriodicMatrix.of(new double[][]{{0, 9, 3}, {5, 0, 0}, {4, 0, 0}});
        final List<PeriodicMatrix> samples = JumpRates.of(hops, new double[]{100, 50, 20}).samples(20_000, 4);
        double mean = 0;
        double square = 0;
        double share = 0;
        for (final PeriodicMatrix k : samples) {
            final double exit = k.value(0) + k.value(1);
            mean += exit / samples.size();
            square += exit * exit / samples.size();
            share += k.value(0) / exit / samples.size();
        }
        // 4 sigma of 20000 draws.
        assertEquals(.125, mean, 4 * Math.sqrt(12.5) / 100 / Math.sqrt(20_000));
        assertEquals(Math.sqrt(12.5) / 100, Math.sqrt(square - mean * mean), .04 * Math.sqrt(12.5) / 100);
        assertEquals(9.25 / 12.5, share, 4 * Math.sqrt(.74 * .26 / 13.5 / 20_000));
    }

    @Test
    void anEdgeWithoutHopsHasAnUpperLimit() {
        // 3.00/T at 95 %
        assertArrayEquals(new double[]{0, Math.log(20) / 50}, JumpRates.rateInterval(0, 50, 0.95), 1e-15);
        // Gamma(1/2 + 1, rate 2): quantiles of χ² with 3 degrees of freedom over 4 (0.2157953, 9.3484036 from tables).
        assertArrayEquals(new double[]{0.2157953 / 4, 9.3484036 / 4}, JumpRates.rateInterval(1, 2, 0.95), 1e-6);
    }

    @Test
    void reversibleRatesOfBalancedHopsAreTheRatios() {
        final PeriodicMatrix hops = PeriodicMatrix.of(new double[][]{{0, 8, 2}, {8, 0, 5}, {2, 5, 0}});
        final JumpRates rates = JumpRates.of(hops, new double[]{10, 20, 40});
        assertArrayEquals(rates.rates().values(), rates.reversibleRates().values(), 1e-13);
    }

    @Test
    void reversibleRatesMaximizeTheLikelihood() {
        final PeriodicMatrix hops = PeriodicMatrix.of(new double[][]{{0, 12, 2}, {7, 0, 5}, {4, 9, 0}});
        final double[] times = {10, 20, 40};
        final PeriodicMatrix k = JumpRates.of(hops, times).reversibleRates();
        final double[] pi = new Generator(k).stationary();
        final double best = likelihood(hops, times, k);
        assertEquals(true, new Generator(k).reversible());
        final int[] reverse = k.reverses();
        for (int e = 0; e < k.entries(); e++) {
            for (final double factor : new double[]{.99, 1.01}) {
                // Changing a pair keeps π; changing all rates of a site by π → π·factor keeps the fluxes.
                final double[] pair = k.values();
                pair[e] *= factor;
                pair[reverse[e]] *= factor;
                assertEquals(true, likelihood(hops, times, k.withValues(pair)) < best);
                final double[] site = k.values();
                for (int f = 0; f < site.length; f++) {
                    site[f] *= k.from(f) == k.from(e) ? factor : 1;
                }
                assertEquals(true, likelihood(hops, times, k.withValues(site)) < best);
            }
        }
        assertEquals(1, pi[0] + pi[1] + pi[2], 1e-14);
    }

    private static double likelihood(final PeriodicMatrix hops, final double[] times, final PeriodicMatrix k) {
        double sum = 0;
        for (int e = 0; e < hops.entries(); e++) {
            sum += hops.value(e) * Math.log(k.value(e)) - k.value(e) * times[hops.from(e)];
        }
        return sum;
    }

    @Test
    void hopsThatAreNeverUndoneAreRefused() {
        final JumpRates rates = JumpRates.of(PeriodicMatrix.of(new double[][]{{0, 3}, {0, 0}}), new double[]{1, 1});
        final InputException e = assertThrows(InputException.class, rates::largestConnected);
        assertEquals("There are 3.0 hops, and no two sites that ions hop between in both directions.", e.summary());
    }

    @Test
    void intervalsOfRatesCoverTheTruth() {
        // Kinetic Monte Carlo: 90 % intervals of two rates; 20 seeds (200 with -Dlidiff.thorough=true).
        final PeriodicMatrix k = PeriodicMatrix.of(new double[][]{{0, .02, .005}, {.04, 0, .01}, {.01, .02, 0}});
        final int seeds = Boolean.getBoolean("lidiff.thorough") ? 200 : 20;
        int inside = 0;
        for (int seed = 0; seed < seeds; seed++) {
            final JumpRates rates = Networks.kineticMonteCarlo(seed, k, 4, 800);
            for (final int[] edge : new int[][]{{0, 1}, {2, 0}}) {
                final int e = rates.hops().find(edge[0], edge[1], 0, 0, 0);
                final double[] interval = JumpRates.rateInterval(e < 0 ? 0 : rates.hops().value(e), rates.timesFs()[edge[0]], .9);
                final double truth = k.value(k.find(edge[0], edge[1], 0, 0, 0));
                inside += truth >= interval[0] && truth <= interval[1] ? 1 : 0;
            }
        }
        // Binomial, 4 sigma, plus one percent for what the prior costs.
        assertEquals(.9 * 2 * seeds, inside, 4 * Math.sqrt(2 * seeds * .09) + .02 * seeds);
    }
}
