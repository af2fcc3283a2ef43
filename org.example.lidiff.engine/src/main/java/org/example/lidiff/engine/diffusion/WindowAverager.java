package org.example.lidiff.engine.diffusion;

import java.util.Arrays;

/**
 * Sums the second and fourth moments of displacements over all windows of all lags by the Wiener-Khinchin theorem.
 *
 * <p>Expanding (b − a)⊗(b − a) and |b − a|⁴ with a = r(t), b = r(t + m) leaves sums of products of one time, kept as running sums over
 * frames, and correlations of x, x², x³ and their mixtures, kept as spectra: one transform back serves all particles. Cost
 * O(n log n) a particle. The first position is subtracted, so that no large numbers cancel.
 */
final class WindowAverager {

    private final int frames;
    private final FastFourierTransform fft;
    private final int half;
    private final double[][] spectra;
    private final double[][] single;
    private final boolean fourth;
    private int particles;

    /** @param fourth whether fourth moments are wanted, which cost four times the second moments */
    WindowAverager(final int frames, final FastFourierTransform fft, final boolean fourth) {
        this.frames = frames;
        this.fourth = fourth;
        this.fft = fft;
        half = fft.length() / 2 + 1;
        spectra = new double[fourth ? WindowSums.MOMENTS : WindowSums.FOURTH][half];
        single = new double[spectra.length][frames];
    }

    /** Bytes that one averager and one workspace for so many frames take. */
    static long bytes(final int frames) {
        return 8L * (10L * frames + 5L * FastFourierTransform.paddedLength(frames)) + 8L * 6 * FastFourierTransform.paddedLength(frames);
    }

    /** Arrays for the transforms of one particle at a time. */
    static final class Workspace {

        private final double[] re;
        private final double[] im;
        /** Spectra of x, y, z and of q = |r|²: real, imaginary, real … */
        private final double[][] kept;

        Workspace(final FastFourierTransform fft) {
            re = new double[fft.length()];
            im = new double[fft.length()];
            kept = new double[8][fft.length() / 2 + 1];
        }
    }

    /** Adds a particle whose coordinates x, y, z (Å) are in {@code r[0…2][frame]}; the arrays are shifted to start at zero. */
    void add(final double[][] r, final Workspace w) {
        particles++;
        for (int a = 0; a < 3; a++) {
            final double first = r[a][0];
            for (int t = 0; t < frames; t++) {
                r[a][t] -= first;
            }
        }
        addSingle(r);
        for (int s = 6; s < 8; s++) {
            Arrays.fill(w.kept[s], 0);
        }
        for (int pair = 0; pair < (fourth ? 8 : 2); pair++) {
            transformPair(r, w, 2 * pair);
            accumulate(w, 2 * pair, fourth || pair == 0 ? 2 : 1);
        }
    }

    private void addSingle(final double[][] r) {
        for (int t = 0; t < frames; t++) {
            final double x = r[0][t];
            final double y = r[1][t];
            final double z = r[2][t];
            final double q = x * x + y * y + z * z;
            single[0][t] += x * x;
            single[1][t] += y * y;
            single[2][t] += z * z;
            single[3][t] += y * z;
            single[4][t] += x * z;
            single[5][t] += x * y;
            if (!fourth) {
                continue;
            }
            single[6][t] += q * q;
            single[7][t] += x * x * x * x;
            single[8][t] += y * y * y * y;
            single[9][t] += z * z * z * z;
        }
    }

    /** Series 0-2 x y z, 3-5 xx yy zz, 6-8 yz xz xy, 9-11 qx qy qz, 12-14 xxx yyy zzz, 15 nothing. */
    private static double series(final int s, final double x, final double y, final double z) {
        switch (s) {
            case 0: return x;
            case 1: return y;
            case 2: return z;
            case 3: return x * x;
            case 4: return y * y;
            case 5: return z * z;
            case 6: return y * z;
            case 7: return x * z;
            case 8: return x * y;
            case 9: return (x * x + y * y + z * z) * x;
            case 10: return (x * x + y * y + z * z) * y;
            case 11: return (x * x + y * y + z * z) * z;
            case 12: return x * x * x;
            case 13: return y * y * y;
            case 14: return z * z * z;
            default: return 0;
        }
    }

