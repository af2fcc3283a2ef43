package org.example.lidiff.engine.markov;

import java.util.SplittableRandom;

/** Random numbers of the distributions that posteriors of counts are made of. */
final class RandomVariates {

    private static final double SMALLEST = 1e-200;

    private final SplittableRandom random;

    RandomVariates(final long seed) {
        this(new SplittableRandom(seed));
    }

    private RandomVariates(final SplittableRandom random) {
        this.random = random;
    }

    /** An independent source, the same one for the same history of this one. */
    RandomVariates split() {
        return new RandomVariates(random.split());
    }

    /** Uniform in (0, 1). */
    double uniform() {
        double u;
        do {
            u = random.nextDouble();
        } while (u == 0);
        return u;
    }

    /** Exponential with mean one. */
    double exponential() {
        return -Math.log(uniform());
    }

    /** Logarithm of a gamma variate of rate one (Marsaglia and Tsang, ACM Trans. Math. Softw. 26, 363 (2000)). */
    double logGamma(final double shape) {
        if (shape < 1) {
            // In logarithms, because a gamma variate of shape 0.01 underflows.
            return logGamma(shape + 1) + Math.log(uniform()) / shape;
        }
        final double d = shape - 1.0 / 3;
        final double c = 1 / Math.sqrt(9 * d);
        while (true) {
            final double x = random.nextGaussian();
            final double v = 1 + c * x;
            if (v > 0) {
                final double cube = v * v * v;
                if (Math.log(uniform()) < 0.5 * x * x + d - d * cube + d * Math.log(cube)) {
                    return Math.log(d * cube);
                }
            }
        }
    }

    /** Gamma variate of rate one. */
    double gamma(final double shape) {
        return Math.exp(logGamma(shape));
    }

    /** Fills {@code out[from … until)} with a Dirichlet variate whose parameters stand there; zeros stay zero. */
    void dirichlet(final double[] out, final int from, final int until) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int e = from; e < until; e++) {
            out[e] = out[e] > 0 ? logGamma(out[e]) : Double.NEGATIVE_INFINITY;
            largest = Math.max(largest, out[e]);
        }
        double sum = 0;
        for (int e = from; e < until; e++) {
            // Never zero: a transition that was seen stays possible, and the states stay connected.
            out[e] = Double.isInfinite(out[e]) ? 0 : Math.max(SMALLEST, Math.exp(out[e] - largest));
            sum += out[e];
        }
        for (int e = from; e < until; e++) {
            out[e] /= sum;
        }
    }
}
