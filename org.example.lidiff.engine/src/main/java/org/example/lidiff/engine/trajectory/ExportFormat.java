package org.example.lidiff.engine.trajectory;

/** A text format in which frames or a structure are written. */
public enum ExportFormat {
    /** Extended XYZ as ASE reads it, with energies, forces, stress and velocities (Å/fs). */
    EXTENDED_XYZ("extended XYZ", true, false),
    /** Extended XYZ as GPUMD trains on: only frames with energy and forces, stress as virial. */
    GPUMD_XYZ("GPUMD train.xyz", true, false),
    /** LAMMPS dump, units metal; cells are turned so that a lies along x and b in the xy-plane. */
    LAMMPS_DUMP("LAMMPS dump", false, false),
    /** VASP XDATCAR, a header before every frame if the cell changes. */
    XDATCAR("XDATCAR", false, false),
    /** VASP POSCAR of one frame. */
    POSCAR("POSCAR", false, true),
    /** LAMMPS data file of one frame, units metal; the cell is turned as for the dump. */
    LAMMPS_DATA("LAMMPS data", false, true);

    private final String title;
    private final boolean severalRuns;
    private final boolean oneFrame;

    ExportFormat(final String title, final boolean severalRuns, final boolean oneFrame) {
        this.title = title;
        this.severalRuns = severalRuns;
        this.oneFrame = oneFrame;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** Whether frames of several runs, which may differ in atoms, can stand in one file. */
    public boolean holdsSeveralRuns() {
        return severalRuns;
    }

    /** Whether a file holds one frame only. */
    public boolean holdsOneFrame() {
        return oneFrame;
    }
}
