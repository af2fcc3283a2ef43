package org.example.lidiff.engine.neighbors;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;

/**
 * The different shifts S of a neighbor list, each with a number: 0 and 1 for S = 0, and numbers 2k and 2k + 1 for a shift and
 * its opposite.
 */
final class ShiftTable {

    /** Each of the three integers of a shift is smaller, with either sign. */
    static final int OFFSET = 1 << 20;

    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int[] shifts = new int[96];
    private double[] vectors = new double[96];
    private int size;

    ShiftTable() {
        clear();
    }

    void clear() {
        Arrays.fill(keys, -1);
        Arrays.fill(shifts, 0, 6, 0);
        size = 2;
    }

    /** The number of the opposite shift. */
    static int opposite(final int index) {
        return index ^ 1;
    }

    /** The number of a shift, a new one if it was not there. */
    int index(final int a, final int b, final int c) {
        if ((a | b | c) == 0) {
            return 0;
        }
        if (2 * size >= keys.length) {
            grow();
        }
        final long key = key(a, b, c);
        final int slot = slot(key);
        if (keys[slot] == key) {
            return values[slot];
        }
        keys[slot] = key;
        values[slot] = size;
        final long other = key(-a, -b, -c);
        final int otherSlot = slot(other);
        keys[otherSlot] = other;
        values[otherSlot] = size + 1;
        for (int sign = 1; sign >= -1; sign -= 2, size++) {
            shifts[3 * size] = sign * a;
            shifts[3 * size + 1] = sign * b;
            shifts[3 * size + 2] = sign * c;
        }
        return size - 2;
    }

    int get(final int index, final int axis) {
        return shifts[3 * index + axis];
    }

    /** Lexicographic order of two shifts. */
    boolean less(final int first, final int second) {
        for (int k = 0; k < 3; k++) {
            final int difference = shifts[3 * first + k] - shifts[3 * second + k];
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    /** Whether the first nonzero number of the shift is positive. */
    boolean positive(final int index) {
        return less(0, index);
    }

    /** The Cartesian vectors S · L of all shifts in this cell, xyz triples. */
    double[] vectors(final Cell cell) {
        for (int i = 0; i < 3 * size; i += 3) {
            for (int k = 0; k < 3; k++) {
                vectors[i + k] = shifts[i] * cell.get(0, k) + shifts[i + 1] * cell.get(1, k) + shifts[i + 2] * cell.get(2, k);
            }
        }
        return vectors;
    }

    private int slot(final long key) {
        int slot = (int)((key * 0x9E3779B97F4A7C15L) >>> 40) & keys.length - 1;
        while (keys[slot] != -1 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private static long key(final int a, final int b, final int c) {
        return (long)(a + OFFSET) << 42 | (long)(b + OFFSET) << 21 | c + OFFSET;
    }

    private void grow() {
        keys = new long[2 * keys.length];
        Arrays.fill(keys, -1);
        values = new int[keys.length];
        shifts = Arrays.copyOf(shifts, 3 * keys.length);
        vectors = new double[3 * keys.length];
        for (int i = 2; i < size; i++) {
            final int slot = slot(key(shifts[3 * i], shifts[3 * i + 1], shifts[3 * i + 2]));
            keys[slot] = key(shifts[3 * i], shifts[3 * i + 1], shifts[3 * i + 2]);
            values[slot] = i;
        }
    }
}
