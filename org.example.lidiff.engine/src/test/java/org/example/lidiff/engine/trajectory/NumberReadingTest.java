package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers in text, against {@link Double#parseDouble} to the last bit. */
class NumberReadingTest {

    private static final int COUNT = Boolean.getBoolean("lidiff.thorough") ? 4_000_000 : 100_000;

    @TempDir
    private Path folder;

    private static String digits(final Random random, final int count) {
        final StringBuilder s = new StringBuilder();
        for (int i = 0; i < count; i++) {
            s.append((char)('0' + random.nextInt(10)));
        }
        return s.toString();
    }

    /** A number in one of the ways in which programs write them. */
    private static String number(final Random random) {
        final double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(8) - 3);
        return switch (random.nextInt(8)) {
            case 0 -> Double.toString(value).replace('E', 'e');
            case 1 -> String.format(Locale.ROOT, "%." + random.nextInt(18) + "f", value);
            case 2 -> String.format(Locale.ROOT, "%." + random.nextInt(18) + (random.nextBoolean() ? "e" : "E"), value);
            case 3 -> (random.nextBoolean() ? "-" : "") + digits(random, 1 + random.nextInt(18));
            case 4 -> digits(random, random.nextInt(9)) + "." + digits(random, 1 + random.nextInt(16));
            case 5 -> "-" + digits(random, 1 + random.nextInt(3)) + "." + digits(random, 8) + "e" + (random.nextInt(60) - 30);
            // between two doubles, and one digit beside it
            case 6 -> halfway(random);
            default -> digits(random, 1 + random.nextInt(3)) + "." + digits(random, 8);
        };
    }

    private static String halfway(final Random random) {
        final double x = Math.scalb(1 + random.nextDouble(), random.nextInt(20) - 4);
        final BigDecimal middle = new BigDecimal(x).add(new BigDecimal(Math.nextUp(x))).divide(BigDecimal.valueOf(2));
        return middle.setScale(14 + random.nextInt(3), random.nextBoolean() ? RoundingMode.DOWN : RoundingMode.UP)
            .toPlainString();
    }

    @Test
    void scannedNumbersAreExactOrRefused() {
        final Random random = new Random(11);
        final DecimalScanner scanner = new DecimalScanner();
        final byte[] text = new byte[100 + DecimalScanner.SPARE_BYTES];
        int refused = 0;
        for (int n = 0; n < COUNT; n++) {
            final String number = number(random);
            final byte[] bytes = (" ".repeat(random.nextInt(20)) + number + "\n").getBytes(StandardCharsets.ISO_8859_1);
            random.nextBytes(text);
            System.arraycopy(bytes, 0, text, 0, bytes.length);
            final int after = scanner.scan(text, 0, bytes.length);
            if (after < 0) {
                refused++;
            } else {
                assertEquals(bytes.length - 1, after, number);
                assertEquals(Double.doubleToRawLongBits(Double.parseDouble(number)), Double.doubleToRawLongBits(scanner.value()), number);
            }
        }
        // numbers of 19 digits and more, and powers beyond 22
        assertTrue(refused < COUNT / 4, refused + " of " + COUNT);
    }

    @Test
    void rowsInFixedColumnsAreThoseReadNumberByNumber() {
        final Random random = new Random(12);
        int plain = 0;
        int rows = 0;
        for (int file = 0; file < COUNT / 2000; file++) {
            final StringBuilder text = new StringBuilder();
            final int width = 1 + random.nextInt(24);
            final int decimals = random.nextInt(14);
            for (int i = 0; i < 200; i++) {
                final StringBuilder row = new StringBuilder(random.nextInt(8) == 0 ? "Li" : "");
                for (int k = 0; k < 3; k++) {
                    row.append(' ').append(String.format(Locale.ROOT, "%" + width + "." + decimals + "f",
                        (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(5))));
                }
                if (random.nextInt(10) == 0) {
                    row.setCharAt(random.nextInt(row.length()), "0123456789+-. \t\rEe*\0\u00e9".charAt(random.nextInt(21)));
                }
                if (random.nextInt(20) == 0) {
                    row.append(" T T");
                }
                text.append(row).append(random.nextInt(50) == 0 ? "\r\n" : "\n");
            }
            final Path path = Reading.write(folder, "rows", text.toString());
            final double[] fast = new double[3];
            final double[] slow = new double[3];
            try (TextInput in = new TextInput(path); TextInput twin = new TextInput(path)) {
                for (int i = 0; i < 200; i++) {
                    rows++;
                    assertTrue(twin.nextLine());
                    if (!in.nextRow(fast, 3)) {
                        assertTrue(in.nextLine());
                    } else {
                        plain++;
                        for (int k = 0; k < 3; k++) {
                            slow[k] = twin.number();
                        }
                        assertTrue(Arrays.equals(slow, fast), twin.text());
                    }
                    assertEquals(twin.text(), in.text());
                    assertEquals(twin.lineNumber(), in.lineNumber());
                }
            }
        }
        assertTrue(plain > rows / 2, plain + " of " + rows);
    }

    @Test
    void namedRowsGiveWordAndNumbers() {
        final Path path = Reading.write(folder, "named", "0\n  H 1.5 2.5 3.5\nLi 1.5 2.5 3.5 rest\n\nLi1 1 2 3\nX\nSi 1 2\nSi 1 2 x\nSi 1 2 3");
        final double[] numbers = new double[3];
        try (TextInput in = new TextInput(path)) {
            // nothing is in the buffer before the first line
            assertTrue(in.nextLine());
            assertEquals('H', in.nextNamedRow(numbers, 3));
            assertEquals("  H 1.5 2.5 3.5", in.text());
            assertEquals('L' + 256 * 'i', in.nextNamedRow(numbers, 3));
            assertEquals(3, in.lineNumber());
            assertEquals("[1.5, 2.5, 3.5]", Arrays.toString(numbers));
            // everything else is left to the reading line by line: the last line may go on in what is not yet read
            for (final String line : new String[] {"", "Li1 1 2 3", "X", "Si 1 2", "Si 1 2 x", "Si 1 2 3"}) {
                assertEquals(-1, in.nextNamedRow(numbers, 3), line);
                assertTrue(in.nextLine());
                assertEquals(line, in.text());
            }
        }
    }

    @Test
    void numbersAtTheEndOfAFileEndThere() {
        for (final String text : new String[] {"1.25", "-7", "3e2", "1.5 ", "0.12345678"}) {
            try (TextInput in = new TextInput(Reading.write(folder, "end", text))) {
                assertTrue(in.nextLine());
                assertEquals(Double.parseDouble(text.strip()), in.number());
                assertTrue(assertThrows(InputException.class, in::number).getMessage()
                    .contains("a number is missing at the end of the line"));
            }
        }
    }
}
