package org.example.lidiff.engine.markov;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.InputException;

/** What the binary forms of this package have in common. */
final class Serialization {

    private Serialization() {
    }

    /** Reads a version number and refuses those newer than {@code newest}. */
    static int readVersion(final DataInput in, final String what, final int newest) throws IOException {
        final int version = in.readInt();
        if (version < 1) {
            throw damaged("The version of the " + what + " is " + version + ".");
        }
        if (version > newest) {
            throw new InputException("The " + what + " was written in version " + version + " of its format; this software reads up to version "
                + newest + ".", "Update Lidiff, or compute it again with this version.");
        }
        return version;
    }

    static int readCount(final DataInput in, final String what) throws IOException {
        final int count = in.readInt();
        if (count < 0) {
            throw damaged("The number of " + what + " is " + count + ".");
        }
        return count;
    }

    static InputException damaged(final String finding) {
        return new InputException("The stored data is damaged. " + finding, "Compute it again.");
    }

    static void writeInts(final DataOutput out, final int[] values) throws IOException {
        out.writeInt(values.length);
        for (final int v : values) {
            out.writeInt(v);
        }
    }

    static int[] readInts(final DataInput in, final String what) throws IOException {
        final int count = readCount(in, what);
        int[] values = new int[Math.min(count, 1 << 16)];
        for (int k = 0; k < count; k++) {
            // Grown while reading: a damaged count must not reserve gigabytes.
            if (k == values.length) {
                values = java.util.Arrays.copyOf(values, (int)Math.min(count, 2L * k));
            }
            values[k] = in.readInt();
        }
        return values;
    }

    static void writeDoubles(final DataOutput out, final double[] values) throws IOException {
        out.writeInt(values.length);
        for (final double v : values) {
            out.writeDouble(v);
        }
    }

    static double[] readDoubles(final DataInput in, final String what) throws IOException {
        final int count = readCount(in, what);
        double[] values = new double[Math.min(count, 1 << 16)];
        for (int k = 0; k < count; k++) {
            if (k == values.length) {
                values = java.util.Arrays.copyOf(values, (int)Math.min(count, 2L * k));
            }
            values[k] = in.readDouble();
        }
        return values;
    }

    static void writeStrings(final DataOutput out, final List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (final String text : texts) {
            out.writeUTF(text);
        }
    }

    static List<String> readStrings(final DataInput in, final String what) throws IOException {
        final int count = readCount(in, what);
        final List<String> texts = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            texts.add(in.readUTF());
        }
        return List.copyOf(texts);
    }
}
