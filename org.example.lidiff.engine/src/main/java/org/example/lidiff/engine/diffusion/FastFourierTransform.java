package org.example.lidiff.engine.diffusion;

/** Discrete Fourier transform of length 2^k, in place, with tabulated roots of unity; forward sign e^{−2πi jk/n}. */
final class FastFourierTransform {

    private static final int CACHED = 1 << 13;

    private final int n;
    private final double[] cos;
    private final double[] sin;

    FastFourierTransform(final int n) {
        if (n < 2 || Integer.bitCount(n) != 1) {
            throw new IllegalArgumentException("The length " + n + " is no power of two above 1");
        }
        this.n = n;
        cos = new double[n];
        sin = new double[n];
        for (int half = 1; half < n; half *= 2) {
            for (int k = 0; k < half; k++) {
                // each root from its own angle: a recurrence loses digits
                cos[half + k] = Math.cos(Math.PI * k / half);
                sin[half + k] = -Math.sin(Math.PI * k / half);
            }
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

    /** Transforms real and imaginary parts in place; longer arrays are used up to the length. */
    void forward(final double[] re, final double[] im) {
        reverseBits(re, im);
        fromScrambled(re, im, Ranges.SERIAL);
    }

    /**
     * The same transform without putting its result in order, which takes a third of the time of a long one: frequency k is found where the bits of
     * the index are those of k in reverse.
     *
     * @param ranges how the work is dealt to threads; the bits of the result do not depend on it
     */
    void toScrambled(final double[] re, final double[] im, final Ranges ranges) {
        if (n <= CACHED) {
            split(re, im, 0, n);
            return;
        }
        final int quarter = n / 4;
        ranges.run(quarter, (from, to) -> splitFour(re, im, 0, quarter, from, to));
        ranges.run(4, (from, to) -> {
            for (int part = from; part < to; part++) {
                split(re, im, part * quarter, quarter);
            }
        });
    }

    /** The transform of what {@link #toScrambled} leaves (or of series in that order), with its result in order. */
    void fromScrambled(final double[] re, final double[] im, final Ranges ranges) {
        if (n <= CACHED) {
            transform(re, im, 0, n);
            return;
        }
        final int quarter = n / 4;
        ranges.run(4, (from, to) -> {
            for (int part = from; part < to; part++) {
                transform(re, im, part * quarter, quarter);
            }
        });
        ranges.run(quarter, (from, to) -> combineFour(re, im, 0, quarter, from, to));
    }

    /** Where frequency n − k is found when k is at {@code index} in scrambled order. */
    static int opposite(final int index) {
        return index == 0 ? 0 : index ^ Integer.highestOneBit(index) - 1;
    }

    /** The steps of {@link #transform} in reverse order: first the whole, then its parts. */
    private void split(final double[] re, final double[] im, final int begin, final int length) {
        if (length > CACHED) {
            final int quarter = length / 4;
            splitFour(re, im, begin, quarter, 0, quarter);
            for (int part = 0; part < 4; part++) {
                split(re, im, begin + part * quarter, quarter);
            }
            return;
        }
        int h = length / 4;
        for (; h > 0; h /= 4) {
            for (int block = begin; block < begin + length; block += 4 * h) {
                splitFour(re, im, block, h, 0, h);
            }
        }
        if (Integer.numberOfTrailingZeros(length) % 2 == 1) {
            addPairs(re, im, begin, length);
        }
    }

    private static void addPairs(final double[] re, final double[] im, final int begin, final int length) {
        for (int a = begin; a < begin + length; a += 2) {
            final double r = re[a + 1];
            final double i = im[a + 1];
            re[a + 1] = re[a] - r;
            im[a + 1] = im[a] - i;
            re[a] += r;
            im[a] += i;
        }
    }

    /** Two radix-2 steps at once that split a transform of length 4h into four of length h; k = from … to − 1. */
    private void splitFour(final double[] re, final double[] im, final int begin, final int h, final int from, final int to) {
        final int first = h;
        final int second = 2 * h;
        for (int k = from; k < to; k++) {
            final int a = begin + k;
            final int b = a + h;
            final int c = b + h;
            final int d = c + h;
            final double c1 = cos[first + k];
            final double s1 = sin[first + k];
            final double c2 = cos[second + k];
            final double s2 = sin[second + k];
            final double pr = re[a] + re[c];
            final double pi = im[a] + im[c];
            final double qr = re[a] - re[c];
            final double qi = im[a] - im[c];
            final double rr = re[b] + re[d];
            final double ri = im[b] + im[d];
            // times −i
            final double sr = im[b] - im[d];
            final double si = re[d] - re[b];
            re[a] = pr + rr;
            im[a] = pi + ri;
            final double ur = pr - rr;
            final double ui = pi - ri;
            re[b] = ur * c1 - ui * s1;
            im[b] = ur * s1 + ui * c1;
            final double vr = qr + sr;
            final double vi = qi + si;
            re[c] = vr * c2 - vi * s2;
            im[c] = vr * s2 + vi * c2;
            final double xr = (qr - sr) * c2 - (qi - si) * s2;
            final double xi = (qr - sr) * s2 + (qi - si) * c2;
            re[d] = xr * c1 - xi * s1;
            im[d] = xr * s1 + xi * c1;
        }
    }

    /** Halves first, then their combination: small parts stay in the cache. */
    private void transform(final double[] re, final double[] im, final int begin, final int length) {
        if (length > CACHED) {
            final int quarter = length / 4;
            for (int part = 0; part < 4; part++) {
                transform(re, im, begin + part * quarter, quarter);
            }
            combineFour(re, im, begin, quarter, 0, quarter);
            return;
        }
        int half = 1;
        if (Integer.numberOfTrailingZeros(length) % 2 == 1) {
            addPairs(re, im, begin, length);
            half = 2;
        }
        for (; half < length; half *= 4) {
            for (int block = begin; block < begin + length; block += 4 * half) {
                combineFour(re, im, block, half, 0, half);
            }
        }
    }

    /** Two radix-2 steps at once on four neighboring transforms of length h: roots W_2h^k = (W_4h^k)² and W_4h^k; k = from … to − 1. */
    private void combineFour(final double[] re, final double[] im, final int begin, final int h, final int from, final int to) {
        // the roots of a transform of length m lie side by side at m/2 … m − 1
        final int first = h;
        final int second = 2 * h;
        for (int k = from; k < to; k++) {
            final int a = begin + k;
            final int b = a + h;
            final int c = b + h;
            final int d = c + h;
            final double c1 = cos[first + k];
            final double s1 = sin[first + k];
            final double c2 = cos[second + k];
            final double s2 = sin[second + k];
            final double br = re[b] * c1 - im[b] * s1;
            final double bi = re[b] * s1 + im[b] * c1;
            final double dr = re[d] * c1 - im[d] * s1;
            final double di = re[d] * s1 + im[d] * c1;
            final double ur = re[c] + dr;
            final double ui = im[c] + di;
            final double vr = re[c] - dr;
            final double vi = im[c] - di;
            final double xr = ur * c2 - ui * s2;
            final double xi = ur * s2 + ui * c2;
            // times −i
            final double yr = vr * s2 + vi * c2;
            final double yi = vi * s2 - vr * c2;
            final double pr = re[a] + br;
            final double pi = im[a] + bi;
            final double qr = re[a] - br;
            final double qi = im[a] - bi;
            re[a] = pr + xr;
            im[a] = pi + xi;
            re[c] = pr - xr;
            im[c] = pi - xi;
            re[b] = qr + yr;
            im[b] = qi + yi;
            re[d] = qr - yr;
            im[d] = qi - yi;
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
