package org.example.lidiff.engine.diffusion;

import java.util.stream.IntStream;

/** Deals 0 … n − 1 to threads in ranges. For work of which each index writes to places of its own, so that the bits do not depend on how it is dealt. */
enum Ranges {

    /** All in this thread. */
    SERIAL {
        @Override
        void run(final int n, final Work work) {
            work.run(0, n);
        }
    },

    /** On all cores. */
    PARALLEL {
        @Override
        void run(final int n, final Work work) {
            final int parts = Math.min(n, PARTS);
            IntStream.range(0, parts).parallel().forEach(p -> work.run((int)((long)n * p / parts), (int)((long)n * (p + 1) / parts)));
        }
    };

    private static final int PARTS = 64;

    /** What is done with a range. */
    @FunctionalInterface
    interface Work {

        /** Works on the indices from … to − 1. */
        void run(int from, int to);
    }

    abstract void run(int n, Work work);
}
