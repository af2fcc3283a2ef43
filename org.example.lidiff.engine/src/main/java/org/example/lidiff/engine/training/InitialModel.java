package org.example.lidiff.engine.training;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;

/** Random parameters to begin with, and q_scaler from the descriptors they give. */
final class InitialModel {

    // standard deviation of w0·q, of the biases and of the site energy in eV at the beginning
    private static final double INPUT_SPREAD = 0.6;
    private static final double BIAS_SPREAD = 0.5;
    private static final double OUTPUT_SPREAD = 0.3;
    private static final double SMALLEST_DEVIATION = 1e-8;

    private InitialModel() {
    }

    static NepModel of(final KernelShape shape, final GradientKernel kernel, final List<PreparedFrame> frames, final long seed) {
        final NepSettings s = shape.settings;
        final Random random = new Random(seed);
        final double[] p = new double[s.numberOfParameters()];
        radialFunctions(s, random, p);
        final double[] ones = new double[s.dim()];
        Arrays.fill(ones, 1);
        final DescriptorStatistics raw = DescriptorStatistics.of(shape, kernel, frames, p, ones);
        final double[] scaler = scaler(s, raw.deviations());
        for (int t = 0; t < s.networks(); t++) {
            for (int n = 0; n < s.neurons(); n++) {
                double mean = 0;
                for (int d = 0; d < s.dim(); d++) {
                    final double w = INPUT_SPREAD * random.nextGaussian() / Math.sqrt(s.dim());
                    p[s.w0(t, n, d)] = w;
                    mean += w * raw.means()[t * s.dim() + d] * scaler[d];
                }
                p[s.b0(t, n)] = mean + BIAS_SPREAD * random.nextGaussian();
                p[s.w1(t, n)] = OUTPUT_SPREAD * random.nextGaussian() / Math.sqrt(s.neurons());
            }
        }
        return new NepModel(s, p, scaler);
    }

    // c falls off with k as 1/(k+1)²: smooth functions; with equal c they wiggle, and forces on new frames were 20 % worse
    private static void radialFunctions(final NepSettings s, final Random random, final double[] p) {
        for (int ti = 0; ti < s.types(); ti++) {
            for (int tj = 0; tj < s.types(); tj++) {
                for (int n = 0; n <= s.nMaxRadial(); n++) {
                    for (int k = 0; k <= s.basisSizeRadial(); k++) {
                        p[s.radialC(n, k, ti, tj)] = random.nextGaussian() / ((k + 1) * (k + 1));
                    }
                }
                for (int n = 0; n <= s.nMaxAngular(); n++) {
                    for (int k = 0; k <= s.basisSizeAngular(); k++) {
                        p[s.angularC(n, k, ti, tj)] = random.nextGaussian() / ((k + 1) * (k + 1));
                    }
                }
            }
        }
    }

    // one factor for all n of one kind: a function that hardly varies shall not be blown up to the size of the others
    private static double[] scaler(final NepSettings s, final double[] deviations) {
        final double[] scaler = new double[s.dim()];
        int width;
        for (int from = 0; from < s.dim(); from += width) {
            width = from == 0 ? s.radialDescriptors() : s.nMaxAngular() + 1;
            double squares = 0;
            for (int d = from; d < from + width; d++) {
                squares += deviations[d] * deviations[d] / width;
            }
            Arrays.fill(scaler, from, from + width, 1 / Math.max(SMALLEST_DEVIATION, Math.sqrt(squares)));
        }
        return scaler;
    }
}
