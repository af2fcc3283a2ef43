package org.example.lidiff.engine.trajectory;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import org.example.lidiff.engine.InputException;

/** A text file that gets its name only when it is complete. */
final class TextOutput implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int DECIMALS = 10;
    private static final double SCALE = 1e10;
    // beyond this the scaled number is no exact long
    private static final double LARGEST = 1e5;

    private final Path target;
    private final Path partial;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;
    private boolean finished;

    TextOutput(final Path target) {
        this.target = target;
        partial = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            out = Files.newOutputStream(partial);
        } catch (final IOException e) {
            throw unwritable(e);
        }
    }

    private InputException unwritable(final IOException e) {
        return new InputException("The file " + target + " cannot be written: " + e.getMessage() + ".",
            "Check that the folder exists, that you may write there, and that the disk is not full.", e);
    }

    TextOutput text(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length;) {
            flushIfLess(1);
            final int n = Math.min(bytes.length - from, BUFFER_BYTES - used);
            System.arraycopy(bytes, from, buffer, used, n);
            used += n;
            from += n;
        }
        return this;
    }

    /** A blank and {@code value} with ten decimals; very large ones, and NaN, as Java writes them. */
    TextOutput number(final double value) {
        if (!(Math.abs(value) < LARGEST)) {
            return text(" " + value);
        }
        flushIfLess(40);
        buffer[used++] = ' ';
        long scaled = Math.round(value * SCALE);
        if (scaled < 0) {
            buffer[used++] = '-';
            scaled = -scaled;
        }
        int digits = DECIMALS + 1;
        for (long rest = scaled / 100_000_000_000L; rest > 0; rest /= 10) {
            digits++;
        }
        int at = used + digits;
        used = at + 1;
        for (int d = 0; d < digits; d++) {
            buffer[at--] = (byte)('0' + scaled % 10);
            scaled /= 10;
            if (d == DECIMALS - 1) {
                buffer[at--] = '.';
            }
        }
        return this;
    }

    TextOutput newLine() {
        flushIfLess(1);
        buffer[used++] = '\n';
        return this;
    }

    private void flushIfLess(final int room) {
        if (BUFFER_BYTES - used < room) {
            flush();
        }
    }

    private void flush() {
        try {
            out.write(buffer, 0, used);
            used = 0;
        } catch (final IOException e) {
            throw unwritable(e);
        }
    }

    /** Completes the file. */
    void finish() {
        flush();
        try {
            out.close();
            try {
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (final AtomicMoveNotSupportedException e) {
                Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (final IOException e) {
            throw unwritable(e);
        }
        finished = true;
    }

    /** Deletes the file if it is not finished. */
    @Override
    public void close() {
        if (!finished) {
            try {
                out.close();
                Files.deleteIfExists(partial);
            } catch (final IOException e) {
                throw unwritable(e);
            }
        }
    }
}
