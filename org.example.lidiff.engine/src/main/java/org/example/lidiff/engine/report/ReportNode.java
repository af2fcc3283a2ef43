package org.example.lidiff.engine.report;

import java.util.List;

/**
 * One node of a {@link Report}.
 *
 * @param id its number in the workflow
 * @param name its name
 * @param state EXECUTED, FAILED, SKIPPED, CONFIGURED or IDLE
 * @param seconds how long it ran, or NaN
 * @param warnings its warnings, may be empty
 * @param error why it failed, or empty
 * @param provenance from what its results were made, as preformatted text, or empty
 * @param pictures its figures and scenes
 * @param tables its tables, or the beginnings of them
 */
public record ReportNode(String id, String name, String state, double seconds, List<String> warnings, String error, String provenance,
    List<Picture> pictures, List<ReportTable> tables) {

    /** Copies the lists. */
    public ReportNode {
        warnings = List.copyOf(warnings);
        pictures = List.copyOf(pictures);
        tables = List.copyOf(tables);
    }
}