    private void transformPair(final double[][] r, final Workspace w, final int first) {
        for (int t = 0; t < frames; t++) {
            w.re[t] = series(first, r[0][t], r[1][t], r[2][t]);
            w.im[t] = series(first + 1, r[0][t], r[1][t], r[2][t]);
        }
        Arrays.fill(w.re, frames, w.re.length, 0);
        Arrays.fill(w.im, frames, w.im.length, 0);
        fft.forward(w.re, w.im);
    }

    /** Splits the transform of two real series a + ib into theirs and adds what they contribute. */
    private void accumulate(final Workspace w, final int first, final int count) {
        final int n = fft.length();
        for (int k = 0; k < half; k++) {
            final int m = k == 0 ? 0 : n - k;
            contribute(w, first, k, 0.5 * (w.re[k] + w.re[m]), 0.5 * (w.im[k] - w.im[m]));
            if (count == 2) {
                contribute(w, first + 1, k, 0.5 * (w.im[k] + w.im[m]), 0.5 * (w.re[m] - w.re[k]));
            }
        }
    }

    private void contribute(final Workspace w, final int s, final int k, final double re, final double im) {
        final double[][] z = w.kept;
        if (s < 3) {
            z[2 * s][k] = re;
            z[2 * s + 1][k] = im;
            spectra[s][k] += re * re + im * im;
            if (s == 2) {
                spectra[3][k] += z[2][k] * re + z[3][k] * im;
                spectra[4][k] += z[0][k] * re + z[1][k] * im;
                spectra[5][k] += z[0][k] * z[2][k] + z[1][k] * z[3][k];
            }
        } else if (s < 6) {
            // (a·b)² and 6 a²b² of an axis
            final double power = re * re + im * im;
            spectra[WindowSums.FOURTH][k] += 4 * power;
            spectra[WindowSums.AXIS_FOURTH + s - 3][k] += 6 * power;
            z[6][k] += re;
            z[7][k] += im;
            if (s == 5) {
                spectra[WindowSums.FOURTH][k] += 2 * (z[6][k] * z[6][k] + z[7][k] * z[7][k]);
            }
        } else if (s < 9) {
            spectra[WindowSums.FOURTH][k] += 8 * (re * re + im * im);
        } else if (s < 12) {
            spectra[WindowSums.FOURTH][k] -= 8 * (re * z[2 * (s - 9)][k] + im * z[2 * (s - 9) + 1][k]);
        } else if (s < 15) {
            spectra[WindowSums.AXIS_FOURTH + s - 12][k] -= 8 * (re * z[2 * (s - 12)][k] + im * z[2 * (s - 12) + 1][k]);
        }
    }

    /** Adds what another averager of the same length has seen. */
    void add(final WindowAverager other) {
        particles += other.particles;
        for (int m = 0; m < spectra.length; m++) {
            for (int k = 0; k < half; k++) {
                spectra[m][k] += other.spectra[m][k];
            }
            for (int t = 0; t < frames; t++) {
                single[m][t] += other.single[m][t];
            }
        }
    }

    /**
     * The sums at lags 0 … lags − 1.
     *
     * @param observations how many of the particles are independent observations
     */
    WindowSums sums(final int lags, final double observations, final Workspace w) {
        final WindowSums result = new WindowSums(Math.min(lags, frames));
        result.countWindows(frames, particles, observations);
        for (int m = 0; m < spectra.length; m++) {
            correlate(m, w);
            // second moments: a² + b² − 2ab; fourth moments carry their factors in the spectra
            final double factor = m < WindowSums.FOURTH ? 2 : -1;
            double ends = 0;
            for (int t = 0; t < frames; t++) {
                ends += 2 * single[m][t];
            }
            final double[] sum = result.moment(m);
            for (int lag = 0; lag < sum.length; lag++) {
                if (lag > 0) {
                    ends -= single[m][lag - 1] + single[m][frames - lag];
                }
                final double value = ends - factor * w.re[lag];
                sum[lag] = lag == 0 ? 0 : m < 3 || m >= WindowSums.FOURTH ? Math.max(0, value) : value;
            }
        }
        return result;
    }

    /** The inverse transform of an even real spectrum is its forward transform over n. */
    private void correlate(final int m, final Workspace w) {
        final int n = fft.length();
        for (int k = 0; k < half; k++) {
            w.re[k] = spectra[m][k] / n;
            if (k > 0 && k < half - 1) {
                w.re[n - k] = spectra[m][k] / n;
            }
        }
        Arrays.fill(w.im, 0);
        fft.forward(w.re, w.im);
    }
}
