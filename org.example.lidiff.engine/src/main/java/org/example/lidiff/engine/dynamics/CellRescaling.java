package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.structure.Units;

/**
 * NPT by stochastic cell rescaling, isotropic (Bernetti, Bussi, J. Chem. Phys. 153, 114107, 2020), with stochastic velocity
 * rescaling as thermostat.
 *
 * @param temperatureK in K, above 0
 * @param pressure P₀ in eV/Å³
 * @param times relaxation times and the estimate of the compressibility
 */
public record CellRescaling(double temperatureK, double pressure, Times times) implements Ensemble {

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
    }

    @Override
    public CellRescaling withTemperature(final double newTemperatureK) {
        return new CellRescaling(newTemperatureK, pressure, times);
    }

    @Override
    public String description() {
        return "NPT, stochastic cell rescaling (" + Checks.number(pressure * Units.EV_PER_CUBIC_ANGSTROM_IN_GPA) + " GPa, "
            + Checks.number(times.barostatFs()) + " fs)";
    }
}
