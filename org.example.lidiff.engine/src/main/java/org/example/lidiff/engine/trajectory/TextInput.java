package org.example.lidiff.engine.trajectory;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.example.lidiff.engine.InputException;

/**
 * A text file, compressed or not, read line by line through one reused buffer, with numbers taken from the bytes.
 *
 * <p>Numbers are exact: they come from {@link DecimalScanner}, or, where it refuses, from {@link Double#parseDouble}.
 */
final class TextInput implements Closeable {

    /** What a file that was cut short or is not what it seems needs. */
    static final String CHECK_FILE = "Check that the file is complete and of the format that is named.";

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int MAX_LINE_BYTES = 1 << 24;
    private static final int MAX_ATOMS = 20_000_000;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;

    private final String name;
    private final Counted counted;
    private final InputStream in;
    private final long mostBytes;
    private final DecimalScanner scanner = new DecimalScanner();
    private final FixedColumns columns = new FixedColumns(scanner);
    private byte[] buffer;
    private int limit;
    private int next;
    private int start;
    private int end;
    private int pos;
    private long line;
    private boolean ended;
    private boolean cut;
    private boolean pushedBack;

    /** @throws InputException if the file is missing or cannot be read */
    TextInput(final Path file) {
        name = file.getFileName().toString();
        InputStream opened = null;
        try {
            if (Files.isDirectory(file)) {
                throw new InputException(file + " is a folder.", "Choose the files in it.");
            }
            counted = new Counted(Files.newInputStream(file));
            opened = counted;
            // small files come in crowds: a buffer no larger than the file
            final long size = Files.size(file);
            final int room = (int)Math.max(1 << 12, Math.min(BUFFER_BYTES, size + 1));
            buffer = new byte[room + DecimalScanner.SPARE_BYTES];
            final BufferedInputStream buffered = new BufferedInputStream(counted, Math.min(room, 1 << 16));
            buffered.mark(3);
            final byte[] head = buffered.readNBytes(3);
            final boolean gzip = head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
            // editors of Windows put a byte order mark first
            if (!Arrays.equals(head, new byte[] {(byte)0xef, (byte)0xbb, (byte)0xbf})) {
                buffered.reset();
            }
            in = gzip ? new GZIPInputStream(buffered, Math.min(room, 1 << 16)) : buffered;
            // deflate cannot shrink anything below 1/1032
            mostBytes = size * (gzip ? 1032 : 1);
        } catch (final IOException e) {
            closeAfter(opened, e);
            throw unreadable(file, e);
        }
    }

    private static void closeAfter(final InputStream opened, final IOException e) {
        if (opened != null) {
            try {
                opened.close();
            } catch (final IOException e2) {
                e.addSuppressed(e2);
            }
        }
    }

    static InputException unreadable(final Path file, final IOException e) {
        if (e instanceof NoSuchFileException) {
            return new InputException("The file " + file + " does not exist.", "Check the path.", e);
        }
        return new InputException("The file " + file + " cannot be read: " + e.getMessage() + ".",
            "Check that it is a whole file and that you may read it.", e);
    }

    /** Name of the file, without its folder. */
    String name() {
        return name;
    }

    /** The bytes, decompressed; for a reader that takes all of them and no lines. */
    InputStream stream() {
        return in;
    }

    /** Bytes taken from the disk so far. */
    long bytesRead() {
        return counted.bytes;
    }

    /** Number of the current line, from 1. */
    long lineNumber() {
        return line;
    }

    /** Whether the compressed file ended before its end mark. */
    boolean isCut() {
        return cut;
    }

    /** Whether the current line is the last one and lacks its line end: it may have been cut. */
    boolean isUnfinished() {
        return ended && next == limit && limit > 0 && buffer[limit - 1] != '\n';
    }

    /** Goes to the next line. Returns false at the end of the file. */
    boolean nextLine() {
        if (pushedBack) {
            pushedBack = false;
            pos = start;
            return true;
        }
        int i = next;
        while (true) {
            i = newline(i);
            if (i < limit) {
                break;
            }
            if (ended) {
                if (next == limit) {
                    return false;
                }
                break;
            }
            i -= next;
            fill();
        }
        startLine(i);
        return true;
    }

    /** Makes the bytes from the next one up to the line end at {@code i} the current line. */
    private void startLine(final int i) {
        start = next;
        end = i > start && buffer[i - 1] == '\r' ? i - 1 : i;
        next = Math.min(i + 1, limit);
        pos = start;
        line++;
    }

    /**
     * Goes to the next line if it is plain: it begins with {@code count} numbers and lies in the buffer.
     *
     * @return whether it did; otherwise nothing has changed, {@code numbers} apart, and {@link #nextLine()} takes the line
     */
    boolean nextRow(final double[] numbers, final int count) {
        return !pushedBack && row(next, numbers, count);
    }

