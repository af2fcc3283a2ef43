package org.example.lidiff.engine.potential.nep;

/** tanh by one exponential, absolute error below 3e-16: several times faster than {@link Math#tanh}. */
final class HyperbolicTangent {

    private HyperbolicTangent() {
    }

    static double of(final double x) {
        return 1 - 2 / (1 + Math.exp(2 * x));
    }
}
