package org.example.lidiff.engine.dynamics;

/**
 * Limits beyond which a run is worthless.
 *
 * @param maxTemperatureK highest kinetic temperature in K, looked at after every step
 * @param minDistance shortest distance between two atoms in Å
 * @param maxEnergyJump largest change of the conserved quantity between two checks, in eV per atom: a larger one means that the
 *            time step is too large or the energy surface is not smooth
 * @param maxExtrapolation largest {@linkplain org.example.lidiff.engine.potential.ExtrapolationMeasure grade} of an atom, where the force
 *            field can tell; infinite for no limit
 * @param checkEvery steps between two looks at distance and energy; frames are looked at before they are written in any case
 * @param action what happens beyond a limit
 */
public record Guards(double maxTemperatureK, double minDistance, double maxEnergyJump, double maxExtrapolation, int checkEvery,
    GuardAction action) {

    /** Distance in Å below which the atoms of a start structure count as one. */
    static final double COINCIDENT = 0.1;

    /** 10,000 K, 0.5 Å, 0.05 eV per atom, extrapolation without limit, every 10 steps, stop. */
    public static final Guards DEFAULT = new Guards(10_000, 0.5, 0.05, Double.POSITIVE_INFINITY, 10, GuardAction.STOP);

    /** Checks the ranges. */
    public Guards {
        if (!(maxTemperatureK > 0) || !(minDistance >= 0) || !(maxEnergyJump > 0) || !(maxExtrapolation > 0) || checkEvery < 1) {
            throw new IllegalArgumentException("Guards need positive limits, not " + maxTemperatureK + " K, " + minDistance + " Å, "
                + maxEnergyJump + " eV, grade " + maxExtrapolation + ", every " + checkEvery);
        }
    }

    /** The same with another highest temperature in K. */
    public Guards withMaxTemperature(final double kelvin) {
        return new Guards(kelvin, minDistance, maxEnergyJump, maxExtrapolation, checkEvery, action);
    }

    /** The same with another shortest distance in Å. */
    public Guards withMinDistance(final double distance) {
        return new Guards(maxTemperatureK, distance, maxEnergyJump, maxExtrapolation, checkEvery, action);
    }

    /** The same with another largest change of the conserved quantity in eV per atom. */
    public Guards withMaxEnergyJump(final double energyPerAtom) {
        return new Guards(maxTemperatureK, minDistance, energyPerAtom, maxExtrapolation, checkEvery, action);
    }

    /** The same with another largest grade of extrapolation. */
    public Guards withMaxExtrapolation(final double grade) {
        return new Guards(maxTemperatureK, minDistance, maxEnergyJump, grade, checkEvery, action);
    }

    /** The same with another action. */
    public Guards withAction(final GuardAction newAction) {
        return new Guards(maxTemperatureK, minDistance, maxEnergyJump, maxExtrapolation, checkEvery, newAction);
    }
}