    /**
     * Goes to the next line if it is plain: it begins with a word of one or two characters and {@code count} numbers, and lies in the buffer.
     *
     * @return the word as in {@link #shortWord()}, or −1: then nothing has changed, {@code numbers} apart, and {@link #nextLine()} takes the
     *         line
     */
    int nextNamedRow(final double[] numbers, final int count) {
        int p = next;
        while (p < limit && isBlank(buffer[p])) {
            p++;
        }
        if (pushedBack || p + 2 >= limit || buffer[p] == '\n' || buffer[p + 1] == '\n') {
            return -1;
        }
        final int first = buffer[p] & 0xff;
        final int word = isBlank(buffer[p + 1]) ? first : first + 256 * (buffer[p + 1] & 0xff);
        final int after = word < 256 ? p + 1 : p + 2;
        return isBlank(buffer[after]) && row(after, numbers, count) ? word : -1;
    }

    /** Takes the numbers from {@code from} on and, if all are there, makes their line the current one. */
    private boolean row(final int from, final double[] numbers, final int count) {
        final boolean fixed = columns.isWorthwhile();
        if (fixed && columns.read(buffer, from, limit, numbers, count)) {
            startLine(from + columns.length());
            return true;
        }
        if (fixed) {
            columns.forget();
        }
        int p = from;
        for (int k = 0; k < count; k++) {
            final int before = p;
            p = scanner.scan(buffer, p, limit);
            if (p < 0) {
                return false;
            }
            numbers[k] = scanner.value();
            if (fixed) {
                columns.learn(before - from, scanner.point() - from, p - from);
            }
        }
        if (buffer[p] != '\n') {
            p = newline(p);
            if (p == limit) {
                return false;
            }
        }
        startLine(p);
        return true;
    }

