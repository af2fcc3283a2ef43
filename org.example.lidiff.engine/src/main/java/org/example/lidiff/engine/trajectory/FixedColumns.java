package org.example.lidiff.engine.trajectory;

import java.util.Arrays;

/**
 * Takes rows of numbers whose decimal points stand where those of an earlier row stood, as Fortran formats and "%16.8f" leave them.
 *
 * <p>The places are learned from a row that was scanned number by number. Where each number lies then depends on no digit before it, which
 * lets the processor work on several at once; every byte is checked, and a row that is laid out in another way is refused.
 */
final class FixedColumns {

    private static final int MOST_WHOLE = 16;
    private static final int MOST_FRACTION = 16;
    private static final long MINUS_IN_FRONT = (long)('-' ^ ' ') << 56;
    /** Rows that may be laid out in another way before free format is assumed. */
    private static final long PATIENCE = 100;

    private final DecimalScanner scanner;
    private int[] points = {};
    private int[] widths = {};
    private long[] masks = {};
    private int[] fractions = {};
    private int known;
    private int length;
    private long balance = PATIENCE;

    FixedColumns(final DecimalScanner scanner) {
        this.scanner = scanner;
    }

    /** Bytes from the beginning of the row to its line end. */
    int length() {
        return length;
    }

    /** Whether rows were alike often enough to be worth another look. */
    boolean isWorthwhile() {
        return balance > 0;
    }

    /** Forgets the places; {@link #learn} is called for each number of the new row. */
    void forget() {
        known = 0;
        length = -1;
        balance--;
    }

    /**
     * Learns the place of the next number of a row.
     *
     * @param from offset in the row where the number before ends
     * @param point offset of its decimal point, negative if it has none or has an exponent
     * @param end offset of the byte after it
     */
    void learn(final int from, final int point, final int end) {
        if (known < 0 || point <= from || point - from > MOST_WHOLE || end - point - 1 > MOST_FRACTION || end == point + 1) {
            known = -1;
            return;
        }
        if (known == points.length) {
            points = Arrays.copyOf(points, known + 4);
            widths = Arrays.copyOf(widths, known + 4);
            masks = Arrays.copyOf(masks, known + 4);
            fractions = Arrays.copyOf(fractions, known + 4);
        }
        points[known] = point;
        widths[known] = point - from;
        masks[known] = mask(point - from);
        fractions[known++] = end - point - 1;
        length = end;
    }

    /**
     * Reads the row at {@code start}.
     *
     * @return whether it is laid out as the one that was learned, of {@code count} numbers, and ends before {@code limit}
     */
    boolean read(final byte[] text, final int start, final int limit, final double[] numbers, final int count) {
        if (known != count || start + length >= limit || start + points[0] < MOST_WHOLE || text[start + length] != '\n') {
            return false;
        }
        for (int k = 0; k < count; k++) {
            final int point = start + points[k];
            final int width = widths[k];
            if (text[point] != '.') {
                return false;
            }
            // blanks, perhaps a minus, digits; what is before the field counts as blank
            final long field = blanksBelow(DecimalScanner.eight(text, point - 8), masks[k]);
            if (width > 8 && blanksBelow(DecimalScanner.eight(text, point - 16), mask(width - 8)) != DecimalScanner.SPACES) {
                return false;
            }
            final long v = field ^ DecimalScanner.ZEROS;
            final int n = Long.numberOfLeadingZeros(DecimalScanner.others(v)) >>> 3;
            if (n == 0 || n == 8) {
                return false;
            }
            final long front = (field ^ DecimalScanner.SPACES) << 8 * n;
            final boolean negative = front == MINUS_IN_FRONT;
            if (front != 0 && !negative || k > 0 && n + (negative ? 1 : 0) >= width) {
                return false;
            }
            final long whole = DecimalScanner.join(v >>> 64 - 8 * n << 64 - 8 * n);
            if (fractions[k] == 8) {
                // the usual format; 15 digits at most need one rounding
                final long f = DecimalScanner.eight(text, point + 1) ^ DecimalScanner.ZEROS;
                if (DecimalScanner.others(f) != 0) {
                    return false;
                }
                final double value = (whole * 100_000_000 + DecimalScanner.join(f)) / 1e8;
                numbers[k] = negative ? -value : value;
            } else if (fraction(text, point + 1, fractions[k], n, negative, whole)) {
                numbers[k] = scanner.value();
            } else {
                return false;
            }
        }
        balance++;
        return true;
    }

    private boolean fraction(final byte[] text, final int from, final int digits, final int wholeDigits, final boolean negative,
        final long whole) {
        final long v = DecimalScanner.eight(text, from) ^ DecimalScanner.ZEROS;
        final int first = Math.min(8, digits);
        if (DecimalScanner.digits(v) < first) {
            return false;
        }
        long mantissa = whole * DecimalScanner.power(first) + DecimalScanner.decimal(v, first);
        if (digits > 8) {
            final long w = DecimalScanner.eight(text, from + 8) ^ DecimalScanner.ZEROS;
            final int rest = digits - 8;
            if (DecimalScanner.digits(w) < rest || wholeDigits + digits > DecimalScanner.MOST_DIGITS) {
                return false;
            }
            mantissa = mantissa * DecimalScanner.power(rest) + DecimalScanner.decimal(w, rest);
        }
        return scanner.convert(negative, mantissa, -digits);
    }

    /** Marks the last {@code width} of eight bytes, width ≥ 1. */
    private static long mask(final int width) {
        return width >= 8 ? -1L : -1L << 64 - 8 * width;
    }

    /** {@code bytes} with blanks where {@code kept} has no bits. */
    private static long blanksBelow(final long bytes, final long kept) {
        return bytes & kept | DecimalScanner.SPACES & ~kept;
    }
}
