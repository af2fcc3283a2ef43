package org.example.lidiff.engine.potential.nep;

/**
 * Real spherical harmonics of a unit vector, l = 1 … l_max, without their norms: functions of a kernel multiply sums of them
 * by {@link #norms()} once to have orthonormal ones.
 *
 * <p>Order: l = 1 first; within l: m = 0, then for each m cos and sin, Π_lm(z) · Re and Im of (x + iy)^m.
 */
abstract class Harmonics {

    private final double[] norms;

    Harmonics(final double[] norms) {
        this.norms = norms;
    }

    static Harmonics upTo(final int lMax) {
        return lMax <= 4 ? new HarmonicsToFour() : new HarmonicsToAny(lMax);
    }

    /** Number of functions: (l_max + 1)² − 1, at least 24. */
    int count() {
        return norms.length;
    }

    /** What makes each function orthonormal. */
    double[] norms() {
        return norms;
    }

    /** Writes the functions at a unit vector to {@code out[at…]}. */
    abstract void values(double x, double y, double z, double[] out, int at);

    /** Writes the gradient of Σ_m h_m Y_m, with x, y, z taken as independent, to {@code out[0…2]}. */
    abstract void gradient(double x, double y, double z, double[] h, double[] out);

    /** √((2l+1)/4π · (l−m)!/(l+m)!), times √2 for m > 0. */
    static double norm(final int l, final int m) {
        double ratio = 1;
        for (int k = l - m + 1; k <= l + m; k++) {
            ratio /= k;
        }
        return Math.sqrt((2 * l + 1) / (4 * Math.PI) * ratio * (m == 0 ? 1 : 2));
    }
}
