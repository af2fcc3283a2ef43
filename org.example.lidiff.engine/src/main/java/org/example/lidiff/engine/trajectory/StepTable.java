package org.example.lidiff.engine.trajectory;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;

/** A table of numbers whose first column is the step: the .ener, .cell and .stress files of CP2K. Read once, forwards. */
final class StepTable implements Closeable {

    private final TextInput in;
    private final double[] row;
    private final BitSet kept;
    private final String header;
    private int index;
    private long step = Long.MIN_VALUE;

    /** @param columns columns after the step that are read */
    StepTable(final Path file, final int columns) {
        row = new double[columns];
        final StringBuilder comments = new StringBuilder();
        try (TextInput scan = new TextInput(file)) {
            long[] steps = new long[1024];
            int n = 0;
            while (scan.nextLine()) {
                if (scan.startsWith("#")) {
                    comments.append(comments.length() < 10_000 ? scan.text() : "");
                } else if (!scan.atLineEnd()) {
                    steps = n == steps.length ? Arrays.copyOf(steps, 2 * n) : steps;
                    steps[n++] = scan.integer();
                }
            }
            kept = RestartFilter.kept(Arrays.copyOf(steps, n));
        }
        header = comments.toString();
        in = new TextInput(file);
    }

    /** The lines that begin with #. */
    String header() {
        return header;
    }

    /** Goes forwards to {@code wanted}. Returns whether the table has it; then {@link #row()} holds its numbers. */
    boolean seek(final long wanted) {
        while (step < wanted && in.nextLine()) {
            if (in.startsWith("#") || in.atLineEnd()) {
                continue;
            }
            if (!kept.get(index++)) {
                continue;
            }
            step = in.integer();
            for (int i = 0; i < row.length && step >= wanted; i++) {
                if (in.isUnfinished() && in.words() <= row.length) {
                    step = Long.MIN_VALUE;
                    return false;
                }
                row[i] = in.number();
            }
        }
        return step == wanted;
    }

    /** The columns after the step. */
    double[] row() {
        return row;
    }

    @Override
    public void close() {
        in.close();
    }
}
