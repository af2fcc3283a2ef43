package org.example.lidiff.headless;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The known names that look most like a mistyped one. */
final class NearestNames {

    private static final int MOST = 5;

    private NearestNames() {
    }

    /** At most five of {@code known}, the most similar first. */
    static List<String> of(final String name, final Collection<String> known) {
        return known.stream().sorted(Comparator.comparingInt((String k) -> distance(lower(name), lower(k))).thenComparing(k -> k))
            .limit(MOST).collect(Collectors.toList());
    }

    private static String lower(final String s) {
        return s.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein distance: insertions, deletions and replacements that turn {@code a} into {@code b}. */
    static int distance(final String a, final String b) {
        int[] previous = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
            }
            final int[] swap = previous;
            previous = row;
            row = swap;
        }
        return previous[b.length()];
    }
}
