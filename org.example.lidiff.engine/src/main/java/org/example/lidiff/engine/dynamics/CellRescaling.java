package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.structure.Units;

/**
 * NPT by stochastic cell rescaling: isotropic (Bernetti, Bussi, J. Chem. Phys. 153, 114107, 2020), anisotropic or of the full cell
 * (Del Tatto, Raiteri, Bernetti, Bussi, Appl. Sci. 12, 1139, 2022), with stochastic velocity rescaling as thermostat. The volume has the
 * same distribution in all three, shapes of one volume have that of the Boltzmann factor.
 *
 * @param temperatureK in K, above 0
 * @param pressure P₀ in eV/Å³
 * @param times relaxation times and the estimate of the compressibility
 * @param cell what of the cell may change; not {@link CellFreedom#FIXED}
 */
public record CellRescaling(double temperatureK, double pressure, Times times, CellFreedom cell) implements Ensemble {

    /**
     * How fast the baths act; equilibrium averages do not depend on it.
     *
     * @param thermostatFs τ of the kinetic energy in fs
     * @param barostatFs τ of the volume in fs
     * @param compressibility estimate of the isothermal compressibility in Å³/eV; an error only changes the effective τ
     */
    public record Times(double thermostatFs, double barostatFs, double compressibility) {

        /** 100 fs, 1000 fs, and 1/(40 GPa), a soft ionic crystal. */
        public static final Times DEFAULT = new Times(100, 1000, Units.EV_PER_CUBIC_ANGSTROM_IN_GPA / 40);

        /** Checks the ranges. */
        public Times {
            Checks.timeConstant(thermostatFs);
            Checks.timeConstant(barostatFs);
            if (!(compressibility > 0) || Double.isInfinite(compressibility)) {
                throw new IllegalArgumentException("The compressibility must be positive, not " + compressibility);
            }
        }
    }

    /** Checks the ranges. */
    public CellRescaling {
        Checks.positiveTemperature(temperatureK);
        if (!Double.isFinite(pressure)) {
            throw new IllegalArgumentException("The pressure must be finite, not " + pressure);
        }
        if (cell == CellFreedom.FIXED) {
            throw new IllegalArgumentException("A fixed cell has no constant pressure");
        }
    }

    /** Isotropic. */
    public CellRescaling(final double temperatureK, final double pressure, final Times times) {
        this(temperatureK, pressure, times, CellFreedom.ISOTROPIC);
    }

    @Override
    public CellRescaling withTemperature(final double newTemperatureK) {
        return new CellRescaling(newTemperatureK, pressure, times, cell);
    }

    @Override
    public String description() {
        return "NPT, stochastic cell rescaling (" + Checks.number(pressure * Units.EV_PER_CUBIC_ANGSTROM_IN_GPA) + " GPa, "
            + Checks.number(times.barostatFs()) + " fs" + switch (cell) {
                case ANISOTROPIC -> ", anisotropic)";
                case FULL -> ", full cell)";
                default -> ")";
            };
    }
}
