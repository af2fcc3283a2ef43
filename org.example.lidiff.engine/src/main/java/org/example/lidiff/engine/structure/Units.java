package org.example.lidiff.engine.structure;

/** Conversion factors between the engine's units (Å, fs, eV, K, e, amu) and those of files and reports; CODATA 2018. */
public final class Units {

    /** Boltzmann constant in eV/K. */
    public static final double BOLTZMANN = 8.617333262e-5;
    /** Elementary charge in C. */
    public static final double ELEMENTARY_CHARGE = 1.602176634e-19;
    /** 1 hartree in eV. */
    public static final double HARTREE = 27.211386246;
    /** 1 bohr in Å. */
    public static final double BOHR = 0.529177210903;
    /** 1 hartree/bohr in eV/Å. */
    public static final double HARTREE_PER_BOHR = 51.42206747;
    /** 1 atomic unit of stress (hartree/bohr³) in GPa. */
    public static final double ATOMIC_STRESS_IN_GPA = 29421.0265;
    /** 1 eV/Å³ in GPa. */
    public static final double EV_PER_CUBIC_ANGSTROM_IN_GPA = 160.2176634;
    /** 1 kJ/mol in eV: 1000 J/mol over the Faraday constant (CODATA 2018: 96485.33212 C/mol). */
    public static final double KJ_PER_MOL = 1000 / 96485.33212;
    /** 1 kcal/mol in eV. */
    public static final double KCAL_PER_MOL = 4184 / 96485.33212;
    /** Acceleration of 1 amu by 1 eV/Å, in Å/fs². */
    public static final double ACCELERATION = 9.648533216e-3;
    /** 1 amu Å²/fs² in eV. */
    public static final double AMU_SQUARE_ANGSTROM_PER_SQUARE_FS = 103.642697;
    /** 1 Å²/fs in m²/s. */
    public static final double SQUARE_ANGSTROM_PER_FS_IN_M2_PER_S = 1e-5;
    /** 1 m²/s in cm²/s. */
    public static final double M2_IN_CM2 = 1e4;
    /** 1 ps in fs. */
    public static final double PICOSECOND = 1000;
    /** Reduced Planck constant in eV fs. */
    public static final double HBAR = 0.6582119569;

    private Units() {
    }
}
