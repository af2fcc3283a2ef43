package org.example.lidiff.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table of numbers with three digits. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(final String... columns) {
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|" + "---|".repeat(columns.length));
    }

    void row(final String name, final double... values) {
        final StringBuilder line = new StringBuilder("| " + name + " |");
        for (final double v : values) {
            line.append(' ').append(Double.isNaN(v) ? "–" : text(v)).append(" |");
        }
        lines.add(line.toString());
        System.err.println(line);
    }

    private static String text(final double v) {
        return String.format(Locale.ROOT, v >= 100 ? "%.0f" : v >= 10 ? "%.1f" : v >= 1 ? "%.2f" : "%.3f", v);
    }

    void print() {
        lines.forEach(System.out::println);
        System.out.println();
    }
}
