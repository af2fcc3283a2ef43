package org.example.lidiff.headless;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.ReportTable;

/** Everything that one node left behind, filled while it runs. */
final class NodeOutcome {

    final int id;
    final String name;
    final String factory;
    NodeState state = NodeState.IDLE;
    double seconds = Double.NaN;
    String error = "";
    String provenance = "";
    final List<String> warnings = new ArrayList<>();
    final List<String> outputs = new ArrayList<>();
    final List<Picture> pictures = new ArrayList<>();
    final List<ReportTable> tables = new ArrayList<>();

    NodeOutcome(final WorkflowDirectory.NodeEntry entry) {
        id = entry.id();
        name = entry.name();
        factory = entry.factory();
    }

    void fail(final String message) {
        state = NodeState.FAILED;
        error = message;
    }
}
