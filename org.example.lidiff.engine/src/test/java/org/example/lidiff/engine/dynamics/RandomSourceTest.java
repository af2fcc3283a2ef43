package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class RandomSourceTest {

    @Test
    void seedingIsSplitMix64() {
        // the first four outputs of SplitMix64 with seed 1234567, as its authors' C program prints them
        final long[] expected = {6457827717110365317L, 3203168211198807973L, -8629252141511181193L, 4593380528125082431L};
        final long[] state = new RandomSource(1234567).state();
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i], state[i]);
        }
    }

    @Test
    void firstNumbersOfXoshiroFromTheStateOneTwoThreeFour() {
        // by hand from the definition: rotl(1 + 4, 23) + 1 and the two that follow
        final RandomSource r = RandomSource.ofState(1, 2, 3, 4, 0, 0);
        assertEquals(41943041L, r.nextLong());
        assertEquals(58720359L, r.nextLong());
        assertEquals(3588806011781223L, r.nextLong());
    }

    @Test
    void normalDeviatesHaveTheRightMoments() {
        final RandomSource r = new RandomSource(11);
        final int n = 200_000;
        final double[] m = new double[5];
        for (int i = 0; i < n; i++) {
            final double g = r.nextGaussian();
            for (int k = 1; k <= 4; k++) {
                m[k] += Math.pow(g, k) / n;
            }
        }
        // variances of x, x², x³, x⁴ are 1, 2, 15, 96
        assertEquals(0, m[1], 4 * Math.sqrt(1.0 / n));
        assertEquals(1, m[2], 4 * Math.sqrt(2.0 / n));
        assertEquals(0, m[3], 4 * Math.sqrt(15.0 / n));
        assertEquals(3, m[4], 4 * Math.sqrt(96.0 / n));
    }

    @Test
    void chiSquareHasMeanNAndVarianceTwoN() {
        final RandomSource r = new RandomSource(12);
        for (final int dof : new int[] {0, 1, 2, 3, 10, 1001}) {
            final int n = 50_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                final double x = r.nextChiSquare(dof);
                sum += x / n;
                squares += (x - dof) * (x - dof) / n;
            }
            assertEquals(dof, sum, 4 * Math.sqrt(2.0 * dof / n));
            // fourth central moment of χ²: 12 n (n + 4)
            assertEquals(2.0 * dof, squares, 4 * Math.sqrt((12.0 * dof * (dof + 4) - 4.0 * dof * dof) / n));
        }
    }

    @Test
    void integersAreUniform() {
        final RandomSource r = new RandomSource(13);
        final int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[r.nextInt(7)]++;
        }
        for (final int c : counts) {
            assertEquals(10_000, c, 4 * Math.sqrt(10_000));
        }
    }

    @Test
    void aRestoredSourceGoesOn() {
        final RandomSource r = new RandomSource(14);
        r.nextGaussian();
        final RandomSource copy = RandomSource.ofState(r.state());
        for (int i = 0; i < 10; i++) {
            assertEquals(r.nextGaussian(), copy.nextGaussian());
        }
        assertEquals(r.nextLong(), copy.nextLong());
    }

    @Test
    void derivedSeedsDiffer() {
        final Set<Long> seeds = new HashSet<>();
        for (int base = 0; base < 10; base++) {
            for (int condition = 0; condition < 10; condition++) {
                for (int replica = 0; replica < 10; replica++) {
                    assertTrue(seeds.add(RandomSource.derive(base, condition, replica)));
                }
            }
        }
        assertEquals(RandomSource.derive(7, 1, 2), RandomSource.derive(7, 1, 2));
        assertNotEquals(RandomSource.derive(7, 1, 2), RandomSource.derive(7, 2, 1));
    }
}
