package org.example.lidiff.engine.diffusion;

import org.example.lidiff.engine.structure.Units;

/**
 * Ionic conductivity from a diffusion coefficient of charge: σ = (N/V) ⟨z²⟩ e² D/(kT).
 *
 * <p>With the tracer coefficient D* this is the Nernst-Einstein estimate; with D_σ, the slope of the charge displacement, the conductivity. Their
 * quotient is the Haven ratio H_R = D* / D_σ.
 */
public final class Conductivity {

    /** CODATA 2018, exact, in 1/mol. */
    private static final double AVOGADRO = 6.02214076e23;

    private Conductivity() {
    }

    /**
     * σ in S/m.
     *
     * @param carriersPerCubicAngstrom N/V in 1/Å³
     * @param meanSquareCharge ⟨z²⟩ in e²
     * @param diffusion D in Å²/fs
     * @param temperatureK T in K
     */
    public static double siemensPerMeter(final double carriersPerCubicAngstrom, final double meanSquareCharge, final double diffusion,
        final double temperatureK) {
        // e²/(k_B in J/K) = e/(k_B in eV/K)
        return carriersPerCubicAngstrom * 1e30 * meanSquareCharge * Units.ELEMENTARY_CHARGE * diffusion
            * Units.SQUARE_ANGSTROM_PER_FS_IN_M2_PER_S / (Units.BOLTZMANN * temperatureK);
    }

    /** Number of particles a cubic meter from that in 1 Å³. */
    public static double perCubicMeter(final double perCubicAngstrom) {
        return perCubicAngstrom * 1e30;
    }

    /** Concentration in mol/l from the number in 1 Å³. */
    public static double molesPerLiter(final double perCubicAngstrom) {
        return perCubicMeter(perCubicAngstrom) / AVOGADRO / 1000;
    }

    /**
     * Interval of a quotient from those of its parts: distances of the logarithms, added as independent.
     *
     * @param above value, lower and upper end of the dividend
     * @param below of the divisor
     * @return lower and upper end; NaN when an interval holds zero
     */
    static double[] quotient(final double[] above, final double[] below) {
        if (!(above[1] > 0) || !(below[1] > 0)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        final double value = above[0] / below[0];
        final double down = Math.hypot(Math.log(above[0] / above[1]), Math.log(below[2] / below[0]));
        final double up = Math.hypot(Math.log(above[2] / above[0]), Math.log(below[0] / below[1]));
        return new double[] {value * Math.exp(-down), value * Math.exp(up)};
    }
}
