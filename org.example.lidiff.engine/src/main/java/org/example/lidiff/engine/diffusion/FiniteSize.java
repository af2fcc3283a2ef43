package org.example.lidiff.engine.diffusion;

import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Units;

/**
 * What the size of a periodic cell does to D.
 *
 * <p>In a liquid the images of an ion slow it down, D = D_∞ − k_BT ξ/(6πηL) (Yeh, Hummer, J. Phys. Chem. B 108, 15873 (2004)). That holds for liquids of
 * known viscosity in cubic cells, not for hops in crystals; there D of several cells is extrapolated in 1/N. Immutable.
 *
 * @param diffusion D_∞ in the unit of what was given
 * @param standardError of it
 * @param slope of D against 1/N
 * @param slopeError standard error of the slope: when it exceeds the slope, no size dependence is seen
 */
public record FiniteSize(double diffusion, double standardError, double slope, double slopeError) {

    /** ξ of a cubic cell. */
    private static final double CUBIC = 2.837297;

    /**
     * D of one cell.
     *
     * @param atoms N of it
     * @param diffusion D in any one unit
     * @param standardError of it
     */
    public record Size(int atoms, double diffusion, double standardError) {
    }

    /**
     * What is to be added to D of a liquid in a cubic cell, in Å²/fs.
     *
     * @param temperatureK T in K
     * @param viscosity η in Pa s
     * @param edge L in Å
     * @throws InputException if one of them is not positive
     */
    public static double yehHummer(final double temperatureK, final double viscosity, final double edge) {
        if (!(temperatureK > 0) || !(viscosity > 0) || !(edge > 0)) {
            throw new InputException(String.format(Locale.ROOT, "The correction for the size of the cell needs a positive temperature (%.4g K), viscosity (%.4g Pa s) and"
                + " edge (%.4g Å).", temperatureK, viscosity, edge), "Give the measured or simulated viscosity of the liquid.");
        }
        final double joule = Units.BOLTZMANN * Units.ELEMENTARY_CHARGE * temperatureK;
        return joule * CUBIC / (6 * Math.PI * viscosity * edge * 1e-10) / Units.SQUARE_ANGSTROM_PER_FS_IN_M2_PER_S;
    }

    /**
     * D at 1/N = 0 by a weighted straight line through two cells or more, with errors that are propagated.
     *
     * @throws InputException if there are fewer than two sizes or an error is not positive
     */
    public static FiniteSize extrapolate(final List<Size> sizes) {
        if (sizes.stream().mapToInt(Size::atoms).distinct().count() < 2) {
            throw new InputException("The size dependence of D needs two cells of different size; there is " + (sizes.isEmpty() ? "none" : "one") + ".",
                "Run a supercell, too.");
        }
        double s = 0;
        double mean = 0;
        for (final Size z : sizes) {
            if (!(z.standardError() > 0) || z.atoms() < 1) {
                throw new InputException("The cell of " + z.atoms() + " atoms has D with the error " + z.standardError() + ".",
                    "Leave it out, or give a positive error.");
            }
            s += weight(z);
            mean += weight(z) / z.atoms();
        }
        mean /= s;
        double spread = 0;
        double product = 0;
        double level = 0;
        for (final Size z : sizes) {
            final double x = 1.0 / z.atoms() - mean;
            spread += weight(z) * x * x;
            product += weight(z) * x * z.diffusion();
            level += weight(z) * z.diffusion() / s;
        }
        final double slope = product / spread;
        return new FiniteSize(level - slope * mean, Math.sqrt(1 / s + mean * mean / spread), slope, Math.sqrt(1 / spread));
    }

    private static double weight(final Size z) {
        return 1 / (z.standardError() * z.standardError());
    }
}
