package org.example.lidiff.engine.trajectory;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The key-value pairs in the second line of an XYZ frame; keys in any letter case. */
final class XyzComment {

    private final Map<String, String> values = new HashMap<>();
    private final boolean cp2k;

    /**
     * Takes {@code key=value} and {@code key = value} apart; values may stand in "", '' or {} and end at a blank or comma without.
     * A word without = is a key with the value T.
     */
    XyzComment(final String text) {
        cp2k = text.contains("Step=") && text.contains("Time=") && !text.contains("forces");
        int p = 0;
        final int n = text.length();
        while (p < n) {
            while (p < n && isSeparator(text.charAt(p))) {
                p++;
            }
            final int keyFrom = p;
            while (p < n && text.charAt(p) != '=' && !isSeparator(text.charAt(p))) {
                p++;
            }
            final String key = text.substring(keyFrom, p).toLowerCase(Locale.ROOT);
            int q = p;
            while (q < n && Character.isWhitespace(text.charAt(q))) {
                q++;
            }
            if (q == n || text.charAt(q) != '=') {
                if (!key.isEmpty()) {
                    values.put(key, "T");
                }
                continue;
            }
            p = value(text, q + 1, key);
        }
    }

    private int value(final String text, final int from, final String key) {
        int p = from;
        final int n = text.length();
        while (p < n && Character.isWhitespace(text.charAt(p))) {
            p++;
        }
        if (p == n) {
            return p;
        }
        final char open = text.charAt(p);
        final char close = open == '{' ? '}' : open;
        if (open == '"' || open == '\'' || open == '{') {
            final int end = text.indexOf(close, p + 1);
            values.put(key, text.substring(p + 1, end < 0 ? n : end));
            return end < 0 ? n : end + 1;
        }
        final int valueFrom = p;
        int depth = 0;
        // a list [1, 2, [3]] holds blanks and commas of its own; _JSON goes before one that ASE wrote
        while (p < n && (depth > 0 || !isSeparator(text.charAt(p)))) {
            depth += text.charAt(p) == '[' ? 1 : text.charAt(p) == ']' ? -1 : 0;
            p++;
        }
        values.put(key, text.substring(valueFrom, p));
        return p;
    }

    private static boolean isSeparator(final char c) {
        return Character.isWhitespace(c) || c == ',';
    }

    /** Whether this is the extended XYZ of CP2K, which says Step, Time (fs) and Energy (hartree) with these capitals. */
    boolean isExtendedCp2k() {
        return cp2k;
    }

    /** All keys, in lower case. */
    Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    boolean has(final String key) {
        return values.containsKey(key);
    }

    String get(final String key) {
        return values.get(key);
    }

    /** The numbers of {@code key}, or null if it is absent or holds none. */
    double[] numbers(final String key) {
        final String text = values.get(key);
        if (text == null) {
            return null;
        }
        final String[] words = text.replaceFirst("^\\s*_JSON\\s", "").replaceAll("[\\[\\],]", " ").strip().split("\\s+");
        final double[] result = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                result[i] = Double.parseDouble(words[i].replace('D', 'e'));
            } catch (final NumberFormatException e) {
                return null;
            }
            if (!Double.isFinite(result[i])) {
                return null;
            }
        }
        return result;
    }
}
