package org.example.lidiff.engine.dynamics;

/**
 * Random numbers whose bits depend on the seed alone, on every machine and Java version.
 *
 * <p>xoshiro256++ (Blackman, Vigna, ACM Trans. Math. Softw. 47, 36, 2021), seeded by SplitMix64 (Steele, Lea, Flood, OOPSLA
 * 2014). Normal deviates by Marsaglia's polar method, gamma deviates by Marsaglia and Tsang (ACM Trans. Math. Softw. 26, 363,
 * 2000), with {@link StrictMath} where the bits of {@link Math} are not specified. Not thread-safe.
 */
public final class RandomSource {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;
    private double spare;
    private boolean hasSpare;

    /** The sequence that belongs to {@code seed}. */
    public RandomSource(final long seed) {
        s0 = mix(seed + GOLDEN);
        s1 = mix(seed + 2 * GOLDEN);
        s2 = mix(seed + 3 * GOLDEN);
        s3 = mix(seed + 4 * GOLDEN);
    }

    private RandomSource(final long[] state) {
        s0 = state[0];
        s1 = state[1];
        s2 = state[2];
        s3 = state[3];
        hasSpare = state[4] != 0;
        spare = Double.longBitsToDouble(state[5]);
    }

    /** Goes on where the source whose {@link #state()} this is stood. */
    public static RandomSource ofState(final long... state) {
        if (state.length != 6) {
            throw new IllegalArgumentException("The state of a random source has 6 numbers, not " + state.length);
        }
        return new RandomSource(state);
    }

    /** Six numbers that say where the sequence stands. */
    public long[] state() {
        return new long[] {s0, s1, s2, s3, hasSpare ? 1 : 0, Double.doubleToRawLongBits(spare)};
    }

    /**
     * A seed for one of many runs that share {@code seed}: mix(mix(mix(seed) + (path₀ + 1) γ) + (path₁ + 1) γ) …, with the
     * SplitMix64 finalizer and its γ = 0x9E3779B97F4A7C15.
     *
     * @param seed the common seed
     * @param path which run: condition and replica, counted from 0
     */
    public static long derive(final long seed, final int... path) {
        long s = mix(seed);
        for (final int p : path) {
            s = mix(s + (p + 1L) * GOLDEN);
        }
        return s;
    }

    private static long mix(final long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** 64 random bits. */
    public long nextLong() {
        final long result = Long.rotateLeft(s0 + s3, 23) + s0;
        final long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in 0 … bound − 1. */
    public int nextInt(final int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("The bound must be at least 1, not " + bound);
        }
        // values beyond the last full multiple of the bound would favor small numbers
        final long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        long r;
        do {
            r = nextLong() >>> 1;
        } while (r >= limit);
        return (int)(r % bound);
    }

    /** Normal with mean 0 and variance 1. */
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        final double f = Math.sqrt(-2 * StrictMath.log(s) / s);
        spare = v * f;
        hasSpare = true;
        return u * f;
    }

    /** The sum of the squares of {@code count} independent normal deviates; 0 for none. */
    public double nextChiSquare(final int count) {
        if (count == 0) {
            return 0;
        }
        if (count == 1) {
            final double g = nextGaussian();
            return g * g;
        }
        return 2 * nextGamma(0.5 * count);
    }

    // shape >= 1, scale 1
    private double nextGamma(final double shape) {
        final double d = shape - 1.0 / 3;
        final double c = 1 / Math.sqrt(9 * d);
        while (true) {
            final double x = nextGaussian();
            final double t = 1 + c * x;
            if (t > 0) {
                final double v = t * t * t;
                final double u = 1 - nextDouble();
                if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                    return d * v;
                }
            }
        }
    }
}
