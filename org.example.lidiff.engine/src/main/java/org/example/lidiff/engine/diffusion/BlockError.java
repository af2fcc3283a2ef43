package org.example.lidiff.engine.diffusion;

import java.util.Random;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Error of a slope from blocks of time that are longer than the longest lag, all ions kept together: it needs no independent ions.
 *
 * @param error standard error of the slope; NaN when there are not four such blocks
 * @param blocks how many blocks there are
 * @param slopes of the resampled blocks less their mean, stretched to show the whole error
 */
record BlockError(double error, int blocks, double[] slopes) {

    /** No error. */
    static final BlockError NONE = new BlockError(Double.NaN, 0, new double[0]);

    /**
     * Resamples the blocks.
     *
     * @param axis 0, 1, 2, or −1 for all
     * @param lags fitted lags
     * @param weights of the slope at these lags
     */
    static BlockError of(final MsdCurve curve, final int axis, final int[] lags, final double[] weights, final FitOptions options) {
        final BlockSums sums = curve.blocks(lags[lags.length - 1], axis);
        final int blocks = sums.count();
        if (blocks == 0) {
            return NONE;
        }
        final double[][] sum = new double[blocks][lags.length];
        final double[][] windows = new double[blocks][lags.length];
        for (int b = 0; b < blocks; b++) {
            for (int i = 0; i < lags.length; i++) {
                sum[b][i] = sums.sum(b, lags[i]);
                windows[b][i] = sums.windows(b, lags[i]);
            }
        }
        final Random random = new Random(options.seed());
        final int n = options.bootstrapSamples();
        final double[] slopes = new double[n];
        double total = 0;
        double squares = 0;
        final int[] chosen = new int[blocks];
        for (int s = 0; s < n; s++) {
            for (int b = 0; b < blocks; b++) {
                chosen[b] = random.nextInt(blocks);
            }
            double slope = 0;
            for (int i = 0; i < lags.length; i++) {
                double y = 0;
                double w = 0;
                for (final int b : chosen) {
                    y += sum[b][i];
                    w += windows[b][i];
                }
                slope += weights[i] * y / w;
            }
            slopes[s] = slope;
            total += slope;
            squares += slope * slope;
        }
        // resampling few blocks shows (blocks − 1)/blocks of the variance
        final double stretch = (double)blocks / (blocks - 1);
        final double variance = Math.max(0, squares - total * total / n) / (n - 1) * stretch;
        for (int s = 0; s < n; s++) {
            slopes[s] = (slopes[s] - total / n) * Math.sqrt(stretch);
        }
        return new BlockError(Math.sqrt(variance), blocks, slopes);
    }

    /** Student's quantile of the 95 % interval: few blocks know their scatter badly. */
    double quantile() {
        return new TDistribution(null, blocks - 1).inverseCumulativeProbability(0.975);
    }
}
