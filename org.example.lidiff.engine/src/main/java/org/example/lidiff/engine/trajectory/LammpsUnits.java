package org.example.lidiff.engine.trajectory;

/** The units of a LAMMPS run; a dump seldom says them. */
public enum LammpsUnits {
    /** As the dump says; metal, with a warning, where it says nothing. */
    AUTO,
    /** Å, ps, eV: forces in eV/Å, velocities in Å/ps. */
    METAL,
    /** Å, fs, kcal/mol: forces in kcal/mol/Å, velocities in Å/fs. */
    REAL
}
