package org.example.lidiff.engine.trajectory;

/** A text format in which frames or a structure are written. */
public enum ExportFormat {
    /** Extended XYZ as ASE reads it, with energies, forces, stress and velocities (Å/fs). */
    EXTENDED_XYZ,
    /** Extended XYZ as GPUMD trains on: only frames with energy and forces, stress as virial. */
    GPUMD_XYZ,
    /** LAMMPS dump, units metal; cells are turned so that a lies along x and b in the xy-plane. */
    LAMMPS_DUMP,
    /** VASP XDATCAR, a header before every frame if the cell changes. */
    XDATCAR
}
