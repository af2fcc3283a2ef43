package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

class GeneratorTest {

    @Test
    void solutionsSatisfyTheirEquations() {
        final Random random = new Random(1);
        // 450 sites go through the iterative solvers.
        for (final int n : new int[]{2, 7, 40, 450}) {
            for (final boolean reversible : new boolean[]{true, false}) {
                final PeriodicMatrix k = Networks.randomRates(random, n, 3, reversible);
                final Generator generator = new Generator(k);
                assertEquals(reversible || n == 2, generator.reversible());
                assertTrue(generator.residual() < 1e-11);
                final double[] pi = generator.stationary();
                final double[] exit = k.rowSums();
                final double[] flow = k.leftTimes(pi);
                final double[] f = random.doubles(n, -1, 1).toArray();
                final double[] y = generator.solve(f);
                final double[] ky = k.times(y);
                final double[] a = generator.solveAdjoint(f);
                final double[] ak = k.leftTimes(a);
                final double mean = dot(pi, f);
                final double sum = java.util.Arrays.stream(f).sum();
                assertEquals(0, dot(pi, y), 1e-10);
                assertEquals(0, java.util.Arrays.stream(a).sum(), 1e-9);
                for (int i = 0; i < n; i++) {
                    assertEquals(pi[i] * exit[i], flow[i], 1e-11 * exit[i]);
                    assertEquals(f[i] - mean, exit[i] * y[i] - ky[i], 1e-8);
                    assertEquals(f[i] - sum * pi[i], exit[i] * a[i] - ak[i], 1e-8);
                }
            }
        }
    }

    @Test
    void severalSolutionsHaveTheBitsOfSingleOnes() {
        final Random random = new Random(2);
        // above 300 and 400 sites: iterative; four right-hand sides of which one is done at once, and three in step
        for (final int n : new int[]{20, 450}) {
            for (final boolean reversible : new boolean[]{true, false}) {
                final Generator generator = new Generator(Networks.randomRates(random, n, 3, reversible));
                for (final int count : new int[]{3, 4}) {
                    final double[][] f = new double[count][];
                    java.util.Arrays.setAll(f, k -> k == 3 ? new double[n] : random.doubles(n, -1, 1).toArray());
                    final double[][] y = generator.solve(f);
                    for (int k = 0; k < count; k++) {
                        assertArrayEquals(generator.solve(f[k]), y[k]);
                    }
                }
            }
        }
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void hugeDifferencesOfOccupancyKeepTheirDigits() {
        // Birth-death chain with ratio 1e3 per site: π_i ∝ 1e-3i, down to 1e-30.
        final double[][] k = new double[11][11];
        for (int i = 0; i < 10; i++) {
            k[i][i + 1] = 1e-3;
            k[i + 1][i] = 1;
        }
        final double[] pi = new Generator(PeriodicMatrix.of(k)).stationary();
        for (int i = 0; i < 11; i++) {
            assertEquals(1, pi[i] / pi[0] / Math.pow(10, -3 * i), 1e-12);
        }
    }

    @Test
    void nearlyUniformNetworksKeepTheirStationaryVector() {
        // Samples of counts: the iterative solver starts close to the answer, and must not work on rounding errors.
        final PeriodicMatrix.Builder hops = new PeriodicMatrix.Builder(512);
        final Random random = new Random(3);
        for (int i = 0; i < 512; i++) {
            for (final int d : new int[]{1, 8, 64}) {
                hops.add(i, (i + d) % 512, 0, 0, 0, 140 + random.nextInt(50)).add((i + d) % 512, i, 0, 0, 0, 140 + random.nextInt(50));
            }
        }
        final double[] times = new double[512];
        java.util.Arrays.fill(times, 1e6);
        for (final PeriodicMatrix k : JumpRates.of(hops.build(), times).samples(10, 1)) {
            final Generator generator = new Generator(k);
            final double[] pi = generator.stationary();
            final double[] exit = k.rowSums();
            final double[] flow = k.leftTimes(pi);
            for (int i = 0; i < 512; i++) {
                assertEquals(1, flow[i] / (pi[i] * exit[i]), 1e-10);
            }
        }
    }

    @Test
    void transientStatesAreEmpty() {
        final double[][] k = {{0, 1, 0}, {0, 0, 2}, {0, 3, 0}};
        assertArrayEquals(new double[]{0, .6, .4}, new Generator(PeriodicMatrix.of(k)).stationary(), 1e-15);
    }
}
