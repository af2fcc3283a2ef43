package org.example.lidiff.engine.trajectory;

/** The units of a LAMMPS run; a dump seldom says them. */
public enum LammpsUnits {
    /** Å, ps, eV: forces in eV/Å, velocities in Å/ps. */
    METAL,
    /** Å, fs, kcal/mol: forces in kcal/mol/Å, velocities in Å/fs. */
    REAL
}
