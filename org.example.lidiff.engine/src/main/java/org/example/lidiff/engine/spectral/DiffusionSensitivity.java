package org.example.lidiff.engine.spectral;

import org.example.lidiff.engine.markov.DirichletRows;
import org.example.lidiff.engine.markov.Generator;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;

/**
 * Derivatives of the scalar D with respect to each rate or probability of its network, and the error that follows from counts
 * without sampling.
 *
 * <p>For one direction, with b_i = Σ k r, c_j = Σ π_i k r, −G g = b − v1, −a G = c − vπ, F_i = Σ k (r² + 2 r g_j), −G h_F = F − πF, −G h_g = g
 * and Δx = x_j − x_i: 2 ∂D/∂k_e = π_i (Δh_F + r² + 2 r g_j − 2v Δh_g) + 2 a_i (Δg + r). Probabilities within a lag have − 2v π_i (Δg + r)
 * in addition, and the whole divided by τ; what an entry gains the diagonal of its row loses. Detailed balance is not imposed
 * on the changes. Own derivation, tested against differences. Immutable.
 */
public final class DiffusionSensitivity {

    private final NetworkDiffusion diffusion;
    private final double[] derivatives;

    private DiffusionSensitivity(final NetworkDiffusion diffusion, final double[] derivatives) {
        this.diffusion = diffusion;
        this.derivatives = derivatives;
    }

    /** Derivatives of {@link NetworkDiffusion#scalar()}. */
    public static DiffusionSensitivity of(final NetworkDiffusion diffusion) {
        final PeriodicMatrix network = diffusion.network();
        final Generator generator = new Generator(network);
        final double[][] directions = diffusion.conductingBasis();
        final double[] sum = new double[network.entries()];
        for (final double[] u : directions) {
            final double[] r = new double[sum.length];
            for (int e = 0; e < r.length; e++) {
                for (int x = 0; x < 3; x++) {
                    r[e] += u[x] * diffusion.displacements()[3 * e + x];
                }
            }
            final double[] one = along(network, generator, r, diffusion.lagTimeFs());
            for (int e = 0; e < sum.length; e++) {
                sum[e] += one[e] / directions.length;
            }
        }
        return new DiffusionSensitivity(diffusion, sum);
    }

    private static double[] along(final PeriodicMatrix k, final Generator generator, final double[] r, final double lagTimeFs) {
        final double[] pi = generator.stationary();
        final double[] b = new double[pi.length];
        final double[] c = new double[pi.length];
        double v = 0;
        for (int e = 0; e < r.length; e++) {
            b[k.from(e)] += k.value(e) * r[e];
            c[k.to(e)] += pi[k.from(e)] * k.value(e) * r[e];
            v += pi[k.from(e)] * k.value(e) * r[e];
        }
        final double[] g = generator.solve(b);
        final double[] a = generator.solveAdjoint(c);
        final double[] f = new double[pi.length];
        for (int e = 0; e < r.length; e++) {
            f[k.from(e)] += k.value(e) * (r[e] * r[e] + 2 * r[e] * g[k.to(e)]);
        }
        final double[] hf = generator.solve(f);
        final double[] hg = generator.solve(g);
        final double[] result = new double[r.length];
        for (int e = 0; e < r.length; e++) {
            final int i = k.from(e);
            final int j = k.to(e);
            double d = pi[i] * (hf[j] - hf[i] + r[e] * r[e] + 2 * r[e] * g[j] - 2 * v * (hg[j] - hg[i])) + 2 * a[i] * (g[j] - g[i] + r[e]);
            if (lagTimeFs > 0) {
                d -= 2 * v * pi[i] * (g[j] - g[i] + r[e]);
                d /= lagTimeFs;
            }
            result[e] = k.isDiagonal(e) ? 0 : d / 2;
        }
        return result;
    }

    /** ∂D/∂k (Å²) or ∂D/∂T (Å²/fs) of each entry of the network, in the order of its entries. */
    public double[] derivatives() {
        return derivatives.clone();
    }

    /**
     * Standard error of D from the Poisson errors of hop counts, sqrt Σ (∂D/∂k_e)² n_e/T_i², Å²/fs.
     *
     * @param rates what the network of this diffusion was made from, k = n/T
     */
    public double standardError(final JumpRates rates) {
        final PeriodicMatrix hops = rates.hops();
        final PeriodicMatrix network = diffusion.network();
        final double[] times = rates.timesFs();
        double variance = 0;
        for (int e = 0; e < hops.entries(); e++) {
            if (hops.value(e) > 0) {
                final double d = derivatives[entry(network, hops, e)] / times[hops.from(e)];
                variance += d * d * hops.value(e);
            }
        }
        return Math.sqrt(variance);
    }

    /**
     * Standard error of D from the Dirichlet errors of the rows of a transition matrix, Å²/fs.
     *
     * @param counts of independent pairs, see {@link org.example.lidiff.engine.markov.CountKind#EFFECTIVE}
     */
    public double standardError(final TransitionCounts counts) {
        final PeriodicMatrix c = counts.matrix();
        final double[] own = new double[c.entries()];
        for (int e = 0; e < own.length; e++) {
            own[e] = derivatives[entry(diffusion.network(), c, e)];
        }
        return Math.sqrt(DirichletRows.variance(c, own));
    }

    private static int entry(final PeriodicMatrix network, final PeriodicMatrix counts, final int e) {
        final int found = network.find(counts.from(e), counts.to(e), counts.image(e, 0), counts.image(e, 1), counts.image(e, 2));
        if (found < 0) {
            throw new IllegalArgumentException("The counts from " + counts.from(e) + " to " + counts.to(e) + " do not belong to this network");
        }
        return found;
    }
}
