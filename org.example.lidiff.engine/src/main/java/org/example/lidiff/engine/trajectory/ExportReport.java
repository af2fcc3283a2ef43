package org.example.lidiff.engine.trajectory;

import java.util.List;

/**
 * What an export left behind.
 *
 * @param files the files, in the order of the runs
 * @param warnings what the user should know
 */
public record ExportReport(List<WrittenFile> files, List<String> warnings) {

    /** Copies the lists. */
    public ExportReport {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }
}
