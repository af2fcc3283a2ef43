package org.example.lidiff.engine.dynamics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.example.lidiff.engine.InputException;

/**
 * Where interrupted runs go on from: for each run its frames so far and its last checkpoint. A killed process loses at most
 * the steps since the last checkpoint.
 *
 * @param folder created when absent; runs whose checkpoint is in it go on, the others start
 * @param everySteps steps between two checkpoints, at least 1
 */
public record CheckpointFolder(Path folder, long everySteps) {

    /** Checks the interval. */
    public CheckpointFolder {
        if (everySteps < 1) {
            throw new InputException("The checkpoint interval is " + everySteps + " steps.", "Give 1 or more.");
        }
    }

    /** The folder of one run, created when absent. */
    Path ofRun(final int run) {
        final Path path = folder.resolve("run-" + run);
        try {
            return Files.createDirectories(path);
        } catch (final IOException e) {
            throw notWritable(e);
        }
    }

    static InputException notWritable(final IOException cause) {
        return new InputException("The checkpoint folder cannot be written: " + cause.getMessage() + ".",
            "Free space on the disk or choose another folder; what was written up to the last checkpoint is intact.", cause);
    }
}
