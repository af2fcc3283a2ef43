package org.example.lidiff.engine.potential;

import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.structure.Element;

/**
 * How far the surroundings of an atom are from those that a force field was trained on.
 *
 * <p>Grade of an atom with descriptors q: d(q)/d*, d(q)² = (q − μ)ᵀ C⁻¹ (q − μ), with mean μ and covariance C of the training atoms of
 * its element (the Mahalanobis distance), d* the largest d among these atoms. Up to 1 the atom is no stranger than the strangest
 * one of the training; beyond, forces are extrapolated. It costs a few percent of a force evaluation, and only when it is asked for:
 * the evaluator keeps the descriptors of its last call. Immutable.
 *
 * <p>Made by {@link ExtrapolationCalibration}, stored by {@link ExtrapolationFile} beside the force field.
 */
public final class ExtrapolationMeasure {

    /** Grade beyond which an atom should be said to be unknown: fresh frames of the conditions of the training stay below. */
    public static final double UNKNOWN = 2;

    private final List<Element> elements;
    private final long fingerprint;
    private final int dim;
    private final Distribution[] distributions;

    /**
     * The training atoms of one element.
     *
     * @param atoms number of them; with 0 the other components are empty and every grade is infinite
     * @param mean one number a descriptor
     * @param whitening W, lower triangle row by row, with C⁻¹ = WᵀW
     * @param largest the largest distance of one of them
     */
    record Distribution(long atoms, double[] mean, double[] whitening, double largest) {

        static final Distribution NONE = new Distribution(0, new double[0], new double[0], 1);

        double distance(final double[] q, final int at) {
            double square = 0;
            int w = 0;
            for (int i = 0; i < mean.length; i++) {
                double sum = 0;
                for (int j = 0; j <= i; j++) {
                    sum += whitening[w++] * (q[at + j] - mean[j]);
                }
                square += sum * sum;
            }
            return Math.sqrt(square);
        }
    }

    ExtrapolationMeasure(final List<Element> elements, final long fingerprint, final int dim, final Distribution[] distributions) {
        this.elements = List.copyOf(elements);
        this.fingerprint = fingerprint;
        this.dim = dim;
        this.distributions = distributions.clone();
    }

    /** The elements in the order of the types. */
    public List<Element> elements() {
        return elements;
    }

    /** Number of descriptors. */
    public int dim() {
        return dim;
    }

    /** What tells apart force fields whose descriptors differ; a measure is of use to those with the same number only. */
    public long fingerprint() {
        return fingerprint;
    }

    /** Number of training atoms of a type. */
    public long atoms(final int type) {
        return distributions[type].atoms();
    }

    Distribution distribution(final int type) {
        return distributions[type];
    }

    /**
     * The grade of an atom: 1 for the strangest of the training; infinite for an element that the training did not have.
     *
     * @param type place of its element in {@link #elements()}
     * @param descriptors holds its {@link #dim()} descriptors from {@code at} on; not modified
     */
    public double grade(final int type, final double[] descriptors, final int at) {
        final Distribution d = distributions[type];
        return d.atoms() == 0 ? Double.POSITIVE_INFINITY : d.distance(descriptors, at) / d.largest();
    }

    /** The same for these elements in this order, for a part of the force field; atoms of those it does not have are unknown. */
    public ExtrapolationMeasure select(final List<Element> some) {
        final Distribution[] selected = new Distribution[some.size()];
        for (int t = 0; t < selected.length; t++) {
            final int at = elements.indexOf(some.get(t));
            selected[t] = at < 0 ? Distribution.NONE : distributions[at];
        }
        return new ExtrapolationMeasure(some, fingerprint, dim, selected);
    }

    @Override
    public String toString() {
        return "Extrapolation measure of " + dim + " descriptors for " + elements + ", "
            + Arrays.stream(distributions).mapToLong(Distribution::atoms).sum() + " atoms";
    }
}
