package org.example.lidiff.engine.potential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/**
 * The built-in potentials as text: the name with the elements in the first line, then a parameter a line, {@code #} for remarks.
 *
 * <pre>
 * lennard-jones Ar          stillinger-weber Si
 * epsilon 0.0103            # epsilon sigma a lambda gamma A B p q
 * sigma 3.4
 * cutoff 8.5
 * cut shifted
 * </pre>
 *
 * Parameters that are not given are those of silicon ({@link StillingerWeber.Parameters#SILICON}) for Si, of argon ({@link
 * LennardJones.Parameters#ARGON}) for Ar; other elements need all of them. Units eV and Å; {@code cut} is plain, shifted or force-shifted.
 */
final class ClassicalFile {

    private static final String LENNARD_JONES = "lennard-jones";
    private static final String STILLINGER_WEBER = "stillinger-weber";
    private static final List<String> LJ_KEYS = List.of("epsilon", "sigma", "cutoff");
    private static final List<String> SW_KEYS = List.of("epsilon", "sigma", "a", "lambda", "gamma", "A", "B", "p", "q");

    private final Path file;
    private final Map<String, String> values = new LinkedHashMap<>();
    private List<Element> elements = List.of();
    private String name = "";

    private ClassicalFile(final Path file) {
        this.file = file;
    }

    /** Whether a text file that begins with {@code start} is one. */
    static boolean isOne(final String start) {
        final String text = start.replaceAll("(?m)^\\s*#.*$", "").stripLeading().toLowerCase(Locale.ROOT);
        return text.startsWith(LENNARD_JONES) || text.startsWith(STILLINGER_WEBER);
    }

    /** @throws InputException if a line is not understood (names it), or a parameter is missing or out of its range */
    static Potential read(final Path file) {
        try {
            return new ClassicalFile(file).parse(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new InputException("The file " + file + " cannot be read: " + e.getMessage() + ".", "Check the file and the permissions.", e);
        }
    }

    private Potential parse(final List<String> lines) {
        int first = -1;
        for (int n = 0; n < lines.size(); n++) {
            final String[] words = lines.get(n).replaceAll("#.*", "").strip().split("\\s+");
            if (words[0].isEmpty()) {
                continue;
            }
            if (first < 0) {
                first = n;
                name = words[0].toLowerCase(Locale.ROOT);
                elements = elements(words, n);
            } else if (words.length != 2 || values.put(words[0], words[1]) != null) {
                throw new InputException("Line " + (n + 1) + " of " + file.getFileName() + " is '" + lines.get(n).strip()
                    + "': a parameter and its value are expected, each parameter once.", "Write, for example, 'sigma 3.4'.");
            }
        }
        return LENNARD_JONES.equals(name) ? lennardJones() : stillingerWeber();
    }

    private List<Element> elements(final String[] words, final int line) {
        final List<Element> found = new ArrayList<>();
        try {
            Arrays.stream(words).skip(1).map(Element::of).forEach(found::add);
        } catch (final IllegalArgumentException | InputException e) {
            throw new InputException("Line " + (line + 1) + " of " + file.getFileName() + " names an unknown element: " + String.join(" ", words) + ".",
                "Write the name of the potential and the symbols of its elements.", e);
        }
        if (found.isEmpty() || STILLINGER_WEBER.equals(name) && found.size() != 1) {
            throw new InputException(file.getFileName() + " names " + found.size() + " elements after '" + words[0] + "'.",
                STILLINGER_WEBER.equals(name) ? "The Stillinger-Weber potential is for one element: write its symbol there."
                    : "Write the symbols of the elements there.");
        }
        return found;
    }

    private Potential lennardJones() {
        final boolean argon = elements.equals(List.of(Element.of("Ar")));
        final String cut = values.getOrDefault("cut", "shifted");
        values.remove("cut");
        refuseOthers(LJ_KEYS);
        final LennardJones.Parameters d = LennardJones.Parameters.ARGON;
        final double[] p = new double[3];
        final double[] defaults = {d.epsilon(), d.sigma(), d.cutoff()};
        for (int k = 0; k < p.length; k++) {
            p[k] = value(LJ_KEYS.get(k), defaults[k], argon, false);
        }
        return new LennardJones(elements, new LennardJones.Parameters(p[0], p[1], p[2], switch (cut) {
            case "plain" -> LennardJones.Cut.PLAIN;
            case "shifted" -> LennardJones.Cut.SHIFTED;
            case "force-shifted" -> LennardJones.Cut.FORCE_SHIFTED;
            default -> throw new InputException("'cut' is '" + cut + "' in " + file.getFileName() + ".", "Write plain, shifted or force-shifted.");
        }));
    }

    private Potential stillingerWeber() {
        refuseOthers(SW_KEYS);
        final StillingerWeber.Parameters d = StillingerWeber.Parameters.SILICON;
        final double[] defaults = {d.epsilon(), d.sigma(), d.a(), d.lambda(), d.gamma(), d.capitalA(), d.capitalB(), d.p(), d.q()};
        final double[] p = new double[defaults.length];
        for (int k = 0; k < p.length; k++) {
            p[k] = value(SW_KEYS.get(k), defaults[k], elements.get(0).equals(Element.of("Si")), k > 2);
        }
        return new StillingerWeber(elements.get(0), new StillingerWeber.Parameters(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8]));
    }

    private void refuseOthers(final List<String> keys) {
        final Set<String> others = new TreeSet<>(values.keySet());
        others.removeAll(keys);
        if (!others.isEmpty()) {
            throw new InputException(file.getFileName() + " gives " + String.join(", ", others) + ", which " + name + " does not have.",
                "Its parameters are " + String.join(", ", keys) + (LENNARD_JONES.equals(name) ? ", cut" : "") + ".");
        }
    }

    private double value(final String key, final double fallback, final boolean known, final boolean zeroAllowed) {
        final String text = values.get(key);
        if (text == null && known) {
            return fallback;
        }
        final String elementNames = String.join(", ", elements.stream().map(Element::symbol).toList());
        if (text == null) {
            throw new InputException(file.getFileName() + " has no '" + key + "', and there is no default for " + elementNames + ".",
                "Add a line '" + key + "' with its value.");
        }
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (final NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(zeroAllowed ? value >= 0 : value > 0) || Double.isInfinite(value)) {
            throw new InputException("'" + key + "' is '" + text + "' in " + file.getFileName() + ".",
                "Give a number " + (zeroAllowed ? "of 0 or more." : "above 0."));
        }
        return value;
    }
}
