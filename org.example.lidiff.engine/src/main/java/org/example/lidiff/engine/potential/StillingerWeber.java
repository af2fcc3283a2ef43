package org.example.lidiff.engine.potential;

import java.util.List;

import org.example.lidiff.engine.structure.Element;

/**
 * The potential of Stillinger and Weber, Phys. Rev. B 31, 5262 (1985), for one element: pairs ε A (B x^−p − x^−q) exp(1/(x − a))
 * and triplets ε λ (cos θ + 1/3)² exp(γ/(x − a) + γ/(x' − a)), x = r/σ.
 */
public final class StillingerWeber implements Potential {

    /** Closer to the cutoff the exponentials are far below the last digit, and their slopes no numbers in the end. */
    private static final double LARGEST_GAP = -1e-3;

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
        return new SiteEvaluator(SpeciesTypes.of(atomicNumbers, elements(), kind()), cutoff(), () -> new Site(parameters), options);
    }

    /** One site, with what depends on one neighbor alone evaluated once and not in each of its triplets. Used by one thread. */
    private static final class Site implements SiteFunction {

        private final Parameters s;
        private final double pairStrength;
        private final double tripletStrength;
        private double[] inverse = new double[0];
        /** e^(γ/(x − a)) */
        private double[] damping = new double[0];
        /** its logarithmic slope −γ/((x − a)² σ) */
        private double[] slope = new double[0];

        Site(final Parameters parameters) {
            s = parameters;
            pairStrength = s.epsilon() * s.capitalA();
            tripletStrength = s.epsilon() * s.lambda();
        }

        @Override
        public double evaluate(final int type, final Environment e) {
            final int count = e.count();
            if (inverse.length < count) {
                inverse = new double[2 * count];
                damping = new double[2 * count];
                slope = new double[2 * count];
            }
            double energy = 0;
            for (int j = 0; j < count; j++) {
                energy += pair(e, j);
            }
            for (int j = 0; j < count; j++) {
                energy += triplets(e, j);
            }
            return energy;
        }

        private double pair(final Environment e, final int j) {
            final double r = e.distances()[j];
            inverse[j] = 1 / r;
            final double gap = r / s.sigma() - s.a();
            if (gap > LARGEST_GAP) {
                damping[j] = 0;
                slope[j] = 0;
                e.gradientX()[j] = 0;
                e.gradientY()[j] = 0;
                e.gradientZ()[j] = 0;
                return 0;
            }
            final double inverseGap = 1 / gap;
            damping[j] = Math.exp(s.gamma() * inverseGap);
            slope[j] = -s.gamma() * inverseGap * inverseGap / s.sigma();
            final double x = s.sigma() * inverse[j];
            final double repulsion = s.capitalB() * power(x, s.p());
            final double attraction = power(x, s.q());
            // half of each pair belongs to either atom
            final double strength = 0.5 * pairStrength * Math.exp(inverseGap);
            final double energy = strength * (repulsion - attraction);
            final double byDistance = strength * (s.q() * attraction - s.p() * repulsion) * inverse[j]
                - energy * inverseGap * inverseGap / s.sigma();
            final double f = byDistance * inverse[j];
            e.gradientX()[j] = f * e.x()[j];
            e.gradientY()[j] = f * e.y()[j];
            e.gradientZ()[j] = f * e.z()[j];
            return energy;
        }

        private static double power(final double x, final double exponent) {
            if (exponent == 0) {
                return 1;
            }
            if (exponent == 4) {
                final double square = x * x;
                return square * square;
            }
            return Math.pow(x, exponent);
        }

        /** The triplets of neighbor {@code j} with the neighbors after it. */
        private double triplets(final Environment e, final int j) {
            if (damping[j] == 0) {
                return 0;
            }
            final double[] x = e.x();
            final double[] y = e.y();
            final double[] z = e.z();
            final double[] gx = e.gradientX();
            final double[] gy = e.gradientY();
            final double[] gz = e.gradientZ();
            final double xj = x[j];
            final double yj = y[j];
            final double zj = z[j];
            final double invJ = inverse[j];
            final double strengthJ = tripletStrength * damping[j];
            double gxj = 0;
            double gyj = 0;
            double gzj = 0;
            double sum = 0;
            for (int k = j + 1; k < e.count(); k++) {
                final double invK = inverse[k];
                final double cos = (xj * x[k] + yj * y[k] + zj * z[k]) * invJ * invK;
                final double deviation = cos + 1.0 / 3;
                final double strength = strengthJ * damping[k] * deviation;
                final double energy = strength * deviation;
                final double byCos = 2 * strength;
                sum += energy;
                // ∂cos/∂r_j = r̂_k/r_j − cos r̂_j/r_j
                final double both = byCos * invJ * invK;
                final double ownJ = (energy * slope[j] - byCos * cos * invJ) * invJ;
                final double ownK = (energy * slope[k] - byCos * cos * invK) * invK;
                gxj += ownJ * xj + both * x[k];
                gyj += ownJ * yj + both * y[k];
                gzj += ownJ * zj + both * z[k];
                gx[k] += ownK * x[k] + both * xj;
                gy[k] += ownK * y[k] + both * yj;
                gz[k] += ownK * z[k] + both * zj;
            }
            gx[j] += gxj;
            gy[j] += gyj;
            gz[j] += gzj;
            return sum;
        }
    }
}
