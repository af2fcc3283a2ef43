package org.example.lidiff.engine.dynamics;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.potential.PotentialFiles;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/**
 * All that molecular dynamics needs, so that it can be carried out here or, by {@link WorkerProcess}, in a process of its own.
 *
 * @param start where all runs start from
 * @param forceField files of the force field
 * @param plan what is done
 * @param checkpoints where interrupted runs go on from, if asked for
 * @param provenance what is written into the trajectory set
 */
public record MdJob(StartStructure start, List<Path> forceField, MdPlan plan, Optional<CheckpointFolder> checkpoints,
    Provenance provenance) {

    /** Copies the list. */
    public MdJob {
        forceField = List.copyOf(forceField);
    }

    /**
     * Carries it out in this process.
     *
     * @param target the trajectory set, complete or not there
     * @throws org.example.lidiff.engine.InputException as {@link MdRunner#run}
     */
    public MdResult run(final Path target, final Progress progress) {
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(target)) {
            final MdRunner runner = MdRunner.of(plan);
            final MdResult result = checkpoints.map(runner::checkpoints).orElse(runner).run(start, PotentialFiles.load(forceField), writer,
                progress);
            writer.finish(start.reference(), provenance);
            return result;
        }
    }
}
