package org.example.lidiff.engine.dynamics;

/**
 * NVE: Newton's equations by velocity Verlet (Swope et al., J. Chem. Phys. 76, 637, 1982).
 *
 * @param temperatureK of the start velocities, in K, at least 0
 */
public record ConstantEnergy(double temperatureK) implements Ensemble {

    /** Checks the range. */
    public ConstantEnergy {
        Checks.temperature(temperatureK);
    }

    @Override
    public ConstantEnergy withTemperature(final double newTemperatureK) {
        return new ConstantEnergy(newTemperatureK);
    }

    @Override
    public String description() {
        return "NVE, velocity Verlet";
    }
}