    private int newline(final int from) {
        int i = from;
        for (; i + 8 <= limit; i += 8) {
            final long x = (long)LONGS.get(buffer, i) ^ NEWLINES;
            final long zero = x - 0x0101010101010101L & ~x & 0x8080808080808080L;
            if (zero != 0) {
                return i + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
        }
        while (i < limit && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Moves the unfinished line to the front and reads more. */
    private void fill() {
        System.arraycopy(buffer, next, buffer, 0, limit - next);
        limit -= next;
        next = 0;
        if (limit == buffer.length - DecimalScanner.SPARE_BYTES) {
            if (limit >= MAX_LINE_BYTES) {
                throw new InputException(name + ", line " + (line + 1) + " is longer than " + MAX_LINE_BYTES + " bytes.",
                    "This is no text file of a known format; choose another one.");
            }
            buffer = Arrays.copyOf(buffer, 2 * limit + DecimalScanner.SPARE_BYTES);
        }
        try {
            final int n = in.read(buffer, limit, buffer.length - DecimalScanner.SPARE_BYTES - limit);
            ended = n < 0;
            limit += Math.max(0, n);
        } catch (final EOFException e) {
            ended = true;
            cut = true;
        } catch (final ZipException e) {
            throw new InputException("The compressed file " + name + " is damaged after line " + line + ": " + e.getMessage() + ".",
                "Compress or copy the file again.", e);
        } catch (final IOException e) {
            throw new InputException("The file " + name + " cannot be read after line " + line + ": " + e.getMessage() + ".",
                "Check the disk or the connection to it.", e);
        }
    }

    /** Makes the next call of {@link #nextLine()} return the current line again. */
    void pushBack() {
        pushedBack = true;
    }

    /** The current line. */
    String text() {
        return new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Whether nothing but blanks is left on the line. */
    boolean atLineEnd() {
        while (pos < end && isBlank(buffer[pos])) {
            pos++;
        }
        return pos == end;
    }

    private static boolean isBlank(final byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Whether the current line, from its beginning, starts with {@code prefix} after blanks. */
    boolean startsWith(final String prefix) {
        int p = start;
        while (p < end && isBlank(buffer[p])) {
            p++;
        }
        if (end - p < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (buffer[p + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Words on the line, counted from its beginning. */
    int words() {
        int count = 0;
        for (int p = start; p < end; p++) {
            count += !isBlank(buffer[p]) && (p == start || isBlank(buffer[p - 1])) ? 1 : 0;
        }
        return count;
    }

    /** The next word of the line, or an empty text at its end. */
    String word() {
        atLineEnd();
        final int from = pos;
        skipWord();
        return new String(buffer, from, pos - from, StandardCharsets.ISO_8859_1);
    }

    /** Passes over the next word. Returns false if there is none. */
    boolean skipWord() {
        if (atLineEnd()) {
            return false;
        }
        while (pos < end && !isBlank(buffer[pos])) {
            pos++;
        }
        return true;
    }

    /** The next word of at most two characters as a number to look up (first + 256 · second), or −1; passes over it only if it is one. */
    int shortWord() {
        if (atLineEnd()) {
            return -1;
        }
        final int first = buffer[pos] & 0xff;
        if (pos + 1 == end || isBlank(buffer[pos + 1])) {
            pos++;
            return first;
        }
        if (pos + 2 == end || isBlank(buffer[pos + 2])) {
            pos += 2;
            return first + 256 * (buffer[pos - 1] & 0xff);
        }
        return -1;
    }

    /**
     * The next number of the line.
     *
     * @throws InputException naming file and line if there is none, or if it is not finite
     */
    double number() {
        final int after = scanner.scan(buffer, pos, limit);
        // beyond the end of an unfinished line there may be anything
        if (after < 0 || after > end) {
            return slowNumber(pos);
        }
        pos = after;
        return scanner.value();
    }

    private double slowNumber(final int from) {
        pos = from;
        String word = word();
        final int touching = touching(word);
        if (touching > 0) {
            pos -= word.length() - touching;
            word = word.substring(0, touching);
        }
        boolean plausible = !word.isEmpty() && word.length() < 400;
        for (int i = 0; i < word.length() && plausible; i++) {
            plausible = "0123456789+-.eEdD".indexOf(word.charAt(i)) >= 0;
        }
        if (plausible) {
            try {
                final double value = Double.parseDouble(word.replace('d', 'e').replace('D', 'e'));
                if (!Double.isInfinite(value)) {
                    return value;
                }
            } catch (final NumberFormatException e) {
                throw notANumber(word);
            }
        }
        throw notANumber(word);
    }

    /** Where a decimal number ends and a negative one follows without a blank, as Fortran prints them: "-0.63-0.11"; 0 if not so. */
    private static int touching(final String word) {
        int points = 0;
        for (int i = 1; i < word.length(); i++) {
            points += word.charAt(i - 1) == '.' ? 1 : 0;
            final char before = word.charAt(i - 1);
            if (word.charAt(i) == '-' && points == 1 && before >= '0' && before <= '9' && word.indexOf('.', i) > 0) {
                return i;
            }
        }
        return 0;
    }

    private InputException notANumber(final String word) {
        if (word.indexOf('*') >= 0) {
            return error("'" + shortened(word) + "' stands where a number was too large for its column",
                "Leave this frame out: the program could not print it.");
        }
        if (word.equalsIgnoreCase("nan") || word.toLowerCase(Locale.ROOT).matches("[-+]?inf(inity)?")) {
            return error("'" + shortened(word) + "' is not a finite number", "The run broke down: leave this frame and those after it out.");
        }
        if (word.isEmpty()) {
            return error("a number is missing at the end of the line '" + shortened(text()) + "'", CHECK_FILE);
        }
        return error("'" + shortened(word) + "' is not a finite number", CHECK_FILE);
    }

    /**
     * The next whole number of the line.
     *
     * @throws InputException naming file and line if there is none
     */
    long integer() {
        final String word = word();
        try {
            return Long.parseLong(word);
        } catch (final NumberFormatException e) {
            throw word.isEmpty() ? notANumber(word) : error("'" + shortened(word) + "' is not a whole number", CHECK_FILE);
        }
    }

    /**
     * The next whole number of the line, as a number of atoms.
     *
     * @throws InputException naming file and line if it is below 1 or beyond what can be read
     */
    int atomCount() {
        return atomCount(integer());
    }

    /** {@code n} if a frame of that many atoms can be read from this file, which keeps a wrong number from filling the memory. */
    int atomCount(final long n) {
        if (n < 1 || n > MAX_ATOMS) {
            throw error("the number of atoms is " + n + "; between 1 and " + MAX_ATOMS + " can be read", CHECK_FILE);
        }
        // the shortest line with a position is "0 0 0"
        if (n > mostBytes / 5) {
            throw error("the number of atoms is " + n + ", more than the whole file can hold", CHECK_FILE);
        }
        return (int)n;
    }

    /** An error at the current line. */
    InputException error(final String what, final String resolution) {
        return new InputException(name + ", line " + line + ": " + what + ".", resolution);
    }

    /** {@code text} cut to what fits a message. */
    static String shortened(final String text) {
        final String clean = text.strip().replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (final IOException e) {
            throw new InputException("The file " + name + " cannot be closed: " + e.getMessage() + ".", "Check the disk.", e);
        }
    }

    /** Counts what is taken from the disk. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(final InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            final int b = in.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(final byte[] b, final int off, final int len) throws IOException {
            final int n = in.read(b, off, len);
            bytes += Math.max(0, n);
            return n;
        }
    }
}
