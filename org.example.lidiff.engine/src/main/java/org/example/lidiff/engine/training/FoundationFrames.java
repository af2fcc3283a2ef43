package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.structure.Cell;

/**
 * Configurations away from the training frames, labeled by the foundation model: training frames that are strained and rattled, in every second of
 * them with the elements exchanged at random. What the model says there shows what it forgot.
 */
final class FoundationFrames {

    private static final double STRAIN = 0.05;
    private static final double RATTLE = 0.15;
    private static final int TRIALS = 6;
    // atoms must not come closer than this part of the shortest distance in the training frame
    private static final double CLOSEST = 0.8;

    private final List<FrameGeometry> geometries = new ArrayList<>();
    private final List<ErrorReport.Prediction> labels = new ArrayList<>();

    /** At most {@code count} frames made of {@code training}. */
    FoundationFrames(final KernelShape shape, final GradientKernel kernel, final NepModel foundation, final List<PreparedFrame> training,
        final int count, final long seed) {
        final Random random = new Random(seed);
        kernel.setParameters(foundation.parameters(), foundation.scaler());
        for (int c = 0; c < count; c++) {
            final PreparedFrame start = training.get((int)((long)c * training.size() / count));
            final FrameGeometry g = disturbed(shape, start, c % 2 == 1, random);
            kernel.evaluate(g);
            geometries.add(g);
            labels.add(new ErrorReport.Prediction(kernel.energy(), java.util.Arrays.copyOf(kernel.forces(), 3 * g.atoms),
                kernel.virial().clone()));
        }
    }

    private static FrameGeometry disturbed(final KernelShape shape, final PreparedFrame start, final boolean exchange, final Random random) {
        final double shortest = CLOSEST * shortest(start.geometry());
        final int[] types = start.types.clone();
        for (int i = types.length - 1; exchange && i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int kept = types[i];
            types[i] = types[j];
            types[j] = kept;
        }
        FrameGeometry g = start.geometry();
        double size = 1;
        for (int trial = 0; trial < TRIALS; trial++, size /= 2) {
            final double[] strain = new double[9];
            for (int a = 0; a < 3; a++) {
                for (int b = a; b < 3; b++) {
                    strain[3 * a + b] = size * STRAIN * random.nextGaussian() * (a == b ? 1 : 0.5);
                    strain[3 * b + a] = strain[3 * a + b];
                }
                strain[4 * a] += 1;
            }
            final double[] x = times(start.source.positions(), strain);
            for (int i = 0; i < x.length; i++) {
                x[i] += size * RATTLE * random.nextGaussian();
            }
            g = new FrameGeometry(shape, types, x, Cell.of(times(start.source.cell().rows(), strain)));
            if (shortest(g) > shortest) {
                return g;
            }
        }
        return g;
    }

    private static double shortest(final FrameGeometry g) {
        double shortest = Double.POSITIVE_INFINITY;
        for (int p = 0; p < g.pairs; p++) {
            shortest = Math.min(shortest, g.length[p]);
        }
        return shortest;
    }

    // rows times the symmetric matrix
    private static double[] times(final double[] rows, final double[] matrix) {
        final double[] result = new double[rows.length];
        for (int r = 0; r < rows.length; r += 3) {
            for (int a = 0; a < 3; a++) {
                result[r + a] = rows[r] * matrix[a] + rows[r + 1] * matrix[3 + a] + rows[r + 2] * matrix[6 + a];
            }
        }
        return result;
    }

    List<FrameGeometry> geometries() {
        return geometries;
    }

    /** How far {@code model} went away from the labels. */
    Forgetting forgetting(final GradientKernel kernel, final NepModel model, final double priorStrength) {
        kernel.setParameters(model.parameters(), model.scaler());
        final double[] shift = new double[geometries.size()];
        double mean = 0;
        double squares = 0;
        double reference = 0;
        long components = 0;
        for (int f = 0; f < geometries.size(); f++) {
            final int n = geometries.get(f).atoms;
            kernel.evaluate(geometries.get(f));
            shift[f] = (kernel.energy() - labels.get(f).energy()) / n;
            mean += shift[f] / geometries.size();
            for (int k = 0; k < 3 * n; k++) {
                squares += Math.pow(kernel.forces()[k] - labels.get(f).forces()[k], 2);
                reference += Math.pow(labels.get(f).forces()[k], 2);
            }
            components += 3L * n;
        }
        double energy = 0;
        for (final double s : shift) {
            energy += (s - mean) * (s - mean) / geometries.size();
        }
        return new Forgetting(geometries.size(), Math.sqrt(squares / components), Math.sqrt(reference / components), Math.sqrt(energy),
            priorStrength);
    }
}
