package org.example.lidiff.engine.trajectory;

/** What a trajectory may hold for each frame besides positions and cell. */
public enum Quantity {
    /** Velocities in Å/fs, xyz triples. */
    VELOCITIES,
    /** Potential energy in eV, NaN where a frame has none. */
    ENERGY,
    /** Forces in eV/Å, xyz triples, NaN where a frame has none. */
    FORCES,
    /** Stress in eV/Å³, tension positive, nine numbers row by row, NaN where a frame has none; see {@link StressKind}. */
    STRESS
}
