package org.example.lidiff.engine.dynamics;

/**
 * NVT by stochastic velocity rescaling (Bussi, Donadio, Parrinello, J. Chem. Phys. 126, 014101, 2007): the kinetic energy
 * performs its own canonical random walk, directions of motion stay as Newton has them.
 *
 * @param temperatureK in K, above 0
 * @param timeConstantFs relaxation time τ of the kinetic energy in fs, above 0; use at least 100 for transport
 */
public record VelocityRescaling(double temperatureK, double timeConstantFs) implements Ensemble {

    /** τ where nothing else is said, in fs. */
    public static final double DEFAULT_TIME_CONSTANT = 100;

    /** Checks the ranges. */
    public VelocityRescaling {
        Checks.positiveTemperature(temperatureK);
        Checks.timeConstant(timeConstantFs);
    }

    /** With τ = 100 fs. */
    public VelocityRescaling(final double temperatureK) {
        this(temperatureK, DEFAULT_TIME_CONSTANT);
    }

    @Override
    public VelocityRescaling withTemperature(final double newTemperatureK) {
        return new VelocityRescaling(newTemperatureK, timeConstantFs);
    }

    @Override
    public String description() {
        return "NVT, velocity rescaling (" + Checks.number(timeConstantFs) + " fs)";
    }
}
