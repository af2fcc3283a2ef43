package org.example.lidiff.engine.trajectory;

/** A kind of file that holds frames. */
public enum TrajectoryFormat {
    /** Found out from the content of the file. */
    AUTO("automatic", ""),
    /** VASP XDATCAR. */
    XDATCAR("VASP XDATCAR", "no energies, forces or stress"),
    /** Extended XYZ, or plain XYZ with the cell from the settings. */
    EXTENDED_XYZ("extended XYZ",
        "energy in eV, forces in eV/Å, virial = -stress × volume in eV, stress in eV/Å³ tension positive, all without kinetic part"),
    /** The files of a CP2K project: positions, forces, velocities, energies, cell, stress. */
    CP2K("CP2K",
        "energy in hartree, forces in hartree/bohr, stress pressure-like with the kinetic part of an MD run, sign turned"),
    /** LAMMPS dump of atoms, custom style. */
    LAMMPS_DUMP("LAMMPS dump", "units metal unless the file says real; no energy or stress"),
    /** VASP vasprun.xml. */
    VASPRUN("VASP vasprun.xml",
        "energy e_fr_energy in eV, forces in eV/Å, stress in kB pressure-like without kinetic part, sign turned"),
    /** VASP OUTCAR. */
    OUTCAR("VASP OUTCAR",
        "energy TOTEN in eV, forces in eV/Å, stress in kB pressure-like without kinetic part, sign turned");

    private final String title;
    private final String convention;

    TrajectoryFormat(final String title, final String convention) {
        this.title = title;
        this.convention = convention;
    }

    /** The name people use. */
    public String title() {
        return title;
    }

    /** The units and signs that are assumed in files of this format, for people. */
    public String convention() {
        return convention;
    }
}
