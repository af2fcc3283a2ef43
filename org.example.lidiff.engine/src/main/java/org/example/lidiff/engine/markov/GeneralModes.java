package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/** Eigenmodes without detailed balance: a general real matrix, complex eigenvalues in conjugate pairs. */
final class GeneralModes {

    private GeneralModes() {
    }

    /** @param t dense transition matrix */
    static List<Eigenmodes.Mode> of(final double[][] t, final double[] pi, final int count, final List<String> warnings) {
        final int n = pi.length;
        final EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(t, false));
        final RealMatrix v = eigen.getV();
        RealMatrix inverse = null;
        try {
            inverse = new LUDecomposition(v, 1e-14).getSolver().getInverse();
        } catch (final SingularMatrixException e) {
            warnings.add("The transition matrix has no complete set of eigenvectors: the left ones are missing.");
        }
        final double[] re = eigen.getRealEigenvalues();
        final double[] im = eigen.getImagEigenvalues();
        final Integer[] order = new Integer[n];
        Arrays.setAll(order, k -> k);
        // Conjugate pairs stay together: the sort is stable and their real parts are equal.
        Arrays.sort(order, java.util.Comparator.comparingDouble(k -> -re[k]));
        final List<Eigenmodes.Mode> modes = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            modes.add(k == 0 ? ReversibleModes.stationary(pi) : mode(order[k], new double[][]{re, im}, v, inverse, pi));
        }
        return modes;
    }

    /**
     * Mode {@code k}. The columns of V belonging to a pair a ± ib are the real and imaginary part of the vector of a + ib; the rows
     * of its inverse are then twice the real and minus twice the imaginary part of the left vector.
     */
    private static Eigenmodes.Mode mode(final int k, final double[][] lambda, final RealMatrix v, final RealMatrix inverse, final double[] pi) {
        final int n = pi.length;
        final double im = lambda[1][k];
        final double[][] right = new double[2][n];
        final double[][] left = new double[2][n];
        final int first = im < 0 ? k - 1 : k;
        for (int i = 0; i < n; i++) {
            right[0][i] = v.getEntry(i, first);
            right[1][i] = im == 0 ? 0 : Math.signum(im) * v.getEntry(i, first + 1);
            if (inverse != null) {
                left[0][i] = inverse.getEntry(first, i) * (im == 0 ? 1 : 0.5);
                left[1][i] = im == 0 ? 0 : -0.5 * Math.signum(im) * inverse.getEntry(first + 1, i);
            } else {
                left[0][i] = Double.NaN;
            }
        }
        normalize(right, left, pi);
        return new Eigenmodes.Mode(lambda[0][k], im, right, left);
    }

    private static void normalize(final double[][] right, final double[][] left, final double[] pi) {
        double norm = 0;
        for (int i = 0; i < pi.length; i++) {
            norm += pi[i] * (right[0][i] * right[0][i] + right[1][i] * right[1][i]);
        }
        // A mode that lives on transient states only has no weight under the stationary vector.
        norm = norm > 1e-24 ? Math.sqrt(norm) : 1;
        final int top = Eigenmodes.largest(right);
        final double size = Math.hypot(right[0][top], right[1][top]);
        final double cos = right[0][top] / size;
        final double sin = right[1][top] / size;
        multiply(right, cos / norm, -sin / norm);
        multiply(left, cos * norm, sin * norm);
    }

    private static void multiply(final double[][] x, final double re, final double im) {
        for (int i = 0; i < x[0].length; i++) {
            final double a = x[0][i] * re - x[1][i] * im;
            x[1][i] = x[0][i] * im + x[1][i] * re;
            x[0][i] = a;
        }
    }
}
