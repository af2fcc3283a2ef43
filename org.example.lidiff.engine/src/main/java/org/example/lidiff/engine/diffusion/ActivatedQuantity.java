package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.structure.Units;

/**
 * A diffusion coefficient at several temperatures with its activation energy. Immutable.
 *
 * @param name "D of Li" or "D_σ of Li"
 * @param species the ions
 * @param ofCharge whether it is the diffusion of charge
 * @param points the coefficients that are used
 * @param fit the line; empty when there are fewer than two points
 * @param leftOut what was not used, and why
 * @param conductivityFactor conductivity in S/m times T per D in Å²/fs; NaN without charges
 */
public record ActivatedQuantity(String name, String species, boolean ofCharge, List<Point> points, Optional<Arrhenius> fit, List<String> leftOut,
    double conductivityFactor) {

    private static final double WIDE = 0.3;

    /**
     * One temperature.
     *
     * @param temperatureK in K
     * @param fit of the displacement
     * @param scale D in Å²/fs is {@code scale} times that of the fit
     */
    public record Point(double temperatureK, DiffusionFit fit, double scale) {

        /** D in Å²/fs. */
        public double value() {
            return scale * fit.value();
        }

        /** Lower end of its 95 % interval. */
        public double lower() {
            return scale * fit.lower();
        }

        /** Upper end of its 95 % interval. */
        public double upper() {
            return scale * fit.upper();
        }

        private boolean wide() {
            return fit.standardError() > WIDE * fit.value();
        }

        private Arrhenius.Point logarithm() {
            final Arrhenius.Point p = Arrhenius.Point.of(temperatureK, fit);
            return new Arrhenius.Point(temperatureK, p.logValue() + Math.log(scale), p.logError());
        }
    }

    /** Copies the lists. */
    public ActivatedQuantity {
        points = List.copyOf(points);
        leftOut = List.copyOf(leftOut);
    }

    /** Fits {@code points}; fewer than two give no line. */
    static ActivatedQuantity of(final String name, final String species, final boolean ofCharge, final List<Point> points, final List<String> leftOut,
        final double conductivityFactor) {
        final Optional<Arrhenius> fit = points.size() < 2 ? Optional.empty() : Optional.of(Arrhenius.fit(points.stream().map(Point::logarithm).toList()));
        return new ActivatedQuantity(name, species, ofCharge, points, fit, leftOut, conductivityFactor);
    }

    /** D in m²/s. */
    public static double si(final double diffusion) {
        return diffusion * Units.SQUARE_ANGSTROM_PER_FS_IN_M2_PER_S;
    }

    /** Conductivity in S/m that belongs to D (Å²/fs) at T; NaN without charges. */
    public double conductivity(final double diffusion, final double temperatureK) {
        return conductivityFactor * diffusion / temperatureK;
    }

    /** What is to be known of the activation energy. */
    public String remark() {
        final List<String> all = new ArrayList<>();
        if (fit.isEmpty()) {
            all.add(points.isEmpty() ? "No activation energy: there is no temperature with an established value."
                : String.format(Locale.ROOT, "No activation energy: only one temperature (%.0f K) has an established value.", points.get(0).temperatureK()));
        } else {
            all.add(points.size() + " temperatures.");
            if (points.size() == 2) {
                all.add("The error is propagated; nothing shows whether the behavior is thermally activated.");
            } else {
                all.add("χ² = " + Digits.of(fit.get().chiSquared(), 2) + " for " + (points.size() - 2) + " degrees of freedom, p = "
                    + Digits.of(fit.get().pValue(), 2) + ".");
            }
            if (points.stream().anyMatch(Point::wide)) {
                all.add("Where the error exceeds 30 %, its logarithm's is at least the spread of resampled blocks.");
            }
        }
        all.addAll(leftOut);
        return String.join(" ", all);
    }

    /** Why the line is doubtful, if it is. */
    public Optional<String> doubt() {
        return fit.filter(f -> f.pValue() < 0.01).map(f -> name + " does not follow one Arrhenius line (χ² = " + Digits.of(f.chiSquared(), 3) + " for " + (points.size() - 2)
            + " degrees of freedom, p = " + Digits.of(f.pValue(), 2) + "): more than one process?");
    }
}
