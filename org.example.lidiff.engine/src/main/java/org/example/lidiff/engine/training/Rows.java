package org.example.lidiff.engine.training;

/** Small dense loops on rows of flat arrays; each is one hot loop of the training kernel. */
final class Rows {

    private Rows() {
    }

    /** Σ a[at + i] b[bAt + i]. */
    static double dot(final double[] a, final int at, final double[] b, final int bAt, final int n) {
        // four sums: one would wait for its own additions
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += a[at + i] * b[bAt + i];
            s1 += a[at + i + 1] * b[bAt + i + 1];
            s2 += a[at + i + 2] * b[bAt + i + 2];
            s3 += a[at + i + 3] * b[bAt + i + 3];
        }
        for (; i < n; i++) {
            s0 += a[at + i] * b[bAt + i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** y += factor · x. */
    static void add(final double factor, final double[] x, final int xAt, final int n, final double[] y, final int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += factor * x[xAt + i];
        }
    }

    /**
     * For each v: row v of {@code out} += Σ_i a[atoms[i]][v] x[atoms[i]] − b[atoms[i]][v] y[atoms[i]], over atoms[from … to).
     *
     * @param m length of the rows of a and b and number of rows of {@code out}
     * @param n length of the rows of x, y and {@code out}
     */
    static void addOuter(final int[] atoms, final int from, final int to, final double[] a, final double[] x, final double[] b,
        final double[] y, final int m, final int n, final double[] out, final int outAt) {
        int i = from;
        // three atoms at a time: each row of out is read and written less often
        for (; i < to - 2; i += 3) {
            for (int v = 0; v < m; v++) {
                addSix(a[atoms[i] * m + v], x, atoms[i] * n, -b[atoms[i] * m + v], y, a[atoms[i + 1] * m + v], atoms[i + 1] * n,
                    -b[atoms[i + 1] * m + v], a[atoms[i + 2] * m + v], atoms[i + 2] * n, -b[atoms[i + 2] * m + v], n, out, outAt + v * n);
            }
        }
        for (; i < to; i++) {
            final int at = atoms[i] * n;
            for (int v = 0; v < m; v++) {
                final double av = a[atoms[i] * m + v];
                final double bv = -b[atoms[i] * m + v];
                final int o = outAt + v * n;
                for (int d = 0; d < n; d++) {
                    out[o + d] += av * x[at + d] + bv * y[at + d];
                }
            }
        }
    }

    private static void addSix(final double a0, final double[] x, final int at0, final double b0, final double[] y, final double a1,
        final int at1, final double b1, final double a2, final int at2, final double b2, final int n, final double[] out, final int o) {
        for (int d = 0; d < n; d++) {
            out[o + d] += a0 * x[at0 + d] + b0 * y[at0 + d] + (a1 * x[at1 + d] + b1 * y[at1 + d]) + (a2 * x[at2 + d] + b2 * y[at2 + d]);
        }
    }

    /** out[outAt + s] += Σ_i x[xAt + i] S[s][i] − b[bAt + i] dS[s][i] for rows s of S and dS. */
    static void addProducts(final double[] x, final int xAt, final double[] b, final int bAt, final double[] sums,
        final double[] changes, final int rowsAt, final int count, final int n, final double[] out, final int outAt) {
        for (int s = 0; s < count; s++) {
            final int r = rowsAt + s * n;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int i = 0;
            for (; i < n - 1; i += 2) {
                s0 += x[xAt + i] * sums[r + i];
                s1 += b[bAt + i] * changes[r + i];
                s2 += x[xAt + i + 1] * sums[r + i + 1];
                s3 += b[bAt + i + 1] * changes[r + i + 1];
            }
            if (i < n) {
                s0 += x[xAt + i] * sums[r + i];
                s1 += b[bAt + i] * changes[r + i];
            }
            out[outAt + s] += s0 + s2 - (s1 + s3);
        }
    }

    /**
     * For one pair with G = dE/dS of both atoms (that of the second times the parity): writes Σ_k f_k G_k,lm to {@code weights}
     * and returns Σ_k,lm f'_k G_k,lm Y_lm.
     *
     * @param change overwritten; at least n numbers
     */
    static double pairSlope(final double[] f, final double[] slope, final int at, final int count, final double[] g, final int gi,
        final int gj, final double[] parity, final int n, final double[] y, final int yAt, final double[] weights, final double[] change) {
        for (int a = 0; a < n; a++) {
            weights[a] = 0;
            change[a] = 0;
        }
        int k = 0;
        for (; k < count - 1; k += 2) {
            twoSlopes(f[at + k], f[at + k + 1], slope[at + k], slope[at + k + 1], g, gi + k * n, gj + k * n, parity, n, weights, change);
        }
        if (k < count) {
            oneSlope(f[at + k], slope[at + k], g, gi + k * n, gj + k * n, parity, n, weights, change);
        }
        return dot(change, 0, y, yAt + 1, n);
    }

    private static void twoSlopes(final double f0, final double f1, final double s0, final double s1, final double[] g, final int i0,
        final int j0, final double[] parity, final int n, final double[] weights, final double[] change) {
        final int i1 = i0 + n;
        final int j1 = j0 + n;
        for (int a = 0; a < n; a++) {
            final double both0 = g[i0 + a] + parity[a] * g[j0 + a];
            final double both1 = g[i1 + a] + parity[a] * g[j1 + a];
            weights[a] += f0 * both0 + f1 * both1;
            change[a] += s0 * both0 + s1 * both1;
        }
    }

    private static void oneSlope(final double f0, final double s0, final double[] g, final int i0, final int j0, final double[] parity,
        final int n, final double[] weights, final double[] change) {
        for (int a = 0; a < n; a++) {
            final double both = g[i0 + a] + parity[a] * g[j0 + a];
            weights[a] += f0 * both;
            change[a] += s0 * both;
        }
    }

    /** For one pair: adds f'_k·along Y + f_k dY to the sums of the first atom, and times the parity to those of the second. */
    static void addPairChange(final double[] f, final double[] slope, final int at, final int count, final double along,
        final double[] y, final int yAt, final double[] yChange, final double[] parity, final int n, final double[] sums, final int si, final int sj) {
        for (int k = 0; k < count; k++) {
            final double a = slope[at + k] * along;
            final double b = f[at + k];
            final int i = si + k * n;
            final int j = sj + k * n;
            for (int m = 0; m < n; m++) {
                final double change = a * y[yAt + m + 1] + b * yChange[m + 1];
                sums[i + m] += change;
                sums[j + m] += parity[m] * change;
            }
        }
    }
}
