package org.example.lidiff.engine.potential;

import java.util.List;
import java.util.Objects;

import org.example.lidiff.engine.structure.Element;

/** V(r) = 4ε[(σ/r)¹² − (σ/r)⁶] between all atoms, cut off; the elements differ in nothing. */
public final class LennardJones implements Potential {

    private final List<Element> elements;
    private final Parameters parameters;

    /**
     * @param epsilon well depth in eV
     * @param sigma distance of zero energy in Å
     * @param cutoff in Å
     * @param cut what happens at the cutoff
     */
    public record Parameters(double epsilon, double sigma, double cutoff, Cut cut) {

        /** Argon (Rahman 1964): ε = 120 k_B K, σ = 3.4 Å, shifted to zero at 2.5 σ. */
        public static final Parameters ARGON = new Parameters(0.010340799914, 3.4, 8.5, Cut.SHIFTED);

        /** Checks the ranges. */
        public Parameters {
            Objects.requireNonNull(cut);
            if (!(epsilon > 0 && sigma > 0 && cutoff > 0)) {
                throw new IllegalArgumentException("epsilon, sigma and cutoff must be positive, not " + epsilon + ", " + sigma
                    + " and " + cutoff);
            }
        }
    }

    /** What happens at the cutoff. */
    public enum Cut {
        /** The energy jumps to zero; the force is that of the formula inside. */
        PLAIN,
        /** The energy is shifted to be zero at the cutoff; the force jumps. */
        SHIFTED,
        /** Energy and force are zero at the cutoff: V(r) − V(rc) − (r − rc) V'(rc). */
        FORCE_SHIFTED
    }

    /** The same parameters for all pairs of these elements. */
    public LennardJones(final List<Element> elements, final Parameters parameters) {
        this.elements = List.copyOf(elements);
        this.parameters = parameters;
    }

    @Override
    public String kind() {
        return "Lennard-Jones";
    }

    @Override
    public List<Element> elements() {
        return elements;
    }

    @Override
    public double cutoff() {
        return parameters.cutoff();
    }

    @Override
    public Evaluator evaluator(final int[] atomicNumbers, final EvaluatorOptions options) {
        return new SiteEvaluator(SpeciesTypes.of(atomicNumbers, elements, kind()), cutoff(), () -> this::site, options);
    }

    private double site(final int type, final Environment e) {
        final double rc = parameters.cutoff();
        final double slopeAtCutoff = parameters.cut() == Cut.FORCE_SHIFTED ? slope(rc) : 0;
        final double atCutoff = parameters.cut() == Cut.PLAIN ? 0 : energy(rc);
        double sum = 0;
        for (int j = 0; j < e.count(); j++) {
            final double r = e.distances()[j];
            sum += 0.5 * (energy(r) - atCutoff - (r - rc) * slopeAtCutoff);
            final double f = 0.5 * (slope(r) - slopeAtCutoff) / r;
            e.gradientX()[j] = f * e.x()[j];
            e.gradientY()[j] = f * e.y()[j];
            e.gradientZ()[j] = f * e.z()[j];
        }
        return sum;
    }

    private double energy(final double r) {
        final double s = parameters.sigma() / r;
        final double s6 = s * s * s * s * s * s;
        return 4 * parameters.epsilon() * s6 * (s6 - 1);
    }

    private double slope(final double r) {
        final double s = parameters.sigma() / r;
        final double s6 = s * s * s * s * s * s;
        return -24 * parameters.epsilon() * s6 * (2 * s6 - 1) / r;
    }
}
