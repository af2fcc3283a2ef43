package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.structure.Cell;

/**
 * What an observer sees after a step. Positions, velocities and forces belong to the same instant.
 *
 * <p>The arrays are the simulation's own: they must not be modified and change with the next step.
 */
public interface Snapshot {

    /** Number of atoms. */
    int atoms();

    /** Atomic numbers, one an atom; not to be modified. */
    int[] atomicNumbers();

    /** Steps since the clock was last set to zero. */
    long step();

    /** Time since the clock was last set to zero, in fs. */
    double timeFs();

    /** Unwrapped positions in Å, xyz triples. */
    double[] positions();

    /** Velocities in Å/fs, xyz triples. */
    double[] velocities();

    /** Forces in eV/Å, xyz triples. */
    double[] forces();

    /** The periodic cell. */
    Cell cell();

    /** Potential energy in eV. */
    double potentialEnergy();

    /** Kinetic energy in eV. */
    double kineticEnergy();

    /** 3N − 3 where the total momentum is conserved, else 3N. */
    int degreesOfFreedom();

    /** Kinetic temperature 2 E_kin / (degrees of freedom · k_B) in K; 0 without any degree of freedom. */
    double temperature();

    /** The quantity that exact integration of this ensemble would keep constant, in eV. */
    double conservedQuantity();

    /** tr W/(3V) + 2 E_kin/(3V) in eV/Å³. */
    double pressure();

    /**
     * Writes the potential part of the stress, −W/V in eV/Å³ (tension positive), nine numbers row by row.
     *
     * @param out overwritten
     */
    void potentialStress(double[] out);

    /**
     * Writes the stress with its kinetic part, −(W + Σ m v ⊗ v)/V in eV/Å³ (tension positive), nine numbers row by row.
     *
     * @param out overwritten
     */
    void stress(double[] out);

    /** Whether the force field knows how far atoms are from its training. */
    default boolean gradesExtrapolation() {
        return false;
    }

    /**
     * Writes the {@linkplain org.example.lidiff.engine.potential.ExtrapolationMeasure#grade extrapolation grade} of each atom.
     *
     * @param grades overwritten
     * @throws IllegalStateException without {@link #gradesExtrapolation()}
     */
    default void extrapolationGrades(final double[] grades) {
        throw new IllegalStateException("The force field has no extrapolation measure");
    }
}
