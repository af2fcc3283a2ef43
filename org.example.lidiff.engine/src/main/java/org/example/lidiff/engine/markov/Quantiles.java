package org.example.lidiff.engine.markov;

/** Quantiles of samples, linear between order statistics. */
public final class Quantiles {

    private Quantiles() {
    }

    /**
     * The quantile of {@code sorted} at {@code probability}.
     *
     * @param sorted ascending, at least one
     * @param probability 0 … 1
     */
    public static double of(final double[] sorted, final double probability) {
        final double place = probability * (sorted.length - 1);
        final int low = (int)Math.floor(place);
        final int high = Math.min(low + 1, sorted.length - 1);
        // Equal ends first: the difference of two infinities is not a number.
        return sorted[low] == sorted[high] ? sorted[low] : sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }
}
