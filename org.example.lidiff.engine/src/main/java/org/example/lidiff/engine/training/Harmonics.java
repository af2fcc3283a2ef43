package org.example.lidiff.engine.training;

/**
 * Orthonormal real spherical harmonics with their derivatives along a direction, l = 0 … L.
 *
 * <p>Y at l² is m = 0; at l² + 2m − 1 and l² + 2m are the cosine and sine of m. They are made of the scaled solid harmonics
 * R_mm = (x + iy)^m/(2^m m!), (l+m)(l−m) R_lm = (2l−1) z R_{l−1,m} − r² R_{l−2,m}, whose derivatives are again harmonics:
 * ∂z R_lm = R_{l−1,m}, (∂x − i∂y) R_lm = R_{l−1,m−1}, (∂x + i∂y) R_lm = −R_{l−1,m+1} (Helgaker, Jørgensen, Olsen 2000, 6.4).
 */
final class Harmonics {

    private final int lMax;
    private final int count;
    private final double[] norm;
    // Y_next = up · z Y − down · Y_before, for each (l, m < l)
    private final double[] up;
    private final double[] down;
    private final double[] diagonal;
    // ∂Y_a = factor · Y_index, two terms for x and y, one for z
    private final int[] indexX;
    private final double[] factorX;
    private final int[] indexY;
    private final double[] factorY;
    private final int[] indexZ;
    private final double[] factorZ;

    Harmonics(final int lMax) {
        this.lMax = lMax;
        count = (lMax + 1) * (lMax + 1);
        norm = new double[count];
        up = new double[count];
        down = new double[count];
        diagonal = new double[lMax + 1];
        indexX = new int[2 * count];
        factorX = new double[2 * count];
        indexY = new int[2 * count];
        factorY = new double[2 * count];
        indexZ = new int[count];
        factorZ = new double[count];
        for (int l = 0; l <= lMax; l++) {
            for (int m = 0; m <= l; m++) {
                final double n = Math.sqrt((2 * l + 1) / (4 * Math.PI) * factorial(l - m) * factorial(l + m) * (m > 0 ? 2 : 1));
                norm[cosine(l, m)] = n;
                if (m > 0) {
                    norm[sine(l, m)] = n;
                }
            }
        }
        for (int l = 1; l <= lMax; l++) {
            diagonal[l] = norm[cosine(l, l)] / norm[cosine(l - 1, l - 1)] / (2 * l);
            for (int m = 0; m < l; m++) {
                final double d = (l + m) * (l - m);
                up[cosine(l, m)] = (2 * l - 1) / d * norm[cosine(l, m)] / norm[cosine(l - 1, m)];
                down[cosine(l, m)] = m > l - 2 ? 0 : norm[cosine(l, m)] / norm[cosine(l - 2, m)] / d;
                if (m > 0) {
                    up[sine(l, m)] = up[cosine(l, m)];
                    down[sine(l, m)] = down[cosine(l, m)];
                }
            }
            for (int m = 0; m <= l; m++) {
                derivatives(l, m);
            }
        }
    }

    private void derivatives(final int l, final int m) {
        final int c = cosine(l, m);
        final int s = m > 0 ? sine(l, m) : -1;
        if (m < l) {
            z(c, cosine(l - 1, m));
            if (m > 0) {
                z(s, sine(l - 1, m));
            }
        }
        if (m == 0) {
            if (l > 1) {
                put(indexX, factorX, 2 * c, cosine(l - 1, 1), -1, c);
                put(indexY, factorY, 2 * c, sine(l - 1, 1), -1, c);
            }
            return;
        }
        put(indexX, factorX, 2 * c, cosine(l - 1, m - 1), 0.5, c);
        put(indexY, factorY, 2 * s, cosine(l - 1, m - 1), 0.5, s);
        if (m > 1) {
            put(indexX, factorX, 2 * s, sine(l - 1, m - 1), 0.5, s);
            put(indexY, factorY, 2 * c, sine(l - 1, m - 1), -0.5, c);
        }
        if (m + 1 < l) {
            put(indexX, factorX, 2 * c + 1, cosine(l - 1, m + 1), -0.5, c);
            put(indexX, factorX, 2 * s + 1, sine(l - 1, m + 1), -0.5, s);
            put(indexY, factorY, 2 * c + 1, sine(l - 1, m + 1), -0.5, c);
            put(indexY, factorY, 2 * s + 1, cosine(l - 1, m + 1), 0.5, s);
        }
    }

    private void z(final int of, final int lower) {
        indexZ[of] = lower;
        factorZ[of] = norm[of] / norm[lower];
    }

    private void put(final int[] index, final double[] factor, final int at, final int lower, final double value, final int of) {
        index[at] = lower;
        factor[at] = value * norm[of] / norm[lower];
    }

