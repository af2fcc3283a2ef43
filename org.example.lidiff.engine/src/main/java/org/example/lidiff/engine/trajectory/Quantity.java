package org.example.lidiff.engine.trajectory;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a trajectory may hold for each frame besides positions and cell. */
public enum Quantity {
    /** Velocities in Å/fs, xyz triples. */
    VELOCITIES,
    /** Potential energy in eV, NaN where a frame has none. */
    ENERGY,
    /** Forces in eV/Å, xyz triples, NaN where a frame has none. */
    FORCES,
    /** Stress in eV/Å³, tension positive, nine numbers row by row, NaN where a frame has none; see {@link StressKind}. */
    STRESS,
    /** Instantaneous temperature in K as the file states it, NaN where a frame has none. */
    TEMPERATURE,
    /** 1 where the electronic structure converged, 0 where it did not, NaN where the file does not say. */
    CONVERGED;

    /** What a force field is trained on. */
    static final Set<Quantity> LABELS = Collections.unmodifiableSet(EnumSet.of(ENERGY, FORCES, STRESS));

    /** How many numbers one frame of {@code atoms} atoms has. */
    public int width(final int atoms) {
        return switch (this) {
            case VELOCITIES, FORCES -> 3 * atoms;
            case STRESS -> 9;
            case ENERGY, TEMPERATURE, CONVERGED -> 1;
        };
    }
}
