package org.example.lidiff.engine.markov;

/** Integer counts keyed by (i, j, R), in an open-addressing hash table. */
final class EntryAccumulator {

    /** Largest |component| of R that fits the packed key. */
    static final int LARGEST_IMAGE = (1 << 20) - 1;

    private static final long EMPTY = -1L;

    private final int states;
    private final long[] diagonal;
    /** Slots of four numbers, pair, image, count and nothing, so that a look-up touches one cache line. */
    private long[] table = new long[4 * 64];
    private int used;

    EntryAccumulator(final int states) {
        this.states = states;
        this.diagonal = new long[states];
        clear(table);
    }

    private static void clear(final long[] slots) {
        for (int k = 0; k < slots.length; k += 4) {
            slots[k] = EMPTY;
        }
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
        while (table[slot] != EMPTY && (table[slot] != pair || table[slot + 1] != image)) {
            slot = slot + 4 & table.length - 1;
        }
        if (table[slot] == EMPTY) {
            table[slot] = pair;
            table[slot + 1] = image;
            used++;
        }
        table[slot + 2] += count;
        if (8 * used > table.length) {
            grow();
        }
    }

    private int slot(final long pair, final long image) {
        long h = (pair ^ image * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        h ^= h >>> 32;
        return (int)h << 2 & table.length - 1;
    }

    private static long pack(final int component) {
        return component + (LARGEST_IMAGE + 1L);
    }

    private static int unpack(final long image, final int shift) {
        return (int)((image >>> shift & 0x1FFFFF) - (LARGEST_IMAGE + 1L));
    }

    private void grow() {
        final long[] old = table;
        table = new long[2 * old.length];
        clear(table);
        for (int k = 0; k < old.length; k += 4) {
            if (old[k] != EMPTY) {
                int slot = slot(old[k], old[k + 1]);
                while (table[slot] != EMPTY) {
                    slot = slot + 4 & table.length - 1;
                }
                System.arraycopy(old, k, table, slot, 3);
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
        for (int k = 0; k < table.length; k += 4) {
            if (table[k] != EMPTY) {
                final long image = table[k + 1];
                builder.add((int)(table[k] >>> 32), (int)table[k], unpack(image, 42), unpack(image, 21), unpack(image, 0), table[k + 2]);
            }
        }
        return builder.build();
    }
}
