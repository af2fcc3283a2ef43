package org.example.lidiff.engine.report;

import java.util.List;

/**
 * A table of a {@link Report}; the report prints its first {@value #MAX_ROWS} rows.
 *
 * @param name its heading
 * @param header column names
 * @param rows cells as text, each row as long as the header
 * @param totalRows rows of the whole table, at least those given
 */
public record ReportTable(String name, List<String> header, List<List<String>> rows, long totalRows) {

    /** The most rows that a report prints. */
    public static final int MAX_ROWS = 100;

    /** @throws IllegalArgumentException if a row is not as long as the header, or the total is too small */
    public ReportTable {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        if (totalRows < rows.size()) {
            throw new IllegalArgumentException("Table '" + name + "' has " + rows.size() + " rows, more than its total of " + totalRows);
        }
        for (final List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("A row of table '" + name + "' has " + row.size() + " cells for " + header.size()
                    + " columns");
            }
        }
    }
}
