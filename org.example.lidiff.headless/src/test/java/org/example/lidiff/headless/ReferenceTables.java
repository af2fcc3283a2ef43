package org.example.lidiff.headless;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The tables in the folder "reference" of a test workflow, which lie there as the runner writes them. */
final class ReferenceTables {

    private static final int MOST_DIFFERENCES = 20;

    private final Path folder;
    private final ReferenceTolerances tolerances;
    private final List<String> differences = new ArrayList<>();

    private ReferenceTables(final Path folder, final ReferenceTolerances tolerances) {
        this.folder = folder;
        this.tolerances = tolerances;
    }

    /** The tables of a folder of references or results, by path in it. */
    static List<Path> tables(final Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(f -> f.toString().endsWith(".csv")).map(folder::relativize).filter(f -> f.getNameCount() == 2).sorted().toList();
        }
    }

    /** What of the tables in {@code output} is not as in {@code folder}, at most {@value #MOST_DIFFERENCES} lines. */
    static List<String> differences(final Path folder, final Path output) throws IOException {
        final ReferenceTables reference = new ReferenceTables(folder, ReferenceTolerances.of(folder));
        for (final Path table : tables(folder)) {
            reference.compare(table, output);
        }
        final List<String> found = reference.differences;
        return found.size() <= MOST_DIFFERENCES ? found : Stream.concat(found.stream().limit(MOST_DIFFERENCES),
            Stream.of("… and " + (found.size() - MOST_DIFFERENCES) + " more")).toList();
    }

    /** Replaces the tables in {@code folder} by those in {@code output}. */
    static void regenerate(final Path folder, final Path output) throws IOException {
        for (final Path old : tables(folder)) {
            Files.delete(folder.resolve(old));
        }
        for (final Path table : tables(output)) {
            Files.createDirectories(folder.resolve(table).getParent());
            Files.copy(output.resolve(table), folder.resolve(table), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<CSVRecord> read(final Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            return CSVFormat.RFC4180.parse(in).getRecords();
        }
    }

    private void compare(final Path table, final Path output) throws IOException {
        if (!Files.exists(output.resolve(table))) {
            differences.add(table + ": the run wrote no such table");
            return;
        }
        final List<CSVRecord> expected = read(folder.resolve(table));
        final List<CSVRecord> actual = read(output.resolve(table));
        final List<String> columns = expected.get(0).toList();
        if (!columns.equals(actual.get(0).toList())) {
            differences.add(table + ": has the columns " + actual.get(0).toList() + ", the reference " + columns);
            return;
        }
        if (expected.size() != actual.size()) {
            differences.add(table + ": has " + (actual.size() - 1) + " rows, the reference " + (expected.size() - 1));
        }
        for (int r = 1; r < Math.min(expected.size(), actual.size()); r++) {
            final Map<String, String> reference = row(columns, expected.get(r));
            final Map<String, String> found = row(columns, actual.get(r));
            for (final String column : columns) {
                cell(table, r, column, reference, found);
            }
        }
    }

    private static Map<String, String> row(final List<String> columns, final CSVRecord record) {
        final Map<String, String> row = new HashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            row.put(columns.get(c), record.get(c));
        }
        return row;
    }

    private void cell(final Path table, final int number, final String column, final Map<String, String> reference,
        final Map<String, String> found) {
        final String expected = reference.get(column);
        final String actual = found.get(column);
        if (expected.equals(actual)) {
            return;
        }
        final String where = table + ", row " + number + ", column '" + column + "'";
        final ReferenceTolerances.Family family = tolerances.of(table.toString().replace('\\', '/'), column, reference);
        try {
            final double e = Double.parseDouble(expected);
            final double a = Double.parseDouble(actual);
            if (!family.accepts(e, a, family.standardError(reference, found))) {
                differences.add(where + ": is " + actual + ", the reference " + expected + " (off by " + Math.abs(a - e) + ", allowed "
                    + family.relative() + " · |reference| + " + family.absolute() + ")");
            }
        } catch (final NumberFormatException e) {
            differences.add(where + ": is '" + actual + "', the reference '" + expected + "'");
        }
    }
}
