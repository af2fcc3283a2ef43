package org.example.lidiff.headless;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * How far numbers may be from those of a reference table, by families of columns.
 *
 * @param families what differs from the default; the first one whose pattern fits counts
 */
record ReferenceTolerances(List<Family> families) {

    /**
     * The file in a reference folder with the columns pattern, relative, absolute, reason, and if wanted table (a pattern of its path), after
     * ("Step 200": only rows in which the reference has a larger number in that column) and error (a column with a standard error: four
     * times that of reference and result together are allowed besides).
     */
    static final String FILE = "tolerances.csv";

    /** Sums in another order on another machine change the last three digits of sixteen; zeros are compared absolutely. */
    private static final double ERRORS = 4;
    static final Family DEFAULT = new Family("*", 1e-9, 1e-12);

    /**
     * Columns that are compared alike: a number passes if it is off by at most relative · |reference| + absolute.
     *
     * @param pattern column name, * for any text
     * @param relative relative tolerance
     * @param absolute absolute tolerance in the unit of the column
     * @param table pattern of the path of the table, * for any text
     * @param after column and number: later rows only; empty for all rows
     * @param error column with the standard error of the number, empty for none
     */
    record Family(String pattern, double relative, double absolute, String table, String after, String error) {

        /** In all rows of all tables, without a standard error. */
        Family(final String pattern, final double relative, final double absolute) {
            this(pattern, relative, absolute, "*", "", "");
        }

        boolean accepts(final double reference, final double actual, final double standardError) {
            return reference == actual || Double.isNaN(reference) && Double.isNaN(actual)
                || Math.abs(actual - reference) <= relative * Math.abs(reference) + absolute + ERRORS * standardError;
        }

        /** √(error² + error²) of both rows; 0 where the family has no column of errors. */
        double standardError(final Map<String, String> reference, final Map<String, String> actual) {
            return error.isEmpty() ? 0 : Math.hypot(Double.parseDouble(reference.get(error)), Double.parseDouble(actual.get(error)));
        }

        private boolean covers(final Map<String, String> row) {
            final int blank = after.lastIndexOf(' ');
            return after.isEmpty() || Double.parseDouble(row.get(after.substring(0, blank))) > Double.parseDouble(after.substring(blank + 1));
        }

        private static boolean fits(final String pattern, final String name) {
            // names hold / and other signs of patterns: only * means something
            return name.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"));
        }
    }

    /** Reads the file of {@code folder}, if there is one. */
    static ReferenceTolerances of(final Path folder) throws IOException {
        final List<Family> families = new ArrayList<>();
        if (Files.exists(folder.resolve(FILE))) {
            try (Reader in = Files.newBufferedReader(folder.resolve(FILE))) {
                for (final CSVRecord row : CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
                    if (row.get("reason").isBlank()) {
                        throw new IOException(folder.resolve(FILE) + ", " + row.get("pattern") + ": a tolerance needs a reason");
                    }
                    families.add(new Family(row.get("pattern"), Double.parseDouble(row.get("relative")), Double.parseDouble(row.get("absolute")),
                        row.isSet("table") && !row.get("table").isEmpty() ? row.get("table") : "*", row.isSet("after") ? row.get("after") : "",
                        row.isSet("error") ? row.get("error") : ""));
                }
            }
        }
        return new ReferenceTolerances(families);
    }

    /** The family of a column in a row of the reference. */
    Family of(final String table, final String column, final Map<String, String> row) {
        return families.stream().filter(f -> Family.fits(f.pattern(), column) && Family.fits(f.table(), table) && f.covers(row)).findFirst()
            .orElse(DEFAULT);
    }
}
