package org.example.lidiff.engine.diffusion;

import java.util.Arrays;

/**
 * Sums the second and fourth moments of displacements over all windows of all lags by the Wiener-Khinchin theorem.
 *
 * <p>Expanding (b − a)⊗(b − a) and |b − a|⁴ with a = r(t), b = r(t + m) leaves sums of products of one time, kept as running sums over
 * frames, and correlations of x, x², x³ and their mixtures, kept as spectra (in the order that transforms leave them): one transform back serves
 * all particles. Cost O(n log n) a particle. The first position is subtracted, so that no large numbers cancel.
 */
final class WindowAverager {

    /** What is summed. */
    enum Moments {
        /** ⟨Δx²⟩, ⟨Δy²⟩, ⟨Δz²⟩. */
        SQUARES(3, 2),
        /** The tensor and the fourth moments, too, which cost four times as much. */
        ALL(WindowSums.MOMENTS, 8);

        private final int number;
        private final int transforms;

        Moments(final int number, final int transforms) {
            this.number = number;
            this.transforms = transforms;
        }
    }

    private final int frames;
    private final FastFourierTransform fft;
    private final int half;
    private final double[][] spectra;
    private final double[][] single;
    private final Moments moments;
    private final Ranges ranges;
    private int particles;

    /** @param ranges how one transform is dealt to threads */
    WindowAverager(final int frames, final FastFourierTransform fft, final Moments moments, final Ranges ranges) {
        this.frames = frames;
        this.moments = moments;
        this.ranges = ranges;
        this.fft = fft;
        half = fft.length() / 2 + 1;
        spectra = new double[moments.number][half];
        single = new double[moments.number][frames];
    }

    /** Bytes that one averager of all moments and one workspace for so many frames take. */
    static long bytes(final int frames) {
        return 8L * (10L * frames + 5L * FastFourierTransform.paddedLength(frames)) + 8L * 6 * FastFourierTransform.paddedLength(frames);
    }

    /** Arrays for the transforms of one particle at a time, also of shorter series. */
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

    /**
     * Adds a particle.
     *
     * @param r coordinates x, y, z (Å) at [0…2][frame]; not modified
     * @param offset where its frames begin in {@code r}
     */
    void add(final double[][] r, final int offset, final Workspace w) {
        particles++;
        ranges.run(frames, (from, to) -> addSingle(r, offset, from, to));
        ranges.run(half, (from, to) -> {
            Arrays.fill(w.kept[6], from, to, 0);
            Arrays.fill(w.kept[7], from, to, 0);
        });
        for (int pair = 0; pair < moments.transforms; pair++) {
            transformPair(r, offset, w, 2 * pair);
            final int first = 2 * pair;
            final int count = first + 1 < 3 || moments == Moments.ALL ? 2 : 1;
            ranges.run(half, (from, to) -> accumulate(w, first, count, from, to));
        }
    }

    private void addSingle(final double[][] r, final int offset, final int from, final int to) {
        final double x0 = r[0][offset];
        final double y0 = r[1][offset];
        final double z0 = r[2][offset];
        for (int t = from; t < to; t++) {
            final double x = r[0][offset + t] - x0;
            final double y = r[1][offset + t] - y0;
            final double z = r[2][offset + t] - z0;
            single[0][t] += x * x;
            single[1][t] += y * y;
            single[2][t] += z * z;
            if (moments == Moments.SQUARES) {
                continue;
            }
            final double q = x * x + y * y + z * z;
            single[3][t] += y * z;
            single[4][t] += x * z;
            single[5][t] += x * y;
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

    private void transformPair(final double[][] r, final int offset, final Workspace w, final int first) {
        final double x0 = r[0][offset];
        final double y0 = r[1][offset];
        final double z0 = r[2][offset];
        ranges.run(fft.length(), (from, to) -> {
            final int end = Math.max(from, Math.min(to, frames));
            for (int t = from; t < end; t++) {
                final double x = r[0][offset + t] - x0;
                final double y = r[1][offset + t] - y0;
                final double z = r[2][offset + t] - z0;
                w.re[t] = series(first, x, y, z);
                w.im[t] = series(first + 1, x, y, z);
            }
            Arrays.fill(w.re, end, to, 0);
            Arrays.fill(w.im, end, to, 0);
        });
        fft.toScrambled(w.re, w.im, ranges);
    }

    /** Index of the k-th kept frequency in scrambled order: even ones are the lower half of all, 1 is the highest. */
    private int place(final int k) {
        return k == half - 1 ? 1 : 2 * k;
    }

    /** Splits the transform of two real series a + ib into theirs and adds what they contribute. */
    private void accumulate(final Workspace w, final int first, final int count, final int from, final int to) {
        for (int k = from; k < to; k++) {
            final int p = place(k);
            final int m = FastFourierTransform.opposite(p);
            contribute(w, first, k, 0.5 * (w.re[p] + w.re[m]), 0.5 * (w.im[p] - w.im[m]));
            if (count == 2) {
                contribute(w, first + 1, k, 0.5 * (w.im[p] + w.im[m]), 0.5 * (w.re[m] - w.re[p]));
            }
        }
    }

    private void contribute(final Workspace w, final int s, final int k, final double re, final double im) {
        final double[][] z = w.kept;
        if (s < 3) {
            z[2 * s][k] = re;
            z[2 * s + 1][k] = im;
            spectra[s][k] += re * re + im * im;
            if (s == 2 && moments == Moments.ALL) {
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
        final WindowSums result = new WindowSums(Math.min(lags, frames), moments.number);
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
            final int p = place(k);
            w.re[p] = spectra[m][k] / n;
            w.re[FastFourierTransform.opposite(p)] = spectra[m][k] / n;
        }
        Arrays.fill(w.im, 0, n, 0);
        fft.fromScrambled(w.re, w.im, ranges);
    }
}
