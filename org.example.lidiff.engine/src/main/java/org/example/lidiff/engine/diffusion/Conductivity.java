package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    /**
     * Tracer and charge diffusion of one kind of ion compared.
     *
     * @param tracer D* in Å²/fs with its standard error
     * @param charge D_σ in Å²/fs with its standard error
     * @param havenRatio D* / D_σ; NaN when D_σ is not significantly above zero
     * @param havenRatioError standard error of it from the relative errors, which are taken as independent; NaN likewise
     * @param nernstEinstein conductivity from D* in S/m
     * @param conductivity conductivity from D_σ in S/m
     * @param conductivityError standard error of it
     * @param havenRatioInterval lower and upper end of its 95 % interval, NaN likewise
     * @param nernstEinsteinInterval that of the conductivity from D*, in S/m
     * @param conductivityInterval that of the conductivity, in S/m
     * @param warnings what makes the numbers doubtful
     */
    public record Comparison(double[] tracer, double[] charge, double havenRatio, double havenRatioError, double nernstEinstein,
        double conductivity, double conductivityError, double[] havenRatioInterval, double[] nernstEinsteinInterval, double[] conductivityInterval,
        List<String> warnings) {
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
     * Compares tracer and charge diffusion.
     *
     * @param tracer fit of the displacement of the ions
     * @param charge fit of the collective charge displacement |ΔP|²/N
     * @param msd where both come from
     * @param carriers number of charged ions in the cell
     * @param temperatureK T in K
     */
    public static Comparison compare(final DiffusionFit tracer, final DiffusionFit charge, final MeanSquaredDisplacement msd, final Carriers carriers,
        final double temperatureK) {
        final double z2 = msd.meanSquareCharge();
        final double dSigma = charge.value() / z2;
        final double error = charge.standardError() / z2;
        final double density = carriers.number() / msd.volume();
        final List<String> warnings = new ArrayList<>();
        // below two standard errors the quotient has no finite error
        final boolean defined = dSigma > 2 * error && charge.lower() > 0;
        if (!defined) {
            warnings.add(String.format(Locale.ROOT, "The charge diffusion coefficient is %.3g ± %.2g Å²/fs: it is not distinguished from zero, so the Haven"
                + " ratio is undefined.", dSigma, error));
        }
        if (carriers.kind() == Carriers.Kind.FORMAL_IN_ALLOY) {
            warnings.add("The charges are formal numbers: an alloy conducts by its electrons, and this is only the ionic share.");
        }
        final double haven = defined ? tracer.value() / dSigma : Double.NaN;
        final double relative = Math.hypot(tracer.standardError() / tracer.value(), error / dSigma);
        return new Comparison(new double[] {tracer.value(), tracer.standardError()}, new double[] {dSigma, error}, haven, Math.abs(haven) * relative,
            siemensPerMeter(density, z2, tracer.value(), temperatureK), siemensPerMeter(density, z2, dSigma, temperatureK),
            siemensPerMeter(density, z2, error, temperatureK), defined ? quotient(new double[] {tracer.value(), tracer.lower(), tracer.upper()},
                new double[] {dSigma, charge.lower() / z2, charge.upper() / z2}) : new double[] {Double.NaN, Double.NaN},
            new double[] {siemensPerMeter(density, z2, tracer.lower(), temperatureK), siemensPerMeter(density, z2, tracer.upper(), temperatureK)},
            new double[] {siemensPerMeter(density, z2, charge.lower() / z2, temperatureK), siemensPerMeter(density, z2, charge.upper() / z2, temperatureK)},
            List.copyOf(warnings));
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

    /**
     * The charged ions.
     *
     * @param number of them in the cell
     * @param kind what their charges mean
     */
    public record Carriers(int number, Kind kind) {

        /** What the charges mean. */
        public enum Kind {
            /** Ions of a salt or oxide. */
            IONIC,
            /** Formal charges in an alloy. */
            FORMAL_IN_ALLOY
        }
    }
}
