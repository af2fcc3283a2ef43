package org.example.lidiff.engine.potential;

import java.util.List;

import org.example.lidiff.engine.structure.Element;

/**
 * The potential of Stillinger and Weber, Phys. Rev. B 31, 5262 (1985), for one element: pairs ε A (B x^−p − x^−q) exp(1/(x − a))
 * and triplets ε λ (cos θ + 1/3)² exp(γ/(x − a) + γ/(x' − a)), x = r/σ.
 */
public final class StillingerWeber implements Potential {

    private final Element element;
    private final Parameters parameters;

    /**
     * @param epsilon eV
     * @param sigma Å
     * @param a cutoff in units of σ
     * @param lambda strength of the triplets
     * @param gamma range of the triplets
     * @param capitalA strength of the pairs
     * @param capitalB share of the repulsion
     * @param p exponent of the repulsion
     * @param q exponent of the attraction
     */
    public record Parameters(double epsilon, double sigma, double a, double lambda, double gamma, double capitalA,
        double capitalB, double p, double q) {

        /** Silicon, ε for the cohesive energy of 4.3366 eV. */
        public static final Parameters SILICON = new Parameters(2.1683, 2.0951, 1.80, 21, 1.20, 7.049556277, 0.6022245584, 4, 0);
    }

    /** The potential of one element. */
    public StillingerWeber(final Element element, final Parameters parameters) {
        this.element = element;
        this.parameters = parameters;
    }

    /** Silicon with the published parameters. */
    public static StillingerWeber silicon() {
        return new StillingerWeber(Element.of("Si"), Parameters.SILICON);
    }

    @Override
    public String kind() {
        return "Stillinger-Weber";
    }

    @Override
    public List<Element> elements() {
        return List.of(element);
    }

    @Override
    public double cutoff() {
        return parameters.a() * parameters.sigma();
    }

    @Override
    public Evaluator evaluator(final int[] atomicNumbers, final EvaluatorOptions options) {
        return new SiteEvaluator(SpeciesTypes.of(atomicNumbers, elements(), kind()), cutoff(), () -> this::site, options);
    }

    private double site(final int type, final Environment e) {
        double energy = 0;
        for (int j = 0; j < e.count(); j++) {
            energy += pair(e, j);
        }
        for (int j = 0; j < e.count(); j++) {
            for (int k = j + 1; k < e.count(); k++) {
                energy += triplet(e, j, k);
            }
        }
        return energy;
    }

    private double pair(final Environment e, final int j) {
        final Parameters s = parameters;
        final double r = e.distances()[j];
        final double x = r / s.sigma();
        final double gap = gap(r);
        final double decay = Math.exp(1 / gap);
        final double repulsion = s.capitalB() * Math.pow(x, -s.p());
        final double attraction = Math.pow(x, -s.q());
        final double strength = 0.5 * s.epsilon() * s.capitalA() * decay;
        final double slope = strength / s.sigma() * ((-s.p() * repulsion + s.q() * attraction) / x
            - (repulsion - attraction) / (gap * gap));
        e.gradientX()[j] = slope * e.x()[j] / r;
        e.gradientY()[j] = slope * e.y()[j] / r;
        e.gradientZ()[j] = slope * e.z()[j] / r;
        return strength * (repulsion - attraction);
    }

    // below 0 even where round-off makes r/σ equal to a: exp(1/x) is 0 there, not infinite
    private double gap(final double r) {
        return Math.min(r / parameters.sigma() - parameters.a(), -1e-9);
    }

    private double triplet(final Environment e, final int j, final int k) {
        final Parameters s = parameters;
        final double rj = e.distances()[j];
        final double rk = e.distances()[k];
        final double xj = gap(rj);
        final double xk = gap(rk);
        final double cos = (e.x()[j] * e.x()[k] + e.y()[j] * e.y()[k] + e.z()[j] * e.z()[k]) / (rj * rk);
        final double strength = s.epsilon() * s.lambda() * Math.exp(s.gamma() / xj + s.gamma() / xk);
        final double deviation = cos + 1.0 / 3;
        final double energy = strength * deviation * deviation;
        final double bySlope = 2 * strength * deviation;
        add(e, j, k, cos, -energy * s.gamma() / (xj * xj * s.sigma()), bySlope);
        add(e, k, j, cos, -energy * s.gamma() / (xk * xk * s.sigma()), bySlope);
        return energy;
    }

    /** Adds along · r̂_j + slope · ∂cos θ/∂r_j. */
    private static void add(final Environment e, final int j, final int k, final double cos, final double along,
        final double slope) {
        final double rj = e.distances()[j];
        final double rk = e.distances()[k];
        final double own = (along - slope * cos / rj) / rj;
        final double other = slope / (rj * rk);
        e.gradientX()[j] += own * e.x()[j] + other * e.x()[k];
        e.gradientY()[j] += own * e.y()[j] + other * e.y()[k];
        e.gradientZ()[j] += own * e.z()[j] + other * e.z()[k];
    }
}
