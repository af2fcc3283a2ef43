package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;

/** A run in a trajectory set file. */
final class FileTrajectory implements Trajectory {

    private final Path file;
    private final SetHeader header;
    private final RunRecord run;

    FileTrajectory(final Path file, final SetHeader header, final RunRecord run) {
        this.file = file;
        this.header = header;
        this.run = run;
    }

    @Override
    public RunInfo info() {
        return run.info();
    }

    @Override
    public int atoms() {
        return run.atoms();
    }

    @Override
    public long frames() {
        return run.frames();
    }

    @Override
    public int[] atomicNumbers() {
        return run.atomicNumbers().clone();
    }

    @Override
    public Set<Quantity> quantities() {
        return Collections.unmodifiableSet(run.quantities());
    }

    @Override
    public FrameReader open() {
        return new FileFrameReader(file, header, run);
    }
}
