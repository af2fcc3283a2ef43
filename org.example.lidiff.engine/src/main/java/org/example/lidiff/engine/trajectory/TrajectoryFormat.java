package org.example.lidiff.engine.trajectory;

/** A kind of file that holds frames. */
public enum TrajectoryFormat {
    /** Found out from the content of the file. */
    AUTO("automatic"),
    /** VASP XDATCAR. */
    XDATCAR("VASP XDATCAR"),
    /** Extended XYZ, or plain XYZ with the cell from the settings. */
    EXTENDED_XYZ("extended XYZ"),
    /** The files of a CP2K project: positions, forces, velocities, energies, cell, stress. */
    CP2K("CP2K"),
    /** LAMMPS dump of atoms, custom style. */
    LAMMPS_DUMP("LAMMPS dump"),
    /** VASP vasprun.xml. */
    VASPRUN("VASP vasprun.xml"),
    /** VASP OUTCAR. */
    OUTCAR("VASP OUTCAR");

    private final String title;

    TrajectoryFormat(final String title) {
        this.title = title;
    }

    /** The name people use. */
    public String title() {
        return title;
    }
}
