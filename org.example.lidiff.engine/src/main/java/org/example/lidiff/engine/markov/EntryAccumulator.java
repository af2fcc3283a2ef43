package org.example.lidiff.engine.markov;

import java.util.Arrays;

/** Integer counts keyed by (i, j, R), in an open-addressing hash table. */
final class EntryAccumulator {

    /** Largest |component| of R that fits the packed key. */
    static final int LARGEST_IMAGE = (1 << 20) - 1;

    private static final long EMPTY = -1L;

    private final int states;
    private final long[] diagonal;
    private long[] pairs = new long[256];
    private long[] images = new long[256];
    private long[] counts = new long[256];
    private int used;

    EntryAccumulator(final int states) {
        this.states = states;
        this.diagonal = new long[states];
        Arrays.fill(pairs, EMPTY);
    }

    void add(final int i, final int j, final int a, final int b, final int c, final long count) {
        if (i == j && (a | b | c) == 0) {
            diagonal[i] += count;
            return;
        }
        if (Math.abs(a) > LARGEST_IMAGE || Math.abs(b) > LARGEST_IMAGE || Math.abs(c) > LARGEST_IMAGE) {
            throw new IllegalArgumentException("A pair of frames is " + a + ", " + b + ", " + c + " cells apart; the limit is " + LARGEST_IMAGE);
        }
        final long pair = (long)i << 32 | j;
        final long image = pack(a) << 42 | pack(b) << 21 | pack(c);
        int slot = slot(pair, image);
        while (pairs[slot] != EMPTY && (pairs[slot] != pair || images[slot] != image)) {
            slot = slot + 1 & pairs.length - 1;
        }
        if (pairs[slot] == EMPTY) {
            pairs[slot] = pair;
            images[slot] = image;
            used++;
        }
        counts[slot] += count;
        if (2 * used > pairs.length) {
            grow();
        }
    }

    private int slot(final long pair, final long image) {
        long h = (pair ^ image * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        h ^= h >>> 32;
        return (int)h & pairs.length - 1;
    }

    private static long pack(final int component) {
        return component + (LARGEST_IMAGE + 1L);
    }

    private static int unpack(final long image, final int shift) {
        return (int)((image >>> shift & 0x1FFFFF) - (LARGEST_IMAGE + 1L));
    }

    private void grow() {
        final long[] oldPairs = pairs;
        final long[] oldImages = images;
        final long[] oldCounts = counts;
        pairs = new long[2 * oldPairs.length];
        images = new long[pairs.length];
        counts = new long[pairs.length];
        Arrays.fill(pairs, EMPTY);
        for (int k = 0; k < oldPairs.length; k++) {
            if (oldPairs[k] != EMPTY) {
                int slot = slot(oldPairs[k], oldImages[k]);
                while (pairs[slot] != EMPTY) {
                    slot = slot + 1 & pairs.length - 1;
                }
                pairs[slot] = oldPairs[k];
                images[slot] = oldImages[k];
                counts[slot] = oldCounts[k];
            }
        }
    }

    /** The counts so far. */
    PeriodicMatrix toMatrix() {
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(states);
        for (int i = 0; i < states; i++) {
            if (diagonal[i] != 0) {
                builder.add(i, i, 0, 0, 0, diagonal[i]);
            }
        }
        for (int k = 0; k < pairs.length; k++) {
            if (pairs[k] != EMPTY) {
                builder.add((int)(pairs[k] >>> 32), (int)pairs[k], unpack(images[k], 42), unpack(images[k], 21), unpack(images[k], 0), counts[k]);
            }
        }
        return builder.build();
    }
}
