package org.example.lidiff.engine.diffusion;

import java.util.Arrays;

/** One-sided power spectrum of a series whose mean was removed, by the discrete Fourier transform of its own length. */
final class Periodogram {

    private final double[] power;

    private Periodogram(final double[] power) {
        this.power = power;
    }

    /** The spectrum of {@code series}; lengths that are no power of two take time n². */
    static Periodogram of(final double[] series) {
        final int n = series.length;
        final double mean = Arrays.stream(series).sum() / n;
        final double[] re = Arrays.stream(series).map(x -> x - mean).toArray();
        final double[] im = new double[n];
        if (n > 1 && Integer.bitCount(n) == 1) {
            new FastFourierTransform(n).forward(re, im);
        } else {
            direct(re, im);
        }
        final double[] power = new double[n / 2 + 1];
        for (int k = 0; k < power.length; k++) {
            // frequencies between zero and the largest stand for their negatives, too
            power[k] = (k == 0 || 2 * k == n ? 1 : 2) * (re[k] * re[k] + im[k] * im[k]) / n;
        }
        return new Periodogram(power);
    }

    private static void direct(final double[] re, final double[] im) {
        final double[] x = re.clone();
        final int n = x.length;
        for (int k = 0; k < n; k++) {
            re[k] = 0;
            im[k] = 0;
            for (int t = 0; t < n; t++) {
                final double phase = 2 * Math.PI * ((long)k * t % n) / n;
                re[k] += x[t] * Math.cos(phase);
                im[k] -= x[t] * Math.sin(phase);
            }
        }
    }

    /** Power at frequency k/n, k = 0 … n/2. */
    double[] power() {
        return power;
    }

    /** Mean frequency in cycles a sample, weighted by power; n is the length of the series. */
    static double centroid(final double[] power, final int n) {
        double sum = 0;
        double weighted = 0;
        for (int k = 0; k < power.length; k++) {
            sum += power[k];
            weighted += power[k] * k / n;
        }
        return weighted / sum;
    }
}
