package org.example.lidiff.engine.dynamics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.example.lidiff.engine.InputException;

/**
 * The checkpoints of one run.
 *
 * @param folder of this run alone
 * @param every steps between two checkpoints
 * @param fingerprint what must be equal for the run to go on
 */
record ReplicaCheckpoints(Path folder, long every, String fingerprint) {

    static final String FILE = "checkpoint.bin";
    static final String FRAMES = "frames.bin";

    /**
     * The last checkpoint, or null for a run that starts.
     *
     * @throws InputException if it is damaged, of other settings, or beyond the end of {@code plan}
     */
    ReplicaCheckpoint read(final MdPlan plan) {
        if (!Files.exists(folder.resolve(FILE))) {
            return null;
        }
        final ReplicaCheckpoint saved = ReplicaCheckpoint.read(folder.resolve(FILE), fingerprint);
        final boolean production = saved.stage() == plan.equilibration().size();
        if (production && saved.simulation().step() > plan.productionSteps()) {
            throw new InputException("The checkpoint folder holds " + saved.simulation().step() + " steps of production, "
                + plan.productionSteps() + " are asked for.", "Ask for at least as many, or use an empty folder to start anew.");
        }
        return saved;
    }

    /** The frames so far; those after the checkpoint are cut off. */
    FrameSpool openFrames(final int atoms, final MdPlan plan, final ReplicaCheckpoint saved) throws IOException {
        return new FrameSpool(folder.resolve(FRAMES), atoms, plan.quantities(), saved == null ? 0 : saved.frames());
    }

    void write(final ReplicaCheckpoint checkpoint) throws IOException {
        checkpoint.write(folder.resolve(FILE));
    }
}
