package org.example.lidiff.headless;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * licenses/third-party.csv: every library that is shipped, with its licence.
 *
 * @param rows one a library
 */
record ThirdParty(List<CSVRecord> rows) {

    static final String OWN = "own";

    /** Licences of libraries that may be shipped. */
    static final Set<String> ALLOWED = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "EPL-1.0", "EPL-2.0", OWN);

    static ThirdParty read(final Path root) throws IOException {
        try (Reader in = Files.newBufferedReader(root.resolve("licenses/third-party.csv"))) {
            return parse(in);
        }
    }

    static ThirdParty parse(final Reader in) throws IOException {
        return new ThirdParty(CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in).getRecords());
    }

    /** Names of the files with licence texts. */
    static Set<String> licenceTexts(final Path root) throws IOException {
        final Set<String> names = new TreeSet<>();
        for (final CSVRecord row : read(root).rows) {
            Arrays.stream(row.get("texts").split(" ")).filter(t -> !t.isBlank()).forEach(names::add);
        }
        return names;
    }

    /** What is wrong with these shipped files: those not listed for the place, and those with a licence that is not allowed. */
    List<String> faults(final List<String> files, final String place) {
        final List<String> faults = new ArrayList<>();
        for (final String file : files) {
            final List<CSVRecord> found = rows.stream().filter(r -> matches(r, file) && Arrays.asList(r.get("shipped in").split("; ")).contains(place))
                .toList();
            if (found.size() != 1) {
                faults.add(file + " in the " + place + " is in " + found.size() + " rows of licenses/third-party.csv");
            } else if (!ALLOWED.contains(found.get(0).get("licence"))) {
                faults.add(file + " has the licence " + found.get(0).get("licence") + ", which is not allowed");
            }
        }
        return faults;
    }

    private static boolean matches(final CSVRecord row, final String file) {
        return FileSystems.getDefault().getPathMatcher("glob:" + row.get("file")).matches(Path.of(file));
    }
}
