package org.example.lidiff.engine.dynamics;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** How far one run is; read by the thread that reports, written by the thread that runs. */
final class ReplicaProgress {

    private final AtomicBoolean canceled;
    private volatile long started;
    private volatile long done;

    /** @param canceled shared by all runs of a plan */
    ReplicaProgress(final AtomicBoolean canceled) {
        this.canceled = canceled;
    }

    /** Steps that were made before this call of the program. */
    void start(final long steps) {
        started = steps;
        done = steps;
    }

    long started() {
        return started;
    }

    void advance(final long steps) {
        done = steps;
        if (canceled.get()) {
            throw new CancellationException("The molecular dynamics was canceled");
        }
    }

    long done() {
        return done;
    }
}
