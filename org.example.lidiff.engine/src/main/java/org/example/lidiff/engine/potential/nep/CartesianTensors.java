package org.example.lidiff.engine.potential.nep;

/**
 * Symmetric traceless tensors as linear functions of the orthonormal harmonics: v_a = Σ r̂_a, Q_ab = Σ (r̂_a r̂_b − δ_ab/3), T
 * and H likewise of rank 3 and 4. T_a… = Σ_m K_a…,m A_lm with K = ∫ T_a…(r̂) Y_lm(r̂) dΩ.
 */
final class CartesianTensors {

    private static final double[] GAUSS_NODES = {0, 0.5384693101056831, -0.5384693101056831, 0.9061798459386640, -0.9061798459386640};
    private static final double[] GAUSS_WEIGHTS = {0.5688888888888889, 0.4786286704993665, 0.4786286704993665, 0.2369268850561891,
        0.2369268850561891};
    private static final int ANGLES = 12;

    private CartesianTensors() {
    }

    /** K for rank l = 1 … 4: 3^l rows of 2l + 1 numbers. The quadrature is exact for the degree 2l ≤ 8. */
    static double[] ofRank(final int l) {
        final int components = (int)Math.round(Math.pow(3, l));
        final int width = 2 * l + 1;
        final double[] k = new double[components * width];
        final Harmonics harmonics = Harmonics.upTo(4);
        final double[] y = new double[harmonics.count()];
        for (int g = 0; g < GAUSS_NODES.length; g++) {
            for (int a = 0; a < ANGLES; a++) {
                final double z = GAUSS_NODES[g];
                final double phi = 2 * Math.PI * (a + 0.5) / ANGLES;
                final double[] u = {Math.sqrt(1 - z * z) * Math.cos(phi), Math.sqrt(1 - z * z) * Math.sin(phi), z};
                harmonics.values(u[0], u[1], u[2], y, 0);
                for (int c = 0; c < components; c++) {
                    final double t = GAUSS_WEIGHTS[g] * 2 * Math.PI / ANGLES * component(l, c, u);
                    for (int m = 0; m < width; m++) {
                        k[c * width + m] += t * y[l * l - 1 + m] * harmonics.norms()[l * l - 1 + m];
                    }
                }
            }
        }
        for (int i = 0; i < k.length; i++) {
            k[i] = Math.abs(k[i]) < 1e-14 ? 0 : k[i];
        }
        return k;
    }

    private static double component(final int l, final int index, final double[] u) {
        final int a = index % 3;
        final int b = index / 3 % 3;
        final int c = index / 9 % 3;
        final int d = index / 27 % 3;
        return switch (l) {
            case 1 -> u[a];
            case 2 -> u[a] * u[b] - delta(a, b) / 3;
            case 3 -> u[a] * u[b] * u[c] - (delta(a, b) * u[c] + delta(a, c) * u[b] + delta(b, c) * u[a]) / 5;
            default -> u[a] * u[b] * u[c] * u[d]
                - (delta(a, b) * u[c] * u[d] + delta(a, c) * u[b] * u[d] + delta(a, d) * u[b] * u[c] + delta(b, c) * u[a] * u[d]
                    + delta(b, d) * u[a] * u[c] + delta(c, d) * u[a] * u[b]) / 7
                + (delta(a, b) * delta(c, d) + delta(a, c) * delta(b, d) + delta(a, d) * delta(b, c)) / 35;
        };
    }

    private static double delta(final int a, final int b) {
        return a == b ? 1 : 0;
    }
}
