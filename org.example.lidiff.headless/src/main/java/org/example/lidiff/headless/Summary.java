package org.example.lidiff.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.example.lidiff.engine.Version;
import org.example.lidiff.engine.report.Report;
import org.example.lidiff.engine.report.ReportNode;
import org.example.lidiff.engine.report.ReportWriter;

/** summary.json and report.html of a run. */
final class Summary {

    private static final int VERSION = 1;

    private Summary() {
    }

    static void writeJson(final Path file, final String workflow, final List<NodeOutcome> outcomes) throws IOException {
        final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        final ObjectNode root = mapper.createObjectNode().put("version", VERSION).put("workflow", workflow);
        final var nodes = root.putArray("nodes");
        for (final NodeOutcome o : outcomes) {
            final ObjectNode node = nodes.addObject().put("id", o.id).put("name", o.name).put("factory", o.factory).put("state", o.state.name());
            if (Double.isNaN(o.seconds)) {
                node.putNull("seconds");
            } else {
                node.put("seconds", Math.round(1000 * o.seconds) / 1000.0);
            }
            o.warnings.forEach(node.putArray("warnings")::add);
            if (o.error.isEmpty()) {
                node.putNull("error");
            } else {
                node.put("error", o.error);
            }
            o.outputs.forEach(node.putArray("outputs")::add);
        }
        final Path part = Files.createTempFile(file.getParent(), "summary", ".part");
        Files.write(part, mapper.writeValueAsBytes(root));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    static void writeReport(final Path file, final String workflow, final List<String> facts, final List<NodeOutcome> outcomes)
        throws IOException {
        final List<ReportNode> nodes = new ArrayList<>();
        for (final NodeOutcome o : outcomes) {
            nodes.add(new ReportNode(Integer.toString(o.id), o.name, o.state.name(), o.seconds, o.warnings, o.error, o.provenance, o.pictures,
                o.tables));
        }
        final List<String> all = new ArrayList<>(List.of("Lidiff " + Version.current()));
        all.addAll(facts);
        ReportWriter.write(new Report(workflow, all, nodes), file);
    }
}
