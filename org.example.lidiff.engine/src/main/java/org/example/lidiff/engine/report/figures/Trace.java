package org.example.lidiff.engine.report.figures;

import java.util.Arrays;

/** A series of unknown length that keeps every 2^k-th point, so that it never holds more than a figure can show. */
final class Trace {

    private static final int CAPACITY = 8192;

    private double[] x = new double[64];
    private double[] y = new double[64];
    private int size;
    private long seen;
    private long stride = 1;

    void add(final double newX, final double newY) {
        if (seen++ % stride != 0) {
            return;
        }
        if (size == CAPACITY) {
            for (int i = 0; i < CAPACITY / 2; i++) {
                x[i] = x[2 * i];
                y[i] = y[2 * i];
            }
            size = CAPACITY / 2;
            stride *= 2;
            if ((seen - 1) % stride != 0) {
                return;
            }
        }
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
        }
        x[size] = newX;
        y[size++] = newY;
    }

    double[] x() {
        return Arrays.copyOf(x, size);
    }

    double[] y() {
        return Arrays.copyOf(y, size);
    }

    /** Whether there is at least one number. */
    boolean hasValues() {
        for (int i = 0; i < size; i++) {
            if (!Double.isNaN(y[i])) {
                return true;
            }
        }
        return false;
    }
}
