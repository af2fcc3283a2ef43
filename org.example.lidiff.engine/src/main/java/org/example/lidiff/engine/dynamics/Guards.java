package org.example.lidiff.engine.dynamics;

/**
 * Limits beyond which a run is worthless.
 *
 * @param maxTemperatureK highest kinetic temperature in K, looked at after every step
 * @param minDistance shortest distance between two atoms in Å
 * @param maxEnergyJump largest change of the conserved quantity between two checks, in eV per atom: a larger one means that the
 *            time step is too large or the energy surface is not smooth
 * @param checkEvery steps between two looks at distance and energy; frames are looked at before they are written in any case
 * @param action what happens beyond a limit
 */
public record Guards(double maxTemperatureK, double minDistance, double maxEnergyJump, int checkEvery, GuardAction action) {

    /** Distance in Å below which the atoms of a start structure count as one. */
    static final double COINCIDENT = 0.1;

    /** 10,000 K, 0.5 Å, 0.05 eV per atom, every 10 steps, stop. */
    public static final Guards DEFAULT = new Guards(10_000, 0.5, 0.05, 10, GuardAction.STOP);

    /** Checks the ranges. */
    public Guards {
        if (!(maxTemperatureK > 0) || !(minDistance >= 0) || !(maxEnergyJump > 0) || checkEvery < 1) {
            throw new IllegalArgumentException("Guards need positive limits, not " + maxTemperatureK + " K, " + minDistance + " Å, "
                + maxEnergyJump + " eV, every " + checkEvery);
        }
    }

    /** The same with another highest temperature in K. */
    public Guards withMaxTemperature(final double kelvin) {
        return new Guards(kelvin, minDistance, maxEnergyJump, checkEvery, action);
    }

    /** The same with another shortest distance in Å. */
    public Guards withMinDistance(final double distance) {
        return new Guards(maxTemperatureK, distance, maxEnergyJump, checkEvery, action);
    }

    /** The same with another largest change of the conserved quantity in eV per atom. */
    public Guards withMaxEnergyJump(final double energyPerAtom) {
        return new Guards(maxTemperatureK, minDistance, energyPerAtom, checkEvery, action);
    }

    /** The same with another action. */
    public Guards withAction(final GuardAction newAction) {
        return new Guards(maxTemperatureK, minDistance, maxEnergyJump, checkEvery, newAction);
    }
}
