package org.example.lidiff.engine.dynamics;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

    /** Writes all numbers; {@link #read} gives them back. */
    void write(final DataOutputStream out) throws IOException {
        out.writeLong(step);
        for (final double x : new double[] {timeFs, temperatureK, potentialEnergy, kineticEnergy, conservedQuantity, pressure, volume}) {
            out.writeDouble(x);
        }
        for (final double x : stress) {
            out.writeDouble(x);
        }
    }

    static ThermodynamicsRow read(final DataInputStream in) throws IOException {
        final long step = in.readLong();
        final double[] v = new double[7];
        for (int k = 0; k < v.length; k++) {
            v[k] = in.readDouble();
        }
        return new ThermodynamicsRow(step, v[0], v[1], v[2], v[3], v[4], v[5], v[6],
            List.of(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
    }
}
