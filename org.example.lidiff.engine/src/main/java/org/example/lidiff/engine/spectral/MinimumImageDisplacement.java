package org.example.lidiff.engine.spectral;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;

/**
 * Mean squared displacement by minimum-image distances between sites, Σ π_i (Tⁿ)_ij |r_ij|²: the classical way, which saturates at the size of
 * the cell and is offered for comparison only.
 */
public final class MinimumImageDisplacement {

    /** Largest number of sites: the work grows with its square. */
    public static final int LARGEST = 600;

    private MinimumImageDisplacement() {
    }

    /**
     * The displacement after 0, 1, … lags, cut where it reaches half its plateau Σ π_i π_j |r_ij|²: beyond, the size of the cell decides.
     *
     * @param geometry all sites
     * @param steps largest number of lags
     * @throws InputException if the model has more than {@value #LARGEST} sites
     */
    public static double[] of(final MarkovStateModel model, final NetworkGeometry geometry, final int steps) {
        final double[][] squares = squares(model, geometry);
        final double[] all = uncut(model, squares, steps);
        final double half = plateau(model, squares) / 2;
        int n = 0;
        while (n < all.length && all[n] <= half) {
            n++;
        }
        return java.util.Arrays.copyOf(all, n);
    }

    /** The same, not cut. */
    static double[] uncut(final MarkovStateModel model, final NetworkGeometry geometry, final int steps) {
        return uncut(model, squares(model, geometry), steps);
    }

    private static double[] uncut(final MarkovStateModel model, final double[][] squares, final int steps) {
        final double[] pi = model.stationary();
        final double[] result = new double[steps + 1];
        for (int j = 0; j < pi.length; j++) {
            // Column j of Tⁿ, from the right: (Tⁿ e_j)_i.
            double[] column = new double[pi.length];
            column[j] = 1;
            for (int n = 0; n <= steps; n++) {
                for (int i = 0; i < pi.length; i++) {
                    result[n] += pi[i] * column[i] * squares[i][j];
                }
                column = model.transitions().times(column);
            }
        }
        return result;
    }

    /** What it saturates at. */
    static double plateau(final MarkovStateModel model, final NetworkGeometry geometry) {
        return plateau(model, squares(model, geometry));
    }

    private static double plateau(final MarkovStateModel model, final double[][] squares) {
        final double[] pi = model.stationary();
        double sum = 0;
        for (int i = 0; i < pi.length; i++) {
            for (int j = 0; j < pi.length; j++) {
                sum += pi[i] * pi[j] * squares[i][j];
            }
        }
        return sum;
    }

    private static double[][] squares(final MarkovStateModel model, final NetworkGeometry geometry) {
        if (model.states() > LARGEST) {
            throw new InputException("The model has " + model.states() + " sites; displacements by minimum image are computed for up to " + LARGEST + ".",
                "Use the exact displacement, which has no limit.");
        }
        final NetworkGeometry some = geometry.select(model.stateIds());
        final MinimumImage image = new MinimumImage(Cell.of(some.lattice()));
        final int n = some.sites();
        final double[][] squares = new double[n][n];
        final double[] d = new double[3];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int x = 0; x < 3; x++) {
                    d[x] = some.positions()[3 * j + x] - some.positions()[3 * i + x];
                }
                squares[i][j] = image.apply(d, 0);
            }
        }
        return squares;
    }
}
