package org.example.lidiff.engine.potential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.structure.Element;

/**
 * Collects the descriptors of training atoms for an {@link ExtrapolationMeasure}.
 *
 * <p>The covariance is C = S + λ diag(S) + ε² 1 with the sample covariance S: descriptors are strongly correlated, and without λ the
 * distance would be ruled by directions that are noise. Of more than {@value #MOST} atoms of an element every second, fourth … is used.
 */
public final class ExtrapolationCalibration {

    private static final int MOST = 40_000;
    private static final double LAMBDA = 1e-4;
    // descriptors are scaled to a range of about 1 over the training set of their force field
    private static final double EPSILON = 1e-4;

    private final List<Element> elements;
    private final long fingerprint;
    private final int dim;
    private final List<List<double[]>> samples = new ArrayList<>();
    private final int[] strides;
    private final long[] seen;

    /**
     * @param elements the elements of the force field, in the order of its types
     * @param fingerprint says which descriptors they are
     * @param dim number of descriptors
     */
    public ExtrapolationCalibration(final List<Element> elements, final long fingerprint, final int dim) {
        this.elements = List.copyOf(elements);
        this.fingerprint = fingerprint;
        this.dim = dim;
        for (int t = 0; t < elements.size(); t++) {
            samples.add(new ArrayList<>());
        }
        strides = new int[elements.size()];
        Arrays.fill(strides, 1);
        seen = new long[elements.size()];
    }

    /** Adds an atom of this type whose descriptors begin at {@code descriptors[at]}; they are copied. */
    public void add(final int type, final double[] descriptors, final int at) {
        final List<double[]> list = samples.get(type);
        if (seen[type]++ % strides[type] == 0) {
            list.add(Arrays.copyOfRange(descriptors, at, at + dim));
        }
        if (list.size() > MOST) {
            for (int i = 1; 2 * i < list.size(); i++) {
                list.set(i, list.get(2 * i));
            }
            list.subList((list.size() + 1) / 2, list.size()).clear();
            strides[type] *= 2;
        }
    }

    /** The measure of what was added. */
    public ExtrapolationMeasure measure() {
        final ExtrapolationMeasure.Distribution[] distributions = new ExtrapolationMeasure.Distribution[elements.size()];
        for (int t = 0; t < distributions.length; t++) {
            distributions[t] = samples.get(t).isEmpty() ? ExtrapolationMeasure.Distribution.NONE : distribution(samples.get(t), seen[t]);
        }
        return new ExtrapolationMeasure(elements, fingerprint, dim, distributions);
    }

    private ExtrapolationMeasure.Distribution distribution(final List<double[]> list, final long atoms) {
        final double[] mean = new double[dim];
        for (final double[] q : list) {
            for (int d = 0; d < dim; d++) {
                mean[d] += q[d] / list.size();
            }
        }
        final double[][] c = new double[dim][dim];
        for (final double[] q : list) {
            for (int i = 0; i < dim; i++) {
                for (int j = 0; j <= i; j++) {
                    c[i][j] += (q[i] - mean[i]) * (q[j] - mean[j]) / list.size();
                }
            }
        }
        for (int i = 0; i < dim; i++) {
            c[i][i] = (1 + LAMBDA) * c[i][i] + EPSILON * EPSILON;
        }
        final double[] whitening = inverseFactor(c);
        final var unscaled = new ExtrapolationMeasure.Distribution(atoms, mean, whitening, 1);
        // one atom, or atoms that are all the same, have no largest distance
        double largest = 1;
        for (final double[] q : list) {
            largest = Math.max(largest, unscaled.distance(q, 0));
        }
        return new ExtrapolationMeasure.Distribution(atoms, mean, whitening, largest);
    }

    /** L⁻¹ of C = L Lᵀ, lower triangle row by row; {@code c} is overwritten with L. */
    private double[] inverseFactor(final double[][] c) {
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = c[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= c[i][k] * c[j][k];
                }
                c[i][j] = i == j ? Math.sqrt(sum) : sum / c[j][j];
            }
        }
        final double[] w = new double[dim * (dim + 1) / 2];
        for (int j = 0; j < dim; j++) {
            for (int i = j; i < dim; i++) {
                double sum = i == j ? 1 : 0;
                for (int k = j; k < i; k++) {
                    sum -= c[i][k] * w[k * (k + 1) / 2 + j];
                }
                w[i * (i + 1) / 2 + j] = sum / c[i][i];
            }
        }
        return w;
    }
}
