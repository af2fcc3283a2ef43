package org.example.lidiff.engine.trajectory;

import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.ReferenceStructure;

/**
 * Runs that belong together, with the complete crystal they sample.
 *
 * @param runs the runs; they may differ in atoms and cell
 * @param reference the complete crystal (all sites), if known
 * @param provenance how the set was made
 */
public record TrajectorySet(List<Trajectory> runs, Optional<ReferenceStructure> reference, Provenance provenance) {

    /** Copies the list. */
    public TrajectorySet {
        runs = List.copyOf(runs);
    }

    /** Frames of all runs together. */
    public long frames() {
        return runs.stream().mapToLong(Trajectory::frames).sum();
    }
}
