package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;

/**
 * How one species moves at one temperature. Immutable.
 *
 * @param species the species
 * @param mobile whether its diffusion was asked for
 * @param ions number of its ions in the cell, mean over the runs
 * @param msd its mean squared displacement
 * @param fit the whole displacement
 * @param axes the displacement along x, y, z, fitted between the same lags
 */
public record SpeciesDiffusion(Element species, boolean mobile, double ions, MsdCurve msd, DiffusionFit fit, List<DiffusionFit> axes) {

    private static final double STRAIGHT_P = 0.01;
    /** An interval of the exponent that is wider than this holds much that is not linear. */
    private static final double UNTOLD = 1;
    private static final double SI = Units.SQUARE_ANGSTROM_PER_FS_IN_M2_PER_S;

    /** Copies the list. */
    public SpeciesDiffusion {
        axes = List.copyOf(axes);
    }

    /** Fits {@code msd}. */
    static SpeciesDiffusion of(final Element species, final boolean mobile, final double ions, final MsdCurve msd, final FitOptions options) {
        final DiffusionFit fit = DiffusionFit.of(msd, options);
        final FitOptions same = sameWindow(options, fit);
        final List<DiffusionFit> axes = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            axes.add(DiffusionFit.ofAxis(msd, axis, same));
        }
        return new SpeciesDiffusion(species, mobile, ions, msd, fit, axes);
    }

    /** {@code options} with the window of {@code fit}, so that two curves are compared between the same lags. */
    static FitOptions sameWindow(final FitOptions options, final DiffusionFit fit) {
        return options.withWindow(fit.startFs(), fit.endFs());
    }

    /** Whether the displacement grows in the window by what a hop needs. */
    public boolean moves() {
        return fit.growth() >= fit.requiredGrowth();
    }

    /** Whether the exponent is compatible with 1 and the points with a straight line. */
    public boolean linear() {
        return fit.exponentLower() <= 1 && fit.exponentUpper() >= 1 && !(fit.pValue() < STRAIGHT_P);
    }

    /** "0.4 and 7 ps": the window of the fit. */
    public String window() {
        return Digits.of(fit.startFs() / Units.PICOSECOND, 3) + " and " + Digits.of(fit.endFs() / Units.PICOSECOND, 3) + " ps";
    }

    /** One sentence for people: whether the displacement is linear in the window, so that there is a diffusion coefficient. */
    public String sentence() {
        final String start = "Between " + window() + " the MSD of " + species;
        if (!moves()) {
            return start + String.format(Locale.ROOT, " grows by %.2f Å², less than ", Math.max(0, fit.growth())) + Digits.of(fit.requiredGrowth(), 2)
                + " Å² (half the shortest site distance, squared): " + (mobile ? "ions have hardly left their sites," : "it vibrates in place,")
                + " there is no D.";
        }
        if (Double.isNaN(fit.exponent())) {
            return start + " cannot be tested for being linear, because the covariance of its points is not usable: D is not established.";
        }
        // an end that rounds to 1 would hide on which side of it it lies
        final boolean close = Math.abs(fit.exponentLower() - 1) < 0.005 || Math.abs(fit.exponentUpper() - 1) < 0.005;
        final String exponent = String.format(Locale.ROOT, close ? "%s grows as t^%.3f (95 %% %.3f to %.3f%s)" : "%s grows as t^%.2f (95 %% %.2f to %.2f%s)",
            start, fit.exponent(), fit.exponentLower(), fit.exponentUpper(), Double.isNaN(fit.pValue()) ? "" : "; p = " + Digits.of(fit.pValue(), 2) + " of a straight line");
        if (linear()) {
            final String linear = fit.exponentUpper() - fit.exponentLower() > UNTOLD ? ": linear as far as these few data tell" : ": linear";
            return exponent + linear + (fit.established() ? ", D is established." : ", but D is not established.");
        }
        return exponent + ": not linear, there is no D yet.";
    }

    /** What else is to be known of the fit: points left out, a window that starts early, errors that could not be checked or that differ. */
    public List<String> remarks() {
        final List<String> list = new ArrayList<>(fit.remarks());
        if (!Double.isNaN(fit.bootstrapError()) && !Double.isNaN(fit.fitError())) {
            list.add("Standard error " + Digits.of(SI * fit.fitError(), 2) + " m²/s from the fit, " + Digits.of(SI * fit.bootstrapError(), 2)
                + " m²/s from blocks of time; the larger counts.");
        }
        return list;
    }

    /** Diffusion tensor in Å²/fs, nine numbers row by row. */
    public double[] tensor() {
        return fit.tensor();
    }

    /** The 95 % interval of a diagonal element of {@link #tensor()}, in Å²/fs: as wide as that of the fit along the axis (0, 1, 2). */
    public double[] diagonalInterval(final int axis) {
        final double shift = fit.tensor()[4 * axis] - axes.get(axis).value();
        return new double[] {axes.get(axis).lower() + shift, axes.get(axis).upper() + shift};
    }
}
