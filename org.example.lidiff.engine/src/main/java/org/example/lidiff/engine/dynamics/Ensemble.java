package org.example.lidiff.engine.dynamics;

/** Which distribution a simulation samples, and by which equations of motion. */
public sealed interface Ensemble permits ConstantEnergy, VelocityRescaling, Langevin, NoseHooverChain, CellRescaling {

    /** Temperature in K of the bath; where there is none, of the start velocities. */
    double temperatureK();

    /** The same ensemble at another temperature in K. */
    Ensemble withTemperature(double newTemperatureK);

    /** Whether the total momentum is conserved: 3N − 3 degrees of freedom, else 3N. */
    default boolean conservesMomentum() {
        return true;
    }

    /** Whether diffusion and rates differ from those of Newton's equations. */
    default boolean dynamicsAltered() {
        return false;
    }

    /** For people: "NVT, velocity rescaling (100 fs)". */
    String description();
}
