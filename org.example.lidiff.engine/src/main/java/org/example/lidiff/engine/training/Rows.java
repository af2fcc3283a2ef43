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

    /** z += a x + b y. */
    static void addTwo(final double a, final double[] x, final int xAt, final double b, final double[] y, final int yAt, final int n,
        final double[] z, final int zAt) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] += a * x[xAt + i] + b * y[yAt + i];
        }
    }

    /** out = Σ_s c[cAt + s] · row s of {@code rows}; rows of {@code n} numbers from {@code rowsAt} on. */
    static void combine(final double[] c, final int cAt, final int count, final double[] rows, final int rowsAt, final int n,
        final double[] out, final int outAt) {
        combineRows(c, cAt, 1, count, rows, rowsAt, n, out, outAt);
    }

    /** As {@link #combine} with factors c[cAt + s · stride]. */
    static void combineStrided(final double[] c, final int cAt, final int stride, final int count, final double[] rows,
        final int rowsAt, final int n, final double[] out, final int outAt) {
        combineRows(c, cAt, stride, count, rows, rowsAt, n, out, outAt);
    }

    private static void combineRows(final double[] c, final int cAt, final int stride, final int count, final double[] rows,
        final int rowsAt, final int n, final double[] out, final int outAt) {
        for (int i = 0; i < n; i++) {
            out[outAt + i] = 0;
        }
        int s = 0;
        for (; s < count - 2; s += 3) {
            final double c0 = c[cAt + s * stride];
            final double c1 = c[cAt + (s + 1) * stride];
            final double c2 = c[cAt + (s + 2) * stride];
            final int r = rowsAt + s * n;
            for (int i = 0; i < n; i++) {
                out[outAt + i] += c0 * rows[r + i] + c1 * rows[r + n + i] + c2 * rows[r + 2 * n + i];
            }
        }
        for (; s < count; s++) {
            add(c[cAt + s * stride], rows, rowsAt + s * n, n, out, outAt);
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
     */
    static double pairSlope(final double[] f, final double[] slope, final int at, final int count, final double[] g, final int gi,
        final int gj, final double[] parity, final int n, final double[] y, final double[] weights) {
        double along = 0;
        for (int a = 0; a < n; a++) {
            double sum = 0;
            double change = 0;
            for (int k = 0; k < count; k++) {
                final double both = g[gi + k * n + a] + parity[a] * g[gj + k * n + a];
                sum += f[at + k] * both;
                change += slope[at + k] * both;
            }
            weights[a + 1] = sum;
            along += change * y[a + 1];
        }
        return along;
    }

    /** For one pair: adds f'_k·along Y + f_k dY to the sums of the first atom, and times the parity to those of the second. */
    static void addPairChange(final double[] f, final double[] slope, final int at, final int count, final double along,
        final double[] y, final double[] yChange, final double[] parity, final int n, final double[] sums, final int si, final int sj) {
        for (int k = 0; k < count; k++) {
            final double a = slope[at + k] * along;
            final double b = f[at + k];
            final int i = si + k * n;
            final int j = sj + k * n;
            for (int m = 0; m < n; m++) {
                final double change = a * y[m + 1] + b * yChange[m + 1];
                sums[i + m] += change;
                sums[j + m] += parity[m] * change;
            }
        }
    }
}
