package org.example.lidiff.engine.report;

import java.util.List;

/**
 * What {@link ReportWriter} tells about one run of a workflow.
 *
 * @param workflow its name
 * @param facts lines below the title: software version, date, options; may be empty
 * @param nodes in the order in which they are told
 */
public record Report(String workflow, List<String> facts, List<ReportNode> nodes) {

    /** Copies the lists. */
    public Report {
        facts = List.copyOf(facts);
        nodes = List.copyOf(nodes);
    }
}
