package org.example.lidiff.engine.potential;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the chunks of one task again and again without allocating.
 *
 * <p>Which thread takes which chunk is left to chance, so a task must write the result of a chunk to a place of its own.
 * The calling thread takes part and does not wait for helpers that come too late. Idle threads spin for a moment, then sleep.
 */
public final class WorkerTeam implements AutoCloseable {

    private static final int SPINS = 2000;
    private static final int LONGEST_NAP_NANOS = 50_000_000;
    private static final int OPEN = 1 << 10;
    private static final int ACTIVE = OPEN - 1;
    private static final int ROUND = OPEN << 1;

    /** Work that is split into chunks. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does one chunk.
         *
         * @param chunk 0 … chunks − 1
         * @param worker 0 … threads − 1, which thread it is; for buffers
         */
        void run(int chunk, int worker);
    }

    private final Thread[] helpers;
    private final AtomicInteger nextChunk = new AtomicInteger();
    // number of the round, a bit that is set while it can be joined, number of helpers that are in it
    private final AtomicInteger state = new AtomicInteger();
    private volatile boolean closed;
    private volatile Throwable failure;
    private Task task;
    private int chunks;

    /** Starts {@code threads} − 1 daemon threads. */
    public WorkerTeam(final int threads) {
        helpers = new Thread[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            final int worker = i + 1;
            helpers[i] = new Thread(() -> help(worker), "lidiff-worker-" + worker);
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    /** Number of threads, the caller included. */
    public int threads() {
        return helpers.length + 1;
    }

    /** Runs all chunks and returns when all are done. An exception in a chunk is thrown here. */
    public void run(final int newChunks, final Task newTask) {
        if (helpers.length == 0 || newChunks < 2) {
            for (int c = 0; c < newChunks; c++) {
                newTask.run(c, 0);
            }
            return;
        }
        task = newTask;
        chunks = newChunks;
        nextChunk.set(0);
        state.set((state.get() & -ROUND) + ROUND | OPEN);
        for (final Thread t : helpers) {
            LockSupport.unpark(t);
        }
        takeChunks(0);
        int now = state.get();
        while (!state.compareAndSet(now, now & ~OPEN)) {
            now = state.get();
        }
        for (int spins = 0; (state.get() & ACTIVE) > 0; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        final Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            if (thrown instanceof Error) {
                throw (Error)thrown;
            }
            throw (RuntimeException)thrown;
        }
    }

    private void help(final int worker) {
        int seen = 0;
        int spins = 0;
        while (!closed) {
            final int now = state.get();
            if ((now & OPEN) != 0 && (now & -ROUND) != seen) {
                if (state.compareAndSet(now, now + 1)) {
                    seen = now & -ROUND;
                    takeChunks(worker);
                    state.decrementAndGet();
                    spins = 0;
                }
            } else if (spins++ < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, LONGEST_NAP_NANOS);
            }
        }
    }

    private void takeChunks(final int worker) {
        try {
            for (int c = nextChunk.getAndIncrement(); c < chunks; c = nextChunk.getAndIncrement()) {
                task.run(c, worker);
            }
        } catch (final RuntimeException | Error e) {
            failure = e;
            nextChunk.set(chunks);
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        for (final Thread t : helpers) {
            LockSupport.unpark(t);
        }
    }
}
