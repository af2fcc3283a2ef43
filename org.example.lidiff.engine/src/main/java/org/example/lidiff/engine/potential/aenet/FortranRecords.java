package org.example.lidiff.engine.potential.aenet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.example.lidiff.engine.InputException;

/** The records of a Fortran unformatted sequential file: each between two markers of four bytes that hold its length. */
final class FortranRecords {

    private final ByteBuffer bytes;
    private final String name;
    private int record;

    FortranRecords(final byte[] contents, final String name) {
        this.name = name;
        bytes = ByteBuffer.wrap(contents).order(ByteOrder.LITTLE_ENDIAN);
        // the first record is one integer; its marker says how the machine that wrote it ordered its bytes
        if (contents.length >= 4 && bytes.getInt(0) != Integer.BYTES && Integer.reverseBytes(bytes.getInt(0)) == Integer.BYTES) {
            bytes.order(ByteOrder.BIG_ENDIAN);
        }
    }

    /** The next record, whose length must be {@code length} bytes. */
    private ByteBuffer next(final int length, final String what) {
        record++;
        if (bytes.remaining() < 8) {
            throw damaged("is missing; it should hold " + what);
        }
        final int marker = bytes.getInt();
        if (marker != length) {
            throw damaged("has " + marker + " bytes, not " + length + " (" + what + ")");
        }
        if (bytes.remaining() < length + 4) {
            throw damaged("is cut off after " + bytes.remaining() + " of " + length + " bytes (" + what + ")");
        }
        final ByteBuffer data = bytes.slice().order(bytes.order());
        bytes.position(bytes.position() + length);
        if (bytes.getInt() != length) {
            throw damaged("ends with a wrong length marker (" + what + ")");
        }
        return data;
    }

    int integer(final String what, final int smallest, final int largest) {
        final int value = next(Integer.BYTES, what).getInt();
        if (value < smallest || value > largest) {
            throw damaged("has " + value + " for " + what + ", allowed is " + smallest + " to " + largest);
        }
        return value;
    }

    int[] integers(final int count, final String what) {
        // the record is looked at first: a damaged count must not ask for memory
        final ByteBuffer data = next(Integer.BYTES * count, what);
        final int[] values = new int[count];
        data.asIntBuffer().get(values);
        return values;
    }

    double number(final String what) {
        return numbers(1, what)[0];
    }

    double[] numbers(final int count, final String what) {
        final ByteBuffer data = next(Double.BYTES * count, what);
        final double[] values = new double[count];
        data.asDoubleBuffer().get(values);
        for (final double v : values) {
            if (!Double.isFinite(v)) {
                throw damaged("has the number " + v + ", which is not finite (" + what + ")");
            }
        }
        return values;
    }

    String text(final int length, final String what) {
        final byte[] text = new byte[length];
        next(length, what).get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    InputException damaged(final String what) {
        return new InputException("Record " + record + " of " + name + " " + what + ".",
            "Copy the file again from where it came from (as binary), it is damaged or not an aenet potential.");
    }

    /** As {@link #damaged}, for a record that is sound but holds something that is not supported. */
    InputException unsupported(final String what, final String resolution) {
        return new InputException("Record " + record + " of " + name + " " + what + ".", resolution);
    }
}
