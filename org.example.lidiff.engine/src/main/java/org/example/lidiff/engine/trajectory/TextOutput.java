package org.example.lidiff.engine.trajectory;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.InputException;

/** A text file that gets its name only when it is complete; compressed if that ends in .gz. */
final class TextOutput implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int DECIMALS = 10;
    private static final double SCALE = 1e10;
    // beyond this the scaled number is no exact long
    private static final double LARGEST = 1e5;
    private static final int PRECISE_DECIMALS = 14;
    private static final double PRECISE_SCALE = 1e14;
    private static final double PRECISE_LARGEST = 10;

    private final Path target;
    private final Path partial;
    private final IfExists ifExists;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;
    private boolean complete;
    private boolean finished;

    /** @throws InputException if the file cannot be made, or is there and must not be replaced */
    TextOutput(final Path target, final IfExists ifExists) {
        this.target = target;
        this.ifExists = ifExists;
        check(target, ifExists);
        partial = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            out = open();
        } catch (final IOException e) {
            throw unwritable(target, e);
        }
    }

    private OutputStream open() throws IOException {
        final OutputStream plain = Files.newOutputStream(partial);
        if (!isCompressed(target)) {
            return plain;
        }
        try {
            return new GZIPOutputStream(plain, BUFFER_BYTES);
        } catch (final IOException e) {
            plain.close();
            Files.deleteIfExists(partial);
            throw e;
        }
    }

    static boolean isCompressed(final Path target) {
        return target.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** Refuses {@code target} if it is there and must not be replaced, or is a folder. */
    static void check(final Path target, final IfExists ifExists) {
        if (Files.isDirectory(target)) {
            throw new InputException("The file " + target + " cannot be written: it is a folder.", "Choose a name for the file in the folder.");
        }
        if (ifExists == IfExists.FAIL && Files.exists(target)) {
            throw exists(target);
        }
    }

    private static InputException exists(final Path target) {
        return new InputException("The file " + target + " exists already and was not replaced.",
            "Choose another name, delete the file, or choose that files are overwritten.");
    }

    static InputException unwritable(final Path target, final IOException e) {
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
        return Math.abs(value) < LARGEST ? decimal(Math.round(value * SCALE), DECIMALS) : text(" " + value);
    }

    /** A blank and {@code value} with fourteen decimals; from 10 on, and NaN, as Java writes it, which is exact. */
    TextOutput precise(final double value) {
        return Math.abs(value) < PRECISE_LARGEST ? decimal(Math.round(value * PRECISE_SCALE), PRECISE_DECIMALS) : text(" " + value);
    }

    private TextOutput decimal(final long number, final int decimals) {
        flushIfLess(40);
        buffer[used++] = ' ';
        long scaled = number;
        if (scaled < 0) {
            buffer[used++] = '-';
            scaled = -scaled;
        }
        int digits = 1;
        for (long rest = scaled / 10; rest > 0; rest /= 10) {
            digits++;
        }
        digits = Math.max(digits, decimals + 1);
        int at = used + digits;
        used = at + 1;
        for (int d = 0; d < digits; d++) {
            buffer[at--] = (byte)('0' + scaled % 10);
            scaled /= 10;
            if (d == decimals - 1) {
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
            throw unwritable(target, e);
        }
    }

    /** Writes what is left; the file still has no name. */
    void complete() {
        flush();
        try {
            out.close();
        } catch (final IOException e) {
            throw unwritable(target, e);
        }
        complete = true;
    }

    /** Gives the complete file its name. */
    void publish() {
        if (!complete) {
            throw new IllegalStateException("The file is not complete");
        }
        try {
            if (ifExists == IfExists.FAIL) {
                // refuses a file that came up meanwhile
                Files.move(partial, target);
            } else {
                replace();
            }
        } catch (final FileAlreadyExistsException e) {
            throw exists(target);
        } catch (final IOException e) {
            throw unwritable(target, e);
        }
        finished = true;
    }

    private void replace() throws IOException {
        try {
            // some file systems look at the second option where others take it from the first
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Completes the file and gives it its name. */
    void finish() {
        complete();
        publish();
    }

    /** Deletes the file if it has no name. */
    @Override
    public void close() {
        if (!finished) {
            try {
                out.close();
                Files.deleteIfExists(partial);
            } catch (final IOException e) {
                throw unwritable(target, e);
            }
        }
    }
}
