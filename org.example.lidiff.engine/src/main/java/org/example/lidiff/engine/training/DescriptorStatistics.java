package org.example.lidiff.engine.training;

import java.util.Arrays;
import java.util.List;

/** Means of the descriptors for each network and their spread within the networks. */
final class DescriptorStatistics {

    private static final int FRAMES = 40;

    private final double[] means;
    private final double[] deviations;

    private DescriptorStatistics(final double[] means, final double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /** Over at most {@value #FRAMES} frames, equidistant. */
    static DescriptorStatistics of(final KernelShape shape, final GradientKernel kernel, final List<PreparedFrame> frames,
        final double[] parameters, final double[] scaler) {
        final int dim = shape.dim;
        final int networks = shape.settings.networks();
        final double[] sum = new double[networks * dim];
        final double[] squares = new double[networks * dim];
        final long[] count = new long[networks];
        final int stride = Math.max(1, frames.size() / FRAMES);
        // around the first value seen, so that squares do not cancel
        final double[] origin = new double[networks * dim];
        kernel.setParameters(parameters, scaler);
        for (int f = 0; f < frames.size(); f += stride) {
            kernel.evaluate(frames.get(f).geometry());
            for (int i = 0; i < frames.get(f).atoms(); i++) {
                final int net = networks == 1 ? 0 : frames.get(f).types[i];
                for (int d = 0; d < dim; d++) {
                    final double q = kernel.descriptors()[i * dim + d];
                    if (count[net] == 0) {
                        origin[net * dim + d] = q;
                    }
                    final double x = q - origin[net * dim + d];
                    sum[net * dim + d] += x;
                    squares[net * dim + d] += x * x;
                }
                count[net]++;
            }
        }
        final double[] deviations = new double[dim];
        final long all = Arrays.stream(count).sum();
        for (int net = 0; net < networks; net++) {
            for (int d = 0; d < dim && count[net] > 0; d++) {
                final double mean = sum[net * dim + d] / count[net];
                deviations[d] += Math.max(0, squares[net * dim + d] - count[net] * mean * mean) / all;
                sum[net * dim + d] = origin[net * dim + d] + mean;
            }
        }
        Arrays.setAll(deviations, d -> Math.sqrt(deviations[d]));
        return new DescriptorStatistics(sum, deviations);
    }

    /** {@code dim} numbers for each network. */
    double[] means() {
        return means;
    }

    /** Standard deviation of each descriptor around the mean of its network. */
    double[] deviations() {
        return deviations;
    }
}
