package org.example.lidiff.engine.trajectory;

/** At which of their periodic images the atoms are written. */
public enum Placement {
    /**
     * Where the run has them. XDATCAR, POSCAR and LAMMPS data, and LAMMPS dump of a run that is not unwrapped, have them inside the cell
     * as the programs do.
     */
    AS_STORED,
    /** Inside the cell. */
    WRAPPED,
    /** Along the path of each atom from the first frame of the run, without jumps through the boundary; successive frames only. */
    UNWRAPPED
}
