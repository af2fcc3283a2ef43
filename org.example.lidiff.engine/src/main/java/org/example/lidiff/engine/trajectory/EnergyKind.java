package org.example.lidiff.engine.trajectory;

/** Which of the energies of a density-functional calculation with smeared occupations is read. */
public enum EnergyKind {
    /** The free energy F = E − TS (VASP TOTEN, e_fr_energy), of which the forces are the derivatives. */
    FREE,
    /** The energy without the entropy of the smearing (VASP e_wo_entrp). */
    WITHOUT_ENTROPY,
    /** Extrapolated to zero smearing, (F + E)/2 (VASP energy(sigma->0), e_0_energy). */
    SIGMA_TO_ZERO
}
