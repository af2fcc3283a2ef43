package org.example.lidiff.engine.potential;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/**
 * The file of an {@link ExtrapolationMeasure}, beside the force field it belongs to; text, version 1:
 *
 * <pre>
 * lidiff-extrapolation 1
 * descriptors FINGERPRINT(16 hexadecimal digits) DIM
 * ELEMENT ATOMS LARGEST          for each element of the force field, in its order; if ATOMS is not 0 then
 * MEAN                             dim numbers
 * WHITENING                        dim lines of 1 … dim numbers
 * </pre>
 */
public final class ExtrapolationFile {

    /** Its name in the folder of a force field. */
    public static final String NAME = "extrapolation.txt";

    private static final String MAGIC = "lidiff-extrapolation";
    private static final int VERSION = 1;
    private static final int LARGEST_DIM = 10_000;
    private static final String REMOVE = "Train the force field again, or leave the file out: the force field works without it.";

    private final BufferedReader in;
    private final String name;
    private int line;

    private ExtrapolationFile(final BufferedReader in, final String name) {
        this.in = in;
        this.name = name;
    }

    /** Whether a file that begins with {@code start} is one. */
    static boolean isOne(final String start) {
        return start.startsWith(MAGIC);
    }

    /** Writes it; reading gives the same numbers to the last bit. */
    public static void write(final ExtrapolationMeasure measure, final Path file) throws IOException {
        final List<String> lines = new ArrayList<>();
        lines.add(MAGIC + " " + VERSION);
        lines.add("descriptors " + String.format("%016x", measure.fingerprint()) + " " + measure.dim());
        for (int t = 0; t < measure.elements().size(); t++) {
            final ExtrapolationMeasure.Distribution d = measure.distribution(t);
            lines.add(measure.elements().get(t).symbol() + " " + d.atoms() + " " + d.largest());
            if (d.atoms() > 0) {
                lines.add(text(d.mean(), 0, measure.dim()));
                for (int i = 0; i < measure.dim(); i++) {
                    lines.add(text(d.whitening(), i * (i + 1) / 2, i + 1));
                }
            }
        }
        Files.write(file, lines, StandardCharsets.US_ASCII);
    }

    private static String text(final double[] values, final int from, final int count) {
        return Arrays.stream(values, from, from + count).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    /**
     * Reads it.
     *
     * @throws InputException if it is damaged (names the line) or of another version
     */
    public static ExtrapolationMeasure read(final Path file) {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return new ExtrapolationFile(in, file.getFileName().toString()).read();
        } catch (final IOException e) {
            throw new InputException("The file " + file + " cannot be read: " + e.getMessage() + ".", "Check the file and the permissions.", e);
        }
    }

    private ExtrapolationMeasure read() throws IOException {
        final String[] head = words(2);
        if (!head[0].equals(MAGIC) || !head[1].equals(Integer.toString(VERSION))) {
            throw new InputException("Line 1 of " + name + " says '" + head[0] + " " + head[1] + "', known is " + MAGIC + " " + VERSION + ".",
                REMOVE);
        }
        final String[] shape = words(3);
        final long fingerprint;
        final int dim;
        try {
            fingerprint = Long.parseUnsignedLong(shape[1], 16);
            dim = Integer.parseInt(shape[2]);
        } catch (final NumberFormatException e) {
            throw damaged("does not say which descriptors they are");
        }
        if (dim < 1 || dim > LARGEST_DIM) {
            throw damaged("has " + dim + " descriptors, allowed is 1 to " + LARGEST_DIM);
        }
        final List<Element> elements = new ArrayList<>();
        final List<ExtrapolationMeasure.Distribution> distributions = new ArrayList<>();
        for (String next = in.readLine(); next != null; next = in.readLine()) {
            line++;
            final String[] w = next.strip().split("\\s+");
            final Element element = Element.find(w[0]).orElseThrow(() -> damaged("names '" + w[0] + "', which is no element"));
            if (w.length != 3 || elements.contains(element)) {
                throw damaged("is no line of another element");
            }
            elements.add(element);
            distributions.add(distribution(dim, (long)number(w[1]), number(w[2])));
        }
        return new ExtrapolationMeasure(elements, fingerprint, dim, distributions.toArray(ExtrapolationMeasure.Distribution[]::new));
    }

    private ExtrapolationMeasure.Distribution distribution(final int dim, final long atoms, final double largest) throws IOException {
        if (atoms < 0 || !(largest > 0)) {
            throw damaged("has " + atoms + " atoms and the largest distance " + largest);
        }
        if (atoms == 0) {
            return ExtrapolationMeasure.Distribution.NONE;
        }
        final double[] mean = new double[dim];
        numbers(mean, 0, dim);
        final double[] whitening = new double[dim * (dim + 1) / 2];
        for (int i = 0; i < dim; i++) {
            numbers(whitening, i * (i + 1) / 2, i + 1);
        }
        return new ExtrapolationMeasure.Distribution(atoms, mean, whitening, largest);
    }

    private void numbers(final double[] values, final int from, final int count) throws IOException {
        final String[] w = words(count);
        for (int i = 0; i < count; i++) {
            values[from + i] = number(w[i]);
        }
    }

    private double number(final String word) {
        try {
            final double value = Double.parseDouble(word);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (final NumberFormatException e) {
            throw damaged("has '" + word + "' where a number is expected");
        }
        throw damaged("has the number " + word + ", which is not finite");
    }

    private String[] words(final int count) throws IOException {
        final String text = in.readLine();
        line++;
        if (text == null) {
            throw new InputException("The file " + name + " ends after line " + (line - 1) + ".", REMOVE);
        }
        final String[] w = text.strip().split("\\s+");
        if (w.length != count) {
            throw damaged("has " + w.length + " words, not " + count);
        }
        return w;
    }

    private InputException damaged(final String what) {
        return new InputException("Line " + line + " of " + name + " " + what + ".", REMOVE);
    }
}
