package org.example.lidiff.engine.diffusion;

/** Discrete Fourier transform of length 2^k, in place, with tabulated roots of unity; forward sign e^{−2πi jk/n}. */
final class FastFourierTransform {

    private final int n;
    private final double[] cos;
    private final double[] sin;

    FastFourierTransform(final int n) {
        if (n < 2 || Integer.bitCount(n) != 1) {
            throw new IllegalArgumentException("The length " + n + " is no power of two above 1");
        }
        this.n = n;
        cos = new double[n / 2];
        sin = new double[n / 2];
        for (int k = 0; k < n / 2; k++) {
            // each root from its own angle: a recurrence loses digits
            cos[k] = Math.cos(2 * Math.PI * k / n);
            sin[k] = -Math.sin(2 * Math.PI * k / n);
        }
    }

    /** The smallest length that holds a series of {@code frames} with as many zeros. */
    static int paddedLength(final int frames) {
        if (frames > 1 << 29) {
            throw new IllegalArgumentException(frames + " frames are too many for one transform");
        }
        return Math.max(2, Integer.highestOneBit(2 * frames - 1) * 2);
    }

    int length() {
        return n;
    }

    /** Transforms real and imaginary parts in place. */
    void forward(final double[] re, final double[] im) {
        reverseBits(re, im);
        for (int half = 1; half < n; half *= 2) {
            final int stride = n / (2 * half);
            for (int block = 0; block < n; block += 2 * half) {
                for (int k = 0, w = 0; k < half; k++, w += stride) {
                    final int a = block + k;
                    final int b = a + half;
                    final double c = cos[w];
                    final double s = sin[w];
                    final double tr = re[b] * c - im[b] * s;
                    final double ti = re[b] * s + im[b] * c;
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
            }
        }
    }

    private void reverseBits(final double[] re, final double[] im) {
        final int shift = 32 - Integer.numberOfTrailingZeros(n);
        for (int i = 0; i < n; i++) {
            final int j = Integer.reverse(i) >>> shift;
            if (j > i) {
                double t = re[i];
                re[i] = re[j];
                re[j] = t;
                t = im[i];
                im[i] = im[j];
                im[j] = t;
            }
        }
    }
}
