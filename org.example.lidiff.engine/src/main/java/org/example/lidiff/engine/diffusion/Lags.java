package org.example.lidiff.engine.diffusion;

import java.util.stream.IntStream;

/** Lags chosen from all that a run has. */
final class Lags {

    private Lags() {
    }

    /** At most {@code count} different lags from {@code first} to {@code last}, both included, equally spaced in the logarithm. */
    static int[] logarithmic(final int first, final int last, final int count) {
        if (last - first + 1 <= count) {
            return IntStream.rangeClosed(first, last).toArray();
        }
        return IntStream.range(0, count).map(k -> (int)Math.round(first * Math.pow((double)last / first, k / (count - 1.0)))).distinct().toArray();
    }

    /** At most {@code count} of the numbers 0 … size − 1, evenly spaced, the first one included. */
    static int[] even(final int size, final int count) {
        final int stride = (size + count - 1) / count;
        return IntStream.iterate(0, i -> i < size, i -> i + Math.max(1, stride)).toArray();
    }
}
