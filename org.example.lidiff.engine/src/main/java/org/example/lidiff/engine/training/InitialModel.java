package org.example.lidiff.engine.training;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;

/** Random parameters to begin with, and q_scaler from the descriptors they give. */
final class InitialModel {

    // spread of w0·q when each descriptor has unit deviation
    private static final double INPUT_SPREAD = 1;
    private static final double SMALLEST_DEVIATION = 1e-8;

    private InitialModel() {
    }

    static NepModel of(final KernelShape shape, final GradientKernel kernel, final List<PreparedFrame> frames, final long seed) {
        final NepSettings s = shape.settings;
        final Random random = new Random(seed);
        final double[] p = new double[s.numberOfParameters()];
        final int firstC = s.b1() + 1;
        for (int i = firstC; i < p.length; i++) {
            p[i] = random.nextGaussian();
        }
        final double[] ones = new double[s.dim()];
        Arrays.fill(ones, 1);
        final DescriptorStatistics raw = DescriptorStatistics.of(shape, kernel, frames, p, ones);
        final double[] scaler = new double[s.dim()];
        Arrays.setAll(scaler, d -> 1 / Math.max(SMALLEST_DEVIATION, raw.deviations()[d]));
        for (int t = 0; t < s.networks(); t++) {
            for (int n = 0; n < s.neurons(); n++) {
                double mean = 0;
                for (int d = 0; d < s.dim(); d++) {
                    final double w = INPUT_SPREAD * random.nextGaussian() / Math.sqrt(s.dim());
                    p[s.w0(t, n, d)] = w;
                    mean += w * raw.means()[t * s.dim() + d] * scaler[d];
                }
                p[s.b0(t, n)] = mean + 0.5 * random.nextGaussian();
                p[s.w1(t, n)] = 0.1 * random.nextGaussian() / Math.sqrt(s.neurons());
            }
        }
        return new NepModel(s, p, scaler);
    }
}
