package org.example.lidiff.engine.spectral;

import java.util.Arrays;

import org.example.lidiff.engine.markov.Eigenmodes;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/** How distributions and observables of a Markov state model change with time. */
public final class Propagation {

    private static final double SMALLEST_TERM = 1e-16;

    private Propagation() {
    }

    /** p₀ Tⁿ: the distribution after {@code steps} lags. */
    public static double[] distribution(final MarkovStateModel model, final double[] p0, final int steps) {
        double[] p = p0.clone();
        for (int k = 0; k < steps; k++) {
            p = model.transitions().leftTimes(p);
        }
        return p;
    }

    /**
     * p₀ exp(K t) for rates: the distribution after a time.
     *
     * <p>By uniformization: a Poisson number of steps of I + K/Λ with Λ the fastest exit rate; only sums of positive numbers.
     *
     * @param rates 1/fs; entries (i, i, R) do not matter
     * @param timeFs not negative
     */
    public static double[] distribution(final PeriodicMatrix rates, final double[] p0, final double timeFs) {
        final double[] exit = new double[p0.length];
        for (int e = 0; e < rates.entries(); e++) {
            exit[rates.from(e)] += rates.from(e) == rates.to(e) ? 0 : rates.value(e);
        }
        final double fastest = Arrays.stream(exit).max().orElse(0);
        // Pieces of at most 30 expected steps keep exp(−Λt) far from underflow.
        final int pieces = Math.max(1, (int)Math.ceil(fastest * timeFs / 30));
        double[] p = p0.clone();
        for (int piece = 0; piece < pieces && fastest > 0; piece++) {
            final double mean = fastest * timeFs / pieces;
            double weight = Math.exp(-mean);
            final double[] sum = new double[p.length];
            for (int n = 0; n <= mean || weight > SMALLEST_TERM; n++) {
                for (int i = 0; i < p.length; i++) {
                    sum[i] += weight * p[i];
                }
                p = step(rates, exit, fastest, p);
                weight *= mean / (n + 1);
            }
            p = sum;
        }
        return p;
    }

    private static double[] step(final PeriodicMatrix rates, final double[] exit, final double fastest, final double[] p) {
        final double[] next = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            next[i] += p[i] * (1 - exit[i] / fastest);
            for (int e = rates.rowStart(i); e < rates.rowStart(i + 1); e++) {
                if (rates.to(e) != i) {
                    next[rates.to(e)] += p[i] * rates.value(e) / fastest;
                }
            }
        }
        return next;
    }

    /** ⟨a(0) b(k τ)⟩ = Σ_i π_i a_i (Tᵏ b)_i for k = 0 … {@code steps}; the mean is not subtracted. */
    public static double[] correlation(final MarkovStateModel model, final double[] a, final double[] b, final int steps) {
        final double[] pi = model.stationary();
        final double[] weights = new double[pi.length];
        for (int i = 0; i < pi.length; i++) {
            weights[i] = pi[i] * a[i];
        }
        return relaxation(model, weights, b, steps);
    }

    /** Mean of {@code a} after 0 … {@code steps} lags from the distribution p₀: p₀ Tᵏ a. */
    public static double[] relaxation(final MarkovStateModel model, final double[] p0, final double[] a, final int steps) {
        final double[] result = new double[steps + 1];
        double[] later = a.clone();
        for (int k = 0; k <= steps; k++) {
            for (int i = 0; i < later.length; i++) {
                result[k] += p0[i] * later[i];
            }
            later = model.transitions().times(later);
        }
        return result;
    }

    /**
     * Amplitudes of the modes in p₀ Tᵏ a = Σ_n γ_n λ_nᵏ (real modes): γ_n = (Σ p₀ ψ_n)(Σ φ_n a). With p₀ = π a' they are those of a correlation.
     *
     * @param modes of the model
     */
    public static double[] amplitudes(final Eigenmodes modes, final double[] p0, final double[] a) {
        final double[] gamma = new double[modes.count()];
        for (int n = 0; n < gamma.length; n++) {
            double start = 0;
            double end = 0;
            final double[] right = modes.right(n);
            final double[] left = modes.left(n);
            for (int i = 0; i < a.length; i++) {
                start += p0[i] * right[i];
                end += left[i] * a[i];
            }
            gamma[n] = start * end;
        }
        return gamma;
    }
}
