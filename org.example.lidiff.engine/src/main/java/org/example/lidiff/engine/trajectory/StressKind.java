package org.example.lidiff.engine.trajectory;

/** What the stress of a run contains. */
public enum StressKind {
    /** The potential part only, −W/V: usable as a virial label. */
    POTENTIAL,
    /** Potential and kinetic part, as molecular dynamics prints it: no virial label until the kinetic part is subtracted. */
    TOTAL
}
