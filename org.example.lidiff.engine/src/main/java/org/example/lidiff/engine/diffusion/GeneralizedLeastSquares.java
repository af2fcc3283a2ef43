package org.example.lidiff.engine.diffusion;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Linear fits θ = (AᵀC⁻¹A)⁻¹AᵀC⁻¹y of data with a covariance matrix C. */
final class GeneralizedLeastSquares {

    private final int n;
    /** Lower triangle L with C = L Lᵀ, row by row; null when C is not positive definite. */
    private final double[] factor;
    private final double condition;
    private final double[] whiteOne;

    /** @param covariance symmetric, n × n, row by row; not modified */
    GeneralizedLeastSquares(final int n, final double[] covariance) {
        this.n = n;
        factor = cholesky(n, covariance);
        final double[] one = new double[n];
        Arrays.fill(one, 1);
        whiteOne = factor == null ? null : solveLower(one);
        condition = factor == null ? Double.POSITIVE_INFINITY : correlationCondition(n, covariance);
    }

    private static double[] cholesky(final int n, final double[] c) {
        final double[] l = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = c[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                if (i == j) {
                    if (!(sum > 1e-13 * c[i * n + i])) {
                        return null;
                    }
                    l[i * n + i] = Math.sqrt(sum);
                } else {
                    l[i * n + j] = sum / l[j * n + j];
                }
            }
        }
        return l;
    }

    /** Largest over smallest eigenvalue of the correlation matrix: it does not depend on the units. */
    private static double correlationCondition(final int n, final double[] c) {
        final DMatrixRMaj r = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                r.set(i, j, c[i * n + j] / Math.sqrt(c[i * n + i] * c[j * n + j]));
            }
        }
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
        if (!eigen.decompose(r)) {
            return Double.POSITIVE_INFINITY;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int i = 0; i < n; i++) {
            low = Math.min(low, eigen.getEigenvalue(i).real);
            high = Math.max(high, eigen.getEigenvalue(i).real);
        }
        return low > 0 ? high / low : Double.POSITIVE_INFINITY;
    }

    /** Condition number of the correlation matrix; infinite when C is not positive definite. */
    double condition() {
        return condition;
    }

    /**
     * A fit of y = slope · x + intercept.
     *
     * @param slopeVariance variance of the slope
     * @param chiSquared (y − Aθ)ᵀC⁻¹(y − Aθ)
     * @param weights slope = Σ weights · y
     */
    record Line(double slope, double intercept, double slopeVariance, double chiSquared, double[] weights) {
    }

    /** Fits a line with an intercept. */
    Line line(final double[] x, final double[] y) {
        final double[] wx = solveLower(x);
        final double[] w1 = whiteOne;
        final double[] wy = solveLower(y);
        final double xx = dot(wx, wx);
        final double x1 = dot(wx, w1);
        final double oo = dot(w1, w1);
        final double det = xx * oo - x1 * x1;
        final double slope = (oo * dot(wx, wy) - x1 * dot(w1, wy)) / det;
        final double intercept = (xx * dot(w1, wy) - x1 * dot(wx, wy)) / det;
        double chi = 0;
        final double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            final double d = wy[i] - slope * wx[i] - intercept * w1[i];
            chi += d * d;
            weights[i] = (oo * wx[i] - x1 * w1[i]) / det;
        }
        return new Line(slope, intercept, oo / det, chi, solveUpper(weights));
    }

    /** L⁻¹ y with C = L Lᵀ: uncorrelated, of unit variance. */
    double[] whiten(final double[] y) {
        return solveLower(y);
    }

    /** χ² of the best line with an intercept, as that of {@link #line}, for {@code y} that was whitened. */
    double chiSquared(final double[] x, final double[] y) {
        final double[] wx = solveLower(x);
        final double xx = dot(wx, wx);
        final double x1 = dot(wx, whiteOne);
        final double oo = dot(whiteOne, whiteOne);
        final double det = xx * oo - x1 * x1;
        final double slope = (oo * dot(wx, y) - x1 * dot(whiteOne, y)) / det;
        final double intercept = (xx * dot(whiteOne, y) - x1 * dot(wx, y)) / det;
        double chi = 0;
        for (int i = 0; i < n; i++) {
            final double d = y[i] - slope * wx[i] - intercept * whiteOne[i];
            chi += d * d;
        }
        return chi;
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** L⁻¹ b. */
    private double[] solveLower(final double[] b) {
        final double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i * n + k] * x[k];
            }
            x[i] /= factor[i * n + i];
        }
        return x;
    }

    /** L⁻ᵀ b. */
    private double[] solveUpper(final double[] b) {
        final double[] x = b.clone();
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= factor[k * n + i] * x[k];
            }
            x[i] /= factor[i * n + i];
        }
        return x;
    }
}
