package org.example.lidiff.engine.potential.nep;

/** The functions up to any l, from the recursion of the derivatives of the Legendre polynomials. */
final class HarmonicsToAny extends Harmonics {

    private final int lMax;
    private final double[] legendre;
    private final double[] cos;
    private final double[] sin;

    HarmonicsToAny(final int lMax) {
        super(allNorms(lMax));
        this.lMax = lMax;
        // Π_lm for m up to l + 1, where it is 0
        legendre = new double[(lMax + 1) * (lMax + 2)];
        cos = new double[lMax + 1];
        sin = new double[lMax + 1];
    }

    private static double[] allNorms(final int lMax) {
        final double[] norms = new double[(lMax + 1) * (lMax + 1) - 1];
        int n = 0;
        for (int l = 1; l <= lMax; l++) {
            for (int m = 0; m <= l; m++) {
                for (int s = 0; s < (m == 0 ? 1 : 2); s++) {
                    norms[n++] = norm(l, m);
                }
            }
        }
        return norms;
    }

    private void prepare(final double x, final double y, final double z) {
        final int width = lMax + 2;
        double diagonal = 1;
        for (int m = 0; m <= lMax; m++) {
            cos[m] = m == 0 ? 1 : x * cos[m - 1] - y * sin[m - 1];
            sin[m] = m == 0 ? 0 : x * sin[m - 1] + y * cos[m - 1];
            // Π_mm = (2m − 1)!!, (l − m) Π_lm = (2l − 1) z Π_l−1,m − (l + m − 1) Π_l−2,m
            diagonal *= m == 0 ? 1 : 2 * m - 1;
            legendre[m * width + m] = diagonal;
            for (int l = m + 1; l <= lMax; l++) {
                legendre[l * width + m] = ((2 * l - 1) * z * legendre[(l - 1) * width + m]
                    - (l + m - 1) * (l >= m + 2 ? legendre[(l - 2) * width + m] : 0)) / (l - m);
            }
        }
    }

    @Override
    void values(final double x, final double y, final double z, final double[] out, final int at) {
        prepare(x, y, z);
        int n = at;
        for (int l = 1; l <= lMax; l++) {
            for (int m = 0; m <= l; m++) {
                final double p = legendre[l * (lMax + 2) + m];
                out[n++] = p * cos[m];
                if (m > 0) {
                    out[n++] = p * sin[m];
                }
            }
        }
    }

    @Override
    void gradient(final double x, final double y, final double z, final double[] h, final double[] out) {
        prepare(x, y, z);
        double gx = 0;
        double gy = 0;
        double gz = 0;
        int n = 0;
        for (int l = 1; l <= lMax; l++) {
            for (int m = 0; m <= l; m++) {
                final double p = legendre[l * (lMax + 2) + m];
                final double slope = m < l ? legendre[l * (lMax + 2) + m + 1] : 0;
                final double a = h[n++];
                final double b = m > 0 ? h[n++] : 0;
                gz += slope * (a * cos[m] + b * sin[m]);
                if (m > 0) {
                    gx += p * m * (a * cos[m - 1] + b * sin[m - 1]);
                    gy += p * m * (b * cos[m - 1] - a * sin[m - 1]);
                }
            }
        }
        out[0] = gx;
        out[1] = gy;
        out[2] = gz;
    }
}
