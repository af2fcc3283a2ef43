package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.example.lidiff.engine.InputException;

/** The items and loops of the first data block of a CIF that has a cell. Names are in lower case, with _ for a dot. */
final class CifData {

    private final String file;
    private final Map<String, List<String>> columns = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> tokenLines = new ArrayList<>();
    private final List<Boolean> quoted = new ArrayList<>();

    CifData(final String file, final List<String> lines) {
        this.file = file;
        tokenize(lines);
        parse();
    }

    private void tokenize(final List<String> lines) {
        for (int n = 0; n < lines.size(); n++) {
            final String line = lines.get(n);
            if (line.startsWith(";")) {
                final int from = n;
                final StringBuilder text = new StringBuilder(line.substring(1));
                for (n++; n < lines.size() && !lines.get(n).startsWith(";"); n++) {
                    text.append('\n').append(lines.get(n));
                }
                if (n == lines.size()) {
                    throw new InputException(file + ", line " + (from + 1) + ": the text that begins with ; does not end.",
                        TextInput.CHECK_FILE);
                }
                add(text.toString().strip(), from, true);
                continue;
            }
            tokenizeLine(line, n);
        }
    }

    private void tokenizeLine(final String line, final int n) {
        int p = 0;
        while (p < line.length()) {
            final char c = line.charAt(p);
            if (Character.isWhitespace(c)) {
                p++;
            } else if (c == '#') {
                return;
            } else if (c == '\'' || c == '"') {
                int q = p + 1;
                // a quote ends the text only before a blank
                while (q < line.length() && !(line.charAt(q) == c && (q + 1 == line.length() || Character.isWhitespace(line.charAt(q + 1))))) {
                    q++;
                }
                add(line.substring(p + 1, q), n, true);
                p = q + 1;
            } else {
                int q = p;
                while (q < line.length() && !Character.isWhitespace(line.charAt(q))) {
                    q++;
                }
                add(line.substring(p, q), n, false);
                p = q;
            }
        }
    }

    private void add(final String token, final int line, final boolean isQuoted) {
        tokens.add(token);
        tokenLines.add(line + 1);
        quoted.add(isQuoted);
    }

    private void parse() {
        int p = 0;
        while (p < tokens.size()) {
            final String token = tokens.get(p);
            if (is(p, "data_") && columns.containsKey("_cell_length_a") && columns.containsKey("_atom_site_fract_x")) {
                return;
            } else if (is(p, "data_")) {
                columns.clear();
                p++;
            } else if (is(p, "loop_")) {
                p = loop(p + 1);
            } else if (is(p, "_") && p + 1 < tokens.size() && !isKeyword(p + 1)) {
                columns.put(name(token), List.of(tokens.get(p + 1)));
                p += 2;
            } else {
                p++;
            }
        }
    }

    private int loop(final int from) {
        int p = from;
        final List<List<String>> values = new ArrayList<>();
        while (p < tokens.size() && is(p, "_")) {
            values.add(new ArrayList<>());
            columns.put(name(tokens.get(p)), values.get(values.size() - 1));
            p++;
        }
        final int first = p;
        while (p < tokens.size() && !isKeyword(p) && !values.isEmpty()) {
            values.get((p - first) % values.size()).add(tokens.get(p));
            p++;
        }
        if (!values.isEmpty() && (p - first) % values.size() != 0) {
            throw new InputException(file + ", line " + tokenLines.get(p - 1) + ": the loop with " + values.size() + " columns has "
                + (p - first) + " values, which is no whole number of rows.", "Complete the last row of the loop.");
        }
        return p;
    }

    private boolean is(final int p, final String prefix) {
        return !quoted.get(p) && tokens.get(p).regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private boolean isKeyword(final int p) {
        return is(p, "_") || is(p, "loop_") || is(p, "data_") || is(p, "save_") || is(p, "global_") || is(p, "stop_");
    }

    private static String name(final String token) {
        return token.toLowerCase(Locale.ROOT).replace('.', '_');
    }

    /** The values of the first of {@code names} that is there; empty if none is. */
    List<String> column(final String... names) {
        for (final String name : names) {
            if (columns.containsKey(name)) {
                return columns.get(name);
            }
        }
        return List.of();
    }

    /**
     * A number without its standard deviation: "9.353(2)" is 9.353.
     *
     * @throws InputException naming file and item if it is none
     */
    double number(final String item, final String text) {
        final String plain = text.replaceAll("\\(\\d*\\)$", "");
        if (plain.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?")) {
            final double value = Double.parseDouble(plain);
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw new InputException(file + ": " + item + " is '" + TextInput.shortened(text) + "', which is no number.", TextInput.CHECK_FILE);
    }

    /** The one number of {@code item}. */
    double number(final String item) {
        final List<String> values = column(item);
        if (values.isEmpty()) {
            throw new InputException(file + " has no " + item + ".", "Add the cell to the file.");
        }
        return number(item, values.get(0));
    }
}
