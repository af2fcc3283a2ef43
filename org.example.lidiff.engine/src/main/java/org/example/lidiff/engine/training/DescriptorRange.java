package org.example.lidiff.engine.training;

import java.util.Arrays;
import java.util.List;

/** The smallest and largest value of each descriptor in the training frames, type by type. */
final class DescriptorRange {

    // a value may lie outside by this part of the range before its atom counts as unknown
    private static final double TOLERANCE = 0.1;

    private final int dim;
    private final double[] low;
    private final double[] high;

    private DescriptorRange(final int dim, final double[] low, final double[] high) {
        this.dim = dim;
        this.low = low;
        this.high = high;
    }

    /** The range of the frames at these parameters. */
    static DescriptorRange of(final KernelShape shape, final GradientKernel kernel, final List<PreparedFrame> frames,
        final double[] parameters, final double[] scaler) {
        final double[] low = new double[shape.types * shape.dim];
        final double[] high = new double[shape.types * shape.dim];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        kernel.setParameters(parameters, scaler);
        for (final PreparedFrame frame : frames) {
            kernel.evaluate(frame.geometry());
            for (int i = 0; i < frame.atoms(); i++) {
                final int at = frame.types[i] * shape.dim;
                for (int d = 0; d < shape.dim; d++) {
                    final double q = kernel.descriptors()[i * shape.dim + d];
                    low[at + d] = Math.min(low[at + d], q);
                    high[at + d] = Math.max(high[at + d], q);
                }
            }
        }
        return new DescriptorRange(shape.dim, low, high);
    }

    /** How many of the atoms have a descriptor outside; {@code q} holds dim numbers an atom. */
    int unknownAtoms(final int[] types, final double[] q) {
        int count = 0;
        for (int i = 0; i < types.length; i++) {
            count += isUnknown(types[i] * dim, q, i * dim) ? 1 : 0;
        }
        return count;
    }

    private boolean isUnknown(final int at, final double[] q, final int from) {
        for (int d = 0; d < dim; d++) {
            final double slack = TOLERANCE * (high[at + d] - low[at + d]);
            if (q[from + d] < low[at + d] - slack || q[from + d] > high[at + d] + slack) {
                return true;
            }
        }
        return false;
    }
}
