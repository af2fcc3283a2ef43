package org.example.lidiff.engine.dynamics;

import java.util.List;

/**
 * The thermodynamic state at one step.
 *
 * @param step step number
 * @param timeFs time in fs
 * @param temperatureK kinetic temperature in K
 * @param potentialEnergy in eV
 * @param kineticEnergy in eV
 * @param conservedQuantity in eV
 * @param pressure in eV/Å³, positive when compressed
 * @param volume in Å³
 * @param stress six numbers xx yy zz yz xz xy in eV/Å³ with the kinetic part, tension positive
 */
public record ThermodynamicsRow(long step, double timeFs, double temperatureK, double potentialEnergy, double kineticEnergy,
    double conservedQuantity, double pressure, double volume, List<Double> stress) {

    /** Copies the list. */
    public ThermodynamicsRow {
        stress = List.copyOf(stress);
    }

    /** The row of a snapshot. */
    static ThermodynamicsRow of(final Snapshot s) {
        final double[] t = new double[9];
        s.stress(t);
        return new ThermodynamicsRow(s.step(), s.timeFs(), s.temperature(), s.potentialEnergy(), s.kineticEnergy(),
            s.conservedQuantity(), s.pressure(), s.cell().volume(), List.of(t[0], t[4], t[8], t[5], t[2], t[1]));
    }
}
