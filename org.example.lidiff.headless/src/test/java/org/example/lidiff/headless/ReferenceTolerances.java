package org.example.lidiff.headless;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * How far numbers may be from those of a reference table, by families of columns.
 *
 * @param families what differs from the default; the first one whose pattern fits counts
 */
record ReferenceTolerances(List<Family> families) {

    /** The file in a reference folder with the columns pattern, relative, absolute, reason. */
    static final String FILE = "tolerances.csv";

    /** Sums in another order on another machine change the last three digits of sixteen; zeros are compared absolutely. */
    static final Family DEFAULT = new Family("*", 1e-9, 1e-12);

    /**
     * Columns that are compared alike: a number passes if it is off by at most relative · |reference| + absolute.
     *
     * @param pattern column name, * for any text
     * @param relative relative tolerance
     * @param absolute absolute tolerance in the unit of the column
     */
    record Family(String pattern, double relative, double absolute) {

        boolean accepts(final double reference, final double actual) {
            return reference == actual || Double.isNaN(reference) && Double.isNaN(actual)
                || Math.abs(actual - reference) <= relative * Math.abs(reference) + absolute;
        }

        private boolean fits(final String column) {
            // names hold / and other signs of patterns: only * means something
            return column.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"));
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
                    families.add(new Family(row.get("pattern"), Double.parseDouble(row.get("relative")), Double.parseDouble(row.get("absolute"))));
                }
            }
        }
        return new ReferenceTolerances(families);
    }

    Family of(final String column) {
        return families.stream().filter(f -> f.fits(column)).findFirst().orElse(DEFAULT);
    }
}
