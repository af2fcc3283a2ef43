package org.example.lidiff.engine.markov;

import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Maximum likelihood under detailed balance with a given stationary vector (Trendelkamp-Schroer et al., J. Chem. Phys. 143,
 * 174101 (2015)).
 *
 * <p>The solution is T_e = (c_e + c_−e)/(π_i (μ_i + μ_j)), where the multipliers μ ≥ 0 minimize the convex function
 * Σ π_i μ_i − Σ_pairs s ln(μ_i + μ_j) − Σ c_ii ln μ_i. Damped Newton; states that were never seen to stay get the diagonal that
 * their row lacks. Converged when Σ_j T_ij = 1 to 1e-10.
 */
final class FixedStationaryEstimator {

    private static final double TOLERANCE = 1e-10;
    private static final double SMALLEST_STAY = 1e-13;
    private static final int LARGEST_ITERATIONS = 300;
    private static final int LARGEST = 3000;

    private final PeriodicMatrix counts;
    private final int[] reverse;
    private final double[] pi;
    private final double[] stay;
    private double[] mu;
    private int iterations;
    private boolean converged;

    private FixedStationaryEstimator(final PeriodicMatrix counts, final double[] pi) {
        this.counts = counts.withReverses();
        this.reverse = this.counts.reverses();
        this.pi = pi;
        this.stay = new double[pi.length];
        this.mu = new double[pi.length];
        final double[] rows = this.counts.rowSums();
        for (int e = 0; e < this.counts.entries(); e++) {
            if (this.counts.from(e) == this.counts.to(e)) {
                stay[this.counts.from(e)] += this.counts.value(e);
            }
        }
        for (int i = 0; i < mu.length; i++) {
            stay[i] = Math.max(stay[i], SMALLEST_STAY * rows[i]);
            mu[i] = rows[i] / pi[i];
        }
    }

    /**
     * @param counts strongly connected
     * @param pi positive, sums to one
     */
    static Estimation estimate(final PeriodicMatrix counts, final double[] pi) {
        if (pi.length > LARGEST) {
            throw new org.example.lidiff.engine.InputException("A fixed stationary vector was given for " + pi.length + " states; the limit is "
                + LARGEST + ".", "Use the reversible estimator without a fixed vector.");
        }
        final FixedStationaryEstimator estimator = new FixedStationaryEstimator(counts, pi);
        estimator.minimize();
        return estimator.result();
    }

    private void minimize() {
        double value = value(mu);
        for (iterations = 0; iterations < LARGEST_ITERATIONS; iterations++) {
            final int n = mu.length;
            final DMatrixRMaj hessian = new DMatrixRMaj(n, n);
            final DMatrixRMaj minusGradient = new DMatrixRMaj(n, 1);
            final double error = derivatives(minusGradient, hessian);
            if (error <= TOLERANCE) {
                converged = true;
                return;
            }
            final LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
            final DMatrixRMaj step = new DMatrixRMaj(n, 1);
            if (!solver.setA(hessian)) {
                return;
            }
            solver.solve(minusGradient, step);
            double slope = 0;
            for (int i = 0; i < n; i++) {
                slope += step.get(i, 0) / mu[i] * minusGradient.get(i, 0);
            }
            value = move(step, value, -slope);
        }
    }

    /** Gradient and curvature in ln μ, where the scales of the multipliers no longer matter; returns the worst row sum error. */
    private double derivatives(final DMatrixRMaj minusGradient, final DMatrixRMaj hessian) {
        final double[] sums = new double[mu.length];
        for (int i = 0; i < mu.length; i++) {
            sums[i] = stay[i] / mu[i];
            hessian.set(i, i, stay[i]);
        }
        for (int e = 0; e < reverse.length; e++) {
            final int i = counts.from(e);
            final int j = counts.to(e);
            if (i != j) {
                final double s = counts.value(e) + counts.value(reverse[e]);
                final double d = mu[i] + mu[j];
                sums[i] += s / d;
                hessian.add(i, i, s * mu[i] * mu[i] / (d * d));
                hessian.add(i, j, s * mu[i] * mu[j] / (d * d));
            }
        }
        double error = 0;
        for (int i = 0; i < mu.length; i++) {
            // Without stays the row may lack what its diagonal takes: then only the product with the multiplier vanishes.
            error = Math.max(error, Math.abs(sums[i] / pi[i] - 1));
            minusGradient.set(i, 0, mu[i] * (sums[i] - pi[i]));
        }
        return error;
    }

    private double move(final DMatrixRMaj step, final double value, final double slope) {
        double fraction = 1;
        double[] trial = moved(step, fraction);
        double next = value(trial);
        while ((Double.isNaN(next) || next > value + 1e-14 * Math.abs(value)) && fraction > 1e-12) {
            fraction /= 2;
            trial = moved(step, fraction);
            next = value(trial);
        }
        mu = trial;
        return next;
    }

    /** The step was computed in scaled variables: μ_i changes by μ_i times it; NaN marks a multiplier that left μ > 0. */
    private double[] moved(final DMatrixRMaj step, final double fraction) {
        final double[] trial = mu.clone();
        for (int i = 0; i < trial.length; i++) {
            final double factor = 1 + fraction * step.get(i, 0);
            trial[i] = factor > 0 ? mu[i] * factor : Double.NaN;
        }
        return trial;
    }

    private double value(final double[] at) {
        double sum = 0;
        for (int i = 0; i < at.length; i++) {
            sum += pi[i] * at[i] - stay[i] * Math.log(at[i]);
        }
        for (int e = 0; e < reverse.length; e++) {
            if (counts.from(e) < counts.to(e)) {
                sum -= (counts.value(e) + counts.value(reverse[e])) * Math.log(at[counts.from(e)] + at[counts.to(e)]);
            }
        }
        return sum;
    }

    private Estimation result() {
        final double[] flux = new double[counts.entries()];
        final double[] rows = new double[mu.length];
        for (int e = 0; e < flux.length; e++) {
            if (!counts.isDiagonal(e)) {
                flux[e] = (counts.value(e) + counts.value(reverse[e])) / (mu[counts.from(e)] + mu[counts.to(e)]);
                rows[counts.from(e)] += flux[e];
            }
        }
        double worst = 1;
        for (int i = 0; i < rows.length; i++) {
            worst = Math.max(worst, rows[i] / pi[i]);
        }
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(mu.length);
        for (int e = 0; e < flux.length; e++) {
            if (!counts.isDiagonal(e)) {
                builder.add(counts.from(e), counts.to(e), counts.image(e, 0), counts.image(e, 1), counts.image(e, 2),
                    flux[e] / worst / pi[counts.from(e)]);
            }
        }
        for (int i = 0; i < rows.length; i++) {
            builder.add(i, i, 0, 0, 0, Math.max(0, 1 - rows[i] / worst / pi[i]));
        }
        final List<String> warnings = converged ? List.of()
            : List.of("The transition matrix with fixed stationary vector did not converge in " + iterations + " Newton steps.");
        return new Estimation(builder.build(), Arrays.copyOf(pi, pi.length), iterations, warnings);
    }
}
