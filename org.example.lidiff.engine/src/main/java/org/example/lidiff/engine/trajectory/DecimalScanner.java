package org.example.lidiff.engine.trajectory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Takes decimal numbers from bytes, eight digits at a time, and gives the double that is nearest, or refuses.
 *
 * <p>One rounding is right where the digits are at most 2⁵³ and the power of ten at most 10²² (Clinger 1990). With up to 18 digits the
 * quotient and its remainder give bounds; rounding is monotone, so what lies between two bounds that round to the same number does too.
 */
final class DecimalScanner {

    /** Bytes beyond the last one of the text that must exist; what they hold does not matter. */
    static final int SPARE_BYTES = 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long SPACES = 0x2020202020202020L;
    static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    static final int MOST_DIGITS = 18;
    private static final double QUOTIENT_ERROR = 0x1p-50;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22};
    private static final long[] SHIFTS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private double value;
    private int point;

    /** The number that {@link #scan} found last. */
    double value() {
        return value;
    }

    /** Index of the decimal point of that number; −1 if it has none, or has an exponent. */
    int point() {
        return point;
    }

    /**
     * Scans the number that follows {@code from} and blanks.
     *
     * @param limit end of the text; {@link #SPARE_BYTES} follow it
     * @return the index after the number, where a blank or line end is; or −1 if it has to be read in another way, if it is none, or if it
     *         does not end before {@code limit}
     */
    int scan(final byte[] text, final int from, final int limit) {
        int p = from;
        if (p >= limit) {
            return -1;
        }
        long x = eight(text, p) ^ SPACES;
        while (x == 0) {
            p += 8;
            if (p >= limit) {
                return -1;
            }
            x = eight(text, p) ^ SPACES;
        }
        p += Long.numberOfTrailingZeros(x) >>> 3;
        while (p < limit && isBlank(text[p])) {
            p++;
        }
        final boolean negative = text[p] == '-';
        p += negative ? 1 : 0;
        // whole part
        long v = eight(text, p) ^ ZEROS;
        int n = digits(v);
        long mantissa = decimal(v, n);
        p += n;
        int digits = n;
        if (n == 8) {
            v = eight(text, p) ^ ZEROS;
            n = digits(v);
            mantissa = mantissa * SHIFTS[n] + decimal(v, n);
            p += n;
            digits += n;
        }
        int exponent = 0;
        point = -1;
        if (text[p] == '.') {
            point = p;
            final int fraction = ++p;
            do {
                v = eight(text, p) ^ ZEROS;
                n = digits(v);
                digits += n;
                if (digits > MOST_DIGITS) {
                    return -1;
                }
                mantissa = mantissa * SHIFTS[n] + decimal(v, n);
                p += n;
            } while (n == 8);
            exponent = fraction - p;
        }
        if (digits == 0 || digits > MOST_DIGITS || p >= limit) {
            return -1;
        }
        if (text[p] > ' ' || text[p] < 0) {
            return scientific(text, p, limit, negative, mantissa, exponent);
        }
        return isEnd(text[p]) && convert(negative, mantissa, exponent) ? p : -1;
    }

    /** The rest of a number after its digits: an exponent. */
    private int scientific(final byte[] text, final int from, final int limit, final boolean negative, final long mantissa, final int exponent) {
        point = -1;
        final int letter = text[from] | 0x20;
        if (letter != 'e' && letter != 'd') {
            return -1;
        }
        int p = from + 1;
        final boolean down = text[p] == '-';
        p += down || text[p] == '+' ? 1 : 0;
        final long v = eight(text, p) ^ ZEROS;
        final int n = digits(v);
        if (n < 1 || n > 4) {
            return -1;
        }
        p += n;
        final int power = (int)decimal(v, n);
        return p < limit && isEnd(text[p]) && convert(negative, mantissa, exponent + (down ? -power : power)) ? p : -1;
    }

    private static boolean isBlank(final byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static boolean isEnd(final byte b) {
        return isBlank(b) || b == '\n';
    }

    /** The eight bytes from {@code at}, the first one lowest. */
    static long eight(final byte[] text, final int at) {
        return (long)LONGS.get(text, at);
    }

    /** High bits where a byte of {@code v} is no digit; above the first such byte from below, digits may be marked too. */
    static long others(final long v) {
        return (v + ABOVE_NINE | v) & HIGH_BITS;
    }

    /** How many of the eight bytes, from the first, are digits; they come as digit − '0'. */
    static int digits(final long v) {
        return Long.numberOfTrailingZeros(others(v)) >>> 3;
    }

    /** The number that the first {@code n} bytes of {@code v} are, n ≤ 8. */
    static long decimal(final long v, final int n) {
        // zeros in front
        return n == 0 ? 0 : join(v << 64 - 8 * n);
    }

    /** The number of eight digits: pairs, pairs of pairs, and both halves. */
    static long join(final long v) {
        long d = v * (1 + (10 << 8)) >>> 8 & 0x00ff00ff00ff00ffL;
        d = d * (1 + (100 << 16)) >>> 16 & 0x0000ffff0000ffffL;
        return d * (1 + (10_000L << 32)) >>> 32;
    }

    /** 10^n, n ≤ 8. */
    static long power(final int n) {
        return SHIFTS[n];
    }

    /** Sets the value to ± mantissa · 10^exponent. Returns false if it cannot be told for sure. */
    boolean convert(final boolean negative, final long mantissa, final int exponent) {
        if (exponent < -22 || exponent > 22) {
            return false;
        }
        final double result;
        if (mantissa <= 1L << 53) {
            result = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
        } else if (exponent > 0) {
            return false;
        } else {
            final double power = POWERS[-exponent];
            final double head = mantissa;
            final double quotient = head / power;
            // what the quotient lacks; both terms of the sum are exact
            final double rest = (Math.fma(-quotient, power, head) + (mantissa - (long)head)) / power;
            final double error = Math.abs(rest) * QUOTIENT_ERROR;
            result = quotient + (rest - error);
            if (result != quotient + (rest + error)) {
                return false;
            }
        }
        value = negative ? -result : result;
        return true;
    }
}
