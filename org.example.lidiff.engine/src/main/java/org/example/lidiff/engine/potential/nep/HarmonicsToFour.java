package org.example.lidiff.engine.potential.nep;

/** The 24 functions up to l = 4, written out: nearly every model ends there. */
final class HarmonicsToFour extends Harmonics {

    private static final int COUNT = 24;

    HarmonicsToFour() {
        super(scaledNorms());
    }

    // Π_lm without its common factor: Π_20 = (3z² − 1)/2 is kept as 3z² − 1, Π_31 = (15z² − 3)/2 as 5z² − 1 and so on
    private static double[] scaledNorms() {
        final double[][] factors = {{1, 1}, {0.5, 3, 3}, {0.5, 1.5, 15, 15}, {0.125, 2.5, 7.5, 105, 105}};
        final double[] norms = new double[COUNT];
        int n = 0;
        for (int l = 1; l <= 4; l++) {
            for (int m = 0; m <= l; m++) {
                for (int s = 0; s < (m == 0 ? 1 : 2); s++) {
                    norms[n++] = norm(l, m) * factors[l - 1][m];
                }
            }
        }
        return norms;
    }

    @Override
    void values(final double x, final double y, final double z, final double[] out, final int at) {
        final double zz = z * z;
        final double c2 = x * x - y * y;
        final double s2 = 2 * x * y;
        final double c3 = x * c2 - y * s2;
        final double s3 = x * s2 + y * c2;
        final double p31 = 5 * zz - 1;
        final double p41 = z * (7 * zz - 3);
        final double p42 = 7 * zz - 1;
        out[at] = z;
        out[at + 1] = x;
        out[at + 2] = y;
        out[at + 3] = 3 * zz - 1;
        out[at + 4] = z * x;
        out[at + 5] = z * y;
        out[at + 6] = c2;
        out[at + 7] = s2;
        out[at + 8] = z * (5 * zz - 3);
        out[at + 9] = p31 * x;
        out[at + 10] = p31 * y;
        out[at + 11] = z * c2;
        out[at + 12] = z * s2;
        out[at + 13] = c3;
        out[at + 14] = s3;
        out[at + 15] = zz * (35 * zz - 30) + 3;
        out[at + 16] = p41 * x;
        out[at + 17] = p41 * y;
        out[at + 18] = p42 * c2;
        out[at + 19] = p42 * s2;
        out[at + 20] = z * c3;
        out[at + 21] = z * s3;
        out[at + 22] = x * c3 - y * s3;
        out[at + 23] = x * s3 + y * c3;
    }

    @Override
    void gradient(final double x, final double y, final double z, final double[] h, final double[] out) {
        final double zz = z * z;
        final double c2 = x * x - y * y;
        final double s2 = 2 * x * y;
        final double c3 = x * c2 - y * s2;
        final double s3 = x * s2 + y * c2;
        final double p31 = 5 * zz - 1;
        final double p41 = z * (7 * zz - 3);
        final double p42 = 7 * zz - 1;
        // factors of cos and sin for each m, and their derivatives by z
        final double a1 = h[1] + z * h[4] + p31 * h[9] + p41 * h[16];
        final double b1 = h[2] + z * h[5] + p31 * h[10] + p41 * h[17];
        final double a2 = 2 * (h[6] + z * h[11] + p42 * h[18]);
        final double b2 = 2 * (h[7] + z * h[12] + p42 * h[19]);
        final double a3 = 3 * (h[13] + z * h[20]);
        final double b3 = 3 * (h[14] + z * h[21]);
        final double a4 = 4 * h[22];
        final double b4 = 4 * h[23];
        final double p41z = 21 * zz - 3;
        out[0] = a1 + a2 * x + b2 * y + a3 * c2 + b3 * s2 + a4 * c3 + b4 * s3;
        out[1] = b1 - a2 * y + b2 * x - a3 * s2 + b3 * c2 - a4 * s3 + b4 * c3;
        out[2] = h[0] + 6 * z * h[3] + (15 * zz - 3) * h[8] + z * (140 * zz - 60) * h[15]
            + (h[4] + 10 * z * h[9] + p41z * h[16]) * x + (h[5] + 10 * z * h[10] + p41z * h[17]) * y
            + (h[11] + 14 * z * h[18]) * c2 + (h[12] + 14 * z * h[19]) * s2 + h[20] * c3 + h[21] * s3;
    }
}
