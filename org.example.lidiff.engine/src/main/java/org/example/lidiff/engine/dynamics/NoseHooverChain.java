package org.example.lidiff.engine.dynamics;

/**
 * NVT by a Nosé-Hoover chain of three thermostats (Martyna, Klein, Tuckerman, J. Chem. Phys. 97, 2635, 1992; splitting of
 * Martyna et al., Mol. Phys. 87, 1117, 1996): deterministic.
 *
 * @param temperatureK in K, above 0
 * @param timeConstantFs τ in fs, above 0; masses are Q₁ = N_f k_B T τ² and Q_i = k_B T τ²
 */
public record NoseHooverChain(double temperatureK, double timeConstantFs) implements Ensemble {

    /** Checks the ranges. */
    public NoseHooverChain {
        Checks.positiveTemperature(temperatureK);
        Checks.timeConstant(timeConstantFs);
    }

    @Override
    public NoseHooverChain withTemperature(final double newTemperatureK) {
        return new NoseHooverChain(newTemperatureK, timeConstantFs);
    }

    @Override
    public String description() {
        return "NVT, Nosé-Hoover chain (" + Checks.number(timeConstantFs) + " fs)";
    }
}
