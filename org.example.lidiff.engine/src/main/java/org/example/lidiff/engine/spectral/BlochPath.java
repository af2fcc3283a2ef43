package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.structure.Cell;

/**
 * One line of the Bloch spectrum at one wave vector of a path.
 *
 * @param label of the point where a corner of the path has one, otherwise empty
 * @param length of the path up to here, 1/Å
 * @param fractional wave vector in the reciprocal lattice of the sites, q = 2π (h a* + k b* + l c*)
 * @param wavenumber |q|, 1/Å
 * @param line number from 1, slowest first
 * @param width Γ, half width at half maximum, µeV; NaN where it cannot be seen within the lag
 * @param weight share of the line in the intensity, 0 … 1
 */
public record BlochPath(String label, double length, double[] fractional, double wavenumber, int line, double width, double weight) {

    private static final int MOST_LINES = 20;
    private static final int MOST_POINTS = 2000;

    /**
     * A corner of a path.
     *
     * @param label its name, for example Γ
     * @param fractional h, k, l
     */
    public record Corner(String label, double[] fractional) { }

    /**
     * The lines along straight ways from corner to corner.
     *
     * @param geometry all sites
     * @param corners one for a single wave vector, or more
     * @param steps from one corner to the next, at least 1
     * @throws InputException if the model has no detailed balance or too many sites, or the path too many points
     */
    public static List<BlochPath> of(final MarkovStateModel model, final NetworkGeometry geometry, final List<Corner> corners, final int steps) {
        final long points = 1 + (corners.size() - 1L) * steps;
        if (points > MOST_POINTS) {
            throw new InputException(String.format(Locale.ROOT, "The path of %d corners with %d steps between them has %d wave vectors; the limit is %d.", corners.size(),
                steps, points, MOST_POINTS), "Take fewer steps.");
        }
        final double[] inverse = Cell.of(geometry.lattice()).inverseRows();
        final List<BlochPath> list = new ArrayList<>();
        double length = 0;
        double[] last = null;
        for (int p = 0; p < points; p++) {
            final int corner = p / steps;
            final double part = (double)(p % steps) / steps;
            final double[] h = corners.get(corner).fractional().clone();
            for (int k = 0; k < 3 && part > 0; k++) {
                h[k] += part * (corners.get(corner + 1).fractional()[k] - h[k]);
            }
            final double[] q = cartesian(inverse, h);
            length += last == null ? 0 : norm(q[0] - last[0], q[1] - last[1], q[2] - last[2]);
            last = q;
            final BlochSpectrum s = BlochSpectrum.of(model, geometry, q);
            for (int n = 0; n < Math.min(MOST_LINES, s.lines()); n++) {
                // λ is 1 at q = 0, and a rounding error above it has a negative width
                final double width = s.widthMicroEv(n) < 0 ? 0 : s.widthMicroEv(n);
                list.add(new BlochPath(part == 0 ? corners.get(corner).label() : "", length, h, norm(q), n + 1, width, s.weight(n)));
            }
        }
        return List.copyOf(list);
    }

    /** q with q · r = 2π h · f for every r = f L. */
    private static double[] cartesian(final double[] inverse, final double[] h) {
        final double[] q = new double[3];
        for (int x = 0; x < 3; x++) {
            q[x] = 2 * Math.PI * (inverse[3 * x] * h[0] + inverse[3 * x + 1] * h[1] + inverse[3 * x + 2] * h[2]);
        }
        return q;
    }

    private static double norm(final double... v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }
}
