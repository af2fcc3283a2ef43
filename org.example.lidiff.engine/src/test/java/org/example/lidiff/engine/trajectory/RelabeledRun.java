package org.example.lidiff.engine.trajectory;

import java.util.Set;

/** The frames of a run with other metadata. */
public final class RelabeledRun implements Trajectory {

    private final Trajectory run;
    private final RunInfo info;

    private RelabeledRun(final Trajectory run, final RunInfo info) {
        this.run = run;
        this.info = info;
    }

    /** The frames of {@code run} with the metadata {@code info}. */
    public static Trajectory of(final Trajectory run, final RunInfo info) {
        return new RelabeledRun(run, info);
    }

    @Override
    public RunInfo info() {
        return info;
    }

    @Override
    public long frames() {
        return run.frames();
    }

    @Override
    public int[] atomicNumbers() {
        return run.atomicNumbers();
    }

    @Override
    public Set<Quantity> quantities() {
        return run.quantities();
    }

    @Override
    public FrameReader open() {
        return run.open();
    }
}