    private static int cosine(final int l, final int m) {
        return l * l + (m == 0 ? 0 : 2 * m - 1);
    }

    private static int sine(final int l, final int m) {
        return l * l + 2 * m;
    }

    private static double factorial(final int n) {
        double f = 1;
        for (int i = 2; i <= n; i++) {
            f *= i;
        }
        return f;
    }

    /** (L + 1)², the harmonic l = 0 included. */
    int count() {
        return count;
    }

    /** Overwrites {@code y} with the harmonics of the unit vector (ux, uy, uz). */
    void values(final double ux, final double uy, final double uz, final double[] y) {
        values(ux, uy, uz, y, 0);
    }

    /** Overwrites {@code y[from…]} with the harmonics of the unit vector (ux, uy, uz). */
    void values(final double ux, final double uy, final double uz, final double[] y, final int from) {
        y[from] = norm[0];
        for (int l = 1; l <= lMax; l++) {
            final int at = from + l * l;
            final int below = from + (l - 1) * (l - 1);
            final int before = from + (l - 2) * (l - 2);
            // l − 2 has no m above it
            final int both = Math.max(0, 2 * l - 3);
            for (int a = 0; a < both; a++) {
                y[at + a] = up[l * l + a] * uz * y[below + a] - down[l * l + a] * y[before + a];
            }
            for (int a = both; a < 2 * l - 1; a++) {
                y[at + a] = up[l * l + a] * uz * y[below + a];
            }
            final double c = l == 1 ? y[from] : y[below + 2 * l - 3];
            final double s = l == 1 ? 0 : y[below + 2 * l - 2];
            final double d = diagonal[l];
            y[at + 2 * l - 1] = d * (ux * c - uy * s);
            y[at + 2 * l] = d * (uy * c + ux * s);
        }
    }

    /**
     * Overwrites {@code out} with the change of the harmonics {@code y[from…]} of r/|r| when r moves along d: the derivative of the recursion of
     * {@link #values} along (d − u (u·d))/|r|.
     *
     * @param u r/|r|
     * @param along u·d
     */
    void change(final double[] y, final int from, final double[] u, final double[] d, final double along, final double inverseLength,
        final double[] out) {
        final double ux = u[0];
        final double uy = u[1];
        final double uz = u[2];
        final double dx = (d[0] - along * ux) * inverseLength;
        final double dy = (d[1] - along * uy) * inverseLength;
        final double dz = (d[2] - along * uz) * inverseLength;
        out[0] = 0;
        for (int l = 1; l <= lMax; l++) {
            final int at = l * l;
            final int below = (l - 1) * (l - 1);
            final int before = (l - 2) * (l - 2);
            final int both = Math.max(0, 2 * l - 3);
            for (int a = 0; a < both; a++) {
                out[at + a] = up[at + a] * (dz * y[from + below + a] + uz * out[below + a]) - down[at + a] * out[before + a];
            }
            for (int a = both; a < 2 * l - 1; a++) {
                out[at + a] = up[at + a] * (dz * y[from + below + a] + uz * out[below + a]);
            }
            final int c = l == 1 ? 0 : below + 2 * l - 3;
            final double yc = y[from + c];
            final double ys = l == 1 ? 0 : y[from + c + 1];
            final double oc = out[c];
            final double os = l == 1 ? 0 : out[c + 1];
            out[at + 2 * l - 1] = diagonal[l] * (dx * yc + ux * oc - dy * ys - uy * os);
            out[at + 2 * l] = diagonal[l] * (dy * yc + uy * oc + dx * ys + ux * os);
        }
    }

    /**
     * Adds to {@code g} the gradient with respect to r of Σ w Y(r/|r|); the transpose of {@link #change}.
     *
     * @param w without that of l = 0
     */
    void addGradient(final double[] y, final int from, final double[] w, final double[] u, final double inverseLength, final double[] g) {
        double gx = 0;
        double gy = 0;
        double gz = 0;
        double radial = 0;
        for (int l = 1; l <= lMax; l++) {
            double sum = 0;
            for (int a = l * l; a < (l + 1) * (l + 1); a++) {
                final double wa = w[a - 1];
                gx += wa * (factorX[2 * a] * y[from + indexX[2 * a]] + factorX[2 * a + 1] * y[from + indexX[2 * a + 1]]);
                gy += wa * (factorY[2 * a] * y[from + indexY[2 * a]] + factorY[2 * a + 1] * y[from + indexY[2 * a + 1]]);
                gz += wa * factorZ[a] * y[from + indexZ[a]];
                sum += wa * y[from + a];
            }
            radial += l * sum;
        }
        g[0] += (gx - radial * u[0]) * inverseLength;
        g[1] += (gy - radial * u[1]) * inverseLength;
        g[2] += (gz - radial * u[2]) * inverseLength;
    }
}
