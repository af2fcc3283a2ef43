package org.example.lidiff.engine.dynamics;

/** How the temperature of a production run is kept. */
public enum Thermostat {
    /** Not at all: NVE after an equilibration by velocity rescaling. */
    NONE,
    /** Stochastic velocity rescaling. */
    VELOCITY_RESCALING,
    /** Nosé-Hoover chain. */
    NOSE_HOOVER_CHAIN,
    /** Langevin dynamics: changes diffusion and rates. */
    LANGEVIN;

    /** The ensemble at {@code temperatureK} with the time constant {@code timeConstantFs} in fs. */
    public Ensemble at(final double temperatureK, final double timeConstantFs) {
        return switch (this) {
            case NONE -> new ConstantEnergy(temperatureK);
            case VELOCITY_RESCALING -> new VelocityRescaling(temperatureK, timeConstantFs);
            case NOSE_HOOVER_CHAIN -> new NoseHooverChain(temperatureK, timeConstantFs);
            case LANGEVIN -> new Langevin(temperatureK, timeConstantFs);
        };
    }
}
