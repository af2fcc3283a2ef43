package org.example.lidiff.engine.training;

/** tanh by the exponential function, which is several times faster than {@link Math#tanh}. */
final class HyperbolicTangent {

    private HyperbolicTangent() {
    }

    /** tanh x with an absolute error of a few 1e-16. */
    static double of(final double x) {
        final double e = Math.exp(-2 * Math.abs(x));
        final double t = (1 - e) / (1 + e);
        return x < 0 ? -t : t;
    }
}
