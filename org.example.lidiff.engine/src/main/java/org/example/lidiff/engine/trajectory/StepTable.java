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
    private final boolean[] nonZero;
    private final double[] constant;

    /** @param columns columns after the step that are read */
    StepTable(final Path file, final int columns) {
        row = new double[columns];
        nonZero = new boolean[columns];
        boolean same = true;
        String values = null;
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
                    final String rest = note(scan);
                    same &= values == null || values.equals(rest);
                    values = rest;
                }
            }
            kept = RestartFilter.kept(Arrays.copyOf(steps, n));
        }
        constant = same && values != null ? numbers(values) : null;
        header = comments.toString();
        in = new TextInput(file);
    }

    /** Notes which columns are not zero. Returns what follows the column of the time. */
    private String note(final TextInput scan) {
        final StringBuilder rest = new StringBuilder();
        for (int i = 0; i < row.length && !scan.atLineEnd(); i++) {
            final String word = scan.word();
            nonZero[i] |= word.chars().anyMatch(c -> c >= '1' && c <= '9');
            rest.append(i == 0 ? "" : word).append(' ');
        }
        return rest.toString();
    }

    /** The time, which is of no use, and the numbers that follow it; null if one is none or missing. */
    private double[] numbers(final String rest) {
        final String[] words = rest.strip().split("\\s+");
        if (words.length != row.length - 1) {
            return null;
        }
        final double[] result = new double[row.length];
        for (int i = 0; i < words.length; i++) {
            try {
                result[i + 1] = Double.parseDouble(words[i]);
            } catch (final NumberFormatException e) {
                return null;
            }
        }
        return result;
    }

    /** Whether a column after the step, counted from 0, holds another number than 0 in some row. */
    boolean hasOtherThanZero(final int column) {
        return nonZero[column];
    }

    /** Takes the row that all steps share, if they do. Returns whether they do. */
    boolean seekConstant() {
        if (constant != null) {
            System.arraycopy(constant, 0, row, 0, row.length);
        }
        return constant != null;
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
