package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import org.example.lidiff.engine.structure.Units;

/**
 * A diffusion coefficient at several temperatures with its activation energy. Immutable.
 *
 * @param name "D of Li" or "D_σ of Li"
 * @param species the ions
 * @param ofCharge whether it is the diffusion of charge
 * @param points the coefficients that are used, D in Å²/fs with its standard error
 * @param fit the line; empty when there are fewer than two points
 * @param leftOut what was not used, and why
 * @param conductivityFactor conductivity in S/m times T per D in Å²/fs; NaN without charges
 */
public record ActivatedQuantity(String name, String species, boolean ofCharge, List<Point> points, Optional<Arrhenius> fit, List<String> leftOut,
    double conductivityFactor) {

    private static final double WIDE = 0.3;
    private static final int SAMPLES = 2000;

    /**
     * One temperature.
     *
     * @param temperatureK in K
     * @param value D in Å²/fs
     * @param standardError of it
     */
    public record Point(double temperatureK, double value, double standardError) {

        /** The logarithm for the fit; of samples where the error is too large to be propagated. */
        Arrhenius.Point logarithm(final long seed) {
            if (standardError <= WIDE * value) {
                return Arrhenius.Point.of(temperatureK, value, standardError);
            }
            final Random random = new Random(seed);
            final double[] samples = new double[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                samples[i] = value + standardError * random.nextGaussian();
            }
            return Arrhenius.Point.ofSamples(temperatureK, samples);
        }
    }

    /** Copies the lists. */
    public ActivatedQuantity {
        points = List.copyOf(points);
        leftOut = List.copyOf(leftOut);
    }

    /** Fits {@code points}; fewer than two give no line. */
    static ActivatedQuantity of(final String name, final String species, final boolean ofCharge, final List<Point> points, final List<String> leftOut,
        final double conductivityFactor, final long seed) {
        final List<Arrhenius.Point> logarithms = new ArrayList<>();
        for (final Point p : points) {
            logarithms.add(p.logarithm(seed + logarithms.size()));
        }
        return new ActivatedQuantity(name, species, ofCharge, points, points.size() < 2 ? Optional.empty() : Optional.of(Arrhenius.fit(logarithms)), leftOut,
            conductivityFactor);
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
            if (points.stream().anyMatch(p -> p.standardError() > WIDE * p.value())) {
                all.add("Where the error exceeds 30 %, samples of the logarithm are used.");
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
