package org.example.lidiff.engine.potential;

import java.util.Arrays;

/** Buffers for the result of one force-field evaluation. The arrays are the buffers themselves. */
public final class EnergyForcesVirial {

    private final double[] forces;
    private final double[] atomEnergies;
    private final double[] virial = new double[9];
    private double energy;

    /** Buffers for {@code atoms} atoms, all zero. */
    public EnergyForcesVirial(final int atoms) {
        forces = new double[3 * atoms];
        atomEnergies = new double[atoms];
    }

    /** Sets everything to zero. */
    public void clear() {
        energy = 0;
        Arrays.fill(forces, 0);
        Arrays.fill(atomEnergies, 0);
        Arrays.fill(virial, 0);
    }

    /** Number of atoms. */
    public int atoms() {
        return atomEnergies.length;
    }

    /** Total energy in eV. */
    public double energy() {
        return energy;
    }

    /** Sets the total energy in eV. */
    public void setEnergy(final double newEnergy) {
        energy = newEnergy;
    }

    /** Forces in eV/Å, xyz triples. */
    public double[] forces() {
        return forces;
    }

    /** Energy of each atom in eV; they sum up to the total energy. */
    public double[] atomEnergies() {
        return atomEnergies;
    }

    /** Virial W = −dE/dε in eV, nine numbers row by row, positive when compressed. */
    public double[] virial() {
        return virial;
    }
}
