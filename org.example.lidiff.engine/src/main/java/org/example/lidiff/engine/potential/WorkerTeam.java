package org.example.lidiff.engine.potential;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the chunks of one task again and again without allocating.
 *
 * <p>Each thread has a part of the chunks of its own, the same in tasks of the same size, so that it finds what it wrote before in its cache; who
 * is done takes from the parts of others. Which thread takes which chunk is so left to chance, and a task must write the result of a chunk to a
 * place of its own.
 * The calling thread takes part and does not wait for helpers that come too late. Who waits spins for some microseconds, then
 * sleeps; where helpers slow the work down, because other programs use the processor, the caller goes on without them for a while.
 */
public final class WorkerTeam implements AutoCloseable {

    // between two steps of a simulation there are some ten microseconds, and to wake up takes as long
    private static final long HELPER_SPIN_NANOS = 60_000;
    // the last chunk of a helper that is at work takes about as long
    private static final long CALLER_SPIN_NANOS = 150_000;
    private static final int SPINS_PER_LOOK = 16;
    private static final int PADDING = 32;
    private static final long LONGEST_NAP_NANOS = 50_000_000;
    private static final long CALLER_NAP_NANOS = 1_000_000;
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
    private final TeamPace pace = new TeamPace();
    // of the part of each thread, PADDING apart, so that no two are in one cache line
    private final AtomicIntegerArray nextChunks;
    // number of the round, a bit that is set while it can be joined, number of helpers that are in it
    private final AtomicInteger state = new AtomicInteger();
    private volatile boolean closed;
    private volatile Throwable failure;
    private volatile Thread sleepingCaller;
    private Task task;
    private int chunks;

    /** Starts {@code threads} − 1 daemon threads. */
    public WorkerTeam(final int threads) {
        helpers = new Thread[threads - 1];
        nextChunks = new AtomicIntegerArray(threads * PADDING);
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
            alone(newChunks, newTask);
            return;
        }
        final long start = System.nanoTime();
        if (pace.alone(start)) {
            alone(newChunks, newTask);
            return;
        }
        task = newTask;
        chunks = newChunks;
        for (int part = 0; part <= helpers.length; part++) {
            nextChunks.set(part * PADDING, begin(part));
        }
        state.set((state.get() & -ROUND) + ROUND | OPEN);
        for (final Thread t : helpers) {
            LockSupport.unpark(t);
        }
        final int own = takeChunks(0);
        int now = state.get();
        while (!state.compareAndSet(now, now & ~OPEN)) {
            now = state.get();
        }
        final long done = System.nanoTime();
        awaitHelpers(done);
        final Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            if (thrown instanceof Error) {
                throw (Error)thrown;
            }
            throw (RuntimeException)thrown;
        }
        final long end = System.nanoTime();
        pace.record(end, end - start, done - start, own, newChunks);
    }

    private static void alone(final int chunks, final Task task) {
        for (int c = 0; c < chunks; c++) {
            task.run(c, 0);
        }
    }

    // A thread that sleeps is soon given the processor when it wakes up; one that yields waits for its turn behind all others.
    private void awaitHelpers(final long since) {
        for (int looks = 0; (state.get() & ACTIVE) > 0; looks++) {
            if (looks % SPINS_PER_LOOK != 0 || System.nanoTime() - since < CALLER_SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                sleepingCaller = Thread.currentThread();
                if ((state.get() & ACTIVE) > 0) {
                    LockSupport.parkNanos(this, CALLER_NAP_NANOS);
                }
                sleepingCaller = null;
            }
        }
    }

    private void help(final int worker) {
        int seen = 0;
        int looks = 0;
        long since = System.nanoTime();
        while (!closed) {
            final int now = state.get();
            if ((now & OPEN) != 0 && (now & -ROUND) != seen) {
                if (state.compareAndSet(now, now + 1)) {
                    seen = now & -ROUND;
                    takeChunks(worker);
                    if ((state.decrementAndGet() & ACTIVE) == 0) {
                        final Thread caller = sleepingCaller;
                        if (caller != null) {
                            LockSupport.unpark(caller);
                        }
                    }
                    since = System.nanoTime();
                    looks = 0;
                }
            } else if (++looks % SPINS_PER_LOOK != 0 || System.nanoTime() - since < HELPER_SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, LONGEST_NAP_NANOS);
                // woken for a round, or for no reason: one look, then sleep again
                looks = -1;
            }
        }
    }

    /** First chunk of a part, which is the end of the part before. */
    private int begin(final int part) {
        return (int)((long)part * chunks / threads());
    }

    /** How many this thread did. */
    private int takeChunks(final int worker) {
        int done = 0;
        try {
            for (int p = 0; p < threads(); p++) {
                final int part = (worker + p) % threads();
                final int end = begin(part + 1);
                for (int c = nextChunks.getAndIncrement(part * PADDING); c < end; c = nextChunks.getAndIncrement(part * PADDING)) {
                    task.run(c, worker);
                    done++;
                }
            }
        } catch (final RuntimeException | Error e) {
            failure = e;
            for (int part = 0; part < threads(); part++) {
                nextChunks.set(part * PADDING, begin(part + 1));
            }
        }
        return done;
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
