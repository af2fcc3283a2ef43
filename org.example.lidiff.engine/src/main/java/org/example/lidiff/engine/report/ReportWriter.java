package org.example.lidiff.engine.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import org.example.lidiff.engine.InputException;

/**
 * Writes one HTML file that tells what a workflow did.
 *
 * <p>The file needs nothing else and loads nothing: the drawing library plotly.js is inside it, compressed, and a content security policy
 * forbids the browser any other source. Without scripts, without WebGL and on paper the printed form of each picture is shown.
 * Every text from data is escaped. The same report gives the same bytes.
 */
public final class ReportWriter {

    /** A printed picture larger than this as SVG is shown as PNG instead. */
    private static final int MAX_SVG_CHARS = 250_000;

    private static final String POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
        + "img-src data: blob:; worker-src blob:; font-src data:; form-action 'none'; base-uri 'none'";

    private final StringBuilder html = new StringBuilder();
    private int pictures;
    private int nodesTold;

    private ReportWriter() {
    }

    /** Writes the report to {@code file}; a file that is there is replaced, and only by a whole one. */
    public static void write(final Report report, final Path file) throws IOException {
        final Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        final Path partial = Files.createTempFile(folder, file.getFileName().toString(), ".partial");
        try {
            Files.writeString(partial, html(report));
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** The report as one HTML document. */
    public static String html(final Report report) {
        final ReportWriter writer = new ReportWriter();
        writer.head(report);
        writer.overview(report);
        report.nodes().forEach(writer::node);
        writer.foot();
        return writer.html.toString();
    }

    private void head(final Report report) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
            .append(POLICY).append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        text(report.workflow() + " – Lidiff report");
        html.append("</title>\n<style>\n").append(Resources.own("report.css"))
            .append("</style>\n<noscript><style>.plot { display: none; }</style></noscript>\n</head>\n<body>\n<header>\n<h1>");
        text(report.workflow());
        html.append("</h1>\n<p class=\"facts\">");
        text(summary(report.nodes()));
        report.facts().forEach(fact -> {
            html.append("<br>");
            text(fact);
        });
        html.append("</p>\n</header>\n<main>\n");
    }

    private static String summary(final List<ReportNode> nodes) {
        final long executed = nodes.stream().filter(n -> n.state().equals("EXECUTED")).count();
        final long failed = nodes.stream().filter(n -> n.state().equals("FAILED")).count();
        final double seconds = nodes.stream().mapToDouble(ReportNode::seconds).filter(Double::isFinite).sum();
        return executed + " of " + nodes.size() + " nodes executed" + (failed > 0 ? ", " + failed + " failed" : "") + ", " + time(seconds) + ".";
    }

    private void overview(final Report report) {
        html.append("<section aria-labelledby=\"overview\">\n<h2 id=\"overview\">Nodes</h2>\n");
        for (final ReportNode node : report.nodes()) {
            messages(node, node.name() + " (#" + node.id() + "): ");
        }
        html.append("<div class=\"scroll\"><table class=\"nodes\"><thead><tr><th scope=\"col\" class=\"number\">#</th><th scope=\"col\">Node</th>"
            + "<th scope=\"col\">State</th><th scope=\"col\" class=\"number\">Time</th><th scope=\"col\" class=\"number\">Warnings</th></tr></thead><tbody>\n");
        for (int i = 0; i < report.nodes().size(); i++) {
            final ReportNode node = report.nodes().get(i);
            html.append("<tr><td class=\"number\">");
            text(node.id());
            html.append("</td><td><a href=\"#node-").append(i).append("\">");
            text(node.name());
            html.append("</a></td><td>");
            state(node);
            html.append("</td><td class=\"number\">").append(time(node.seconds())).append("</td><td class=\"number\">")
                .append(node.warnings().size()).append("</td></tr>\n");
        }
        html.append("</tbody></table></div>\n</section>\n");
    }

    private void node(final ReportNode node) {
        final String anchor = "node-" + nodesTold++;
        html.append("<section class=\"node\" aria-labelledby=\"").append(anchor).append("\">\n<h2 id=\"").append(anchor).append("\">");
        text(node.name() + " (#" + node.id() + ")");
        html.append("</h2>\n<p>");
        state(node);
        html.append(' ').append(time(node.seconds())).append("</p>\n");
        messages(node, "");
        node.pictures().forEach(this::picture);
        node.tables().forEach(this::table);
        if (!node.provenance().isBlank()) {
            html.append("<details open><summary>Provenance</summary>\n<pre>");
            text(node.provenance());
            html.append("</pre></details>\n");
        }
        html.append("</section>\n");
    }

    private void state(final ReportNode node) {
        final String state = Html.escape(node.state());
        html.append("<span class=\"state ").append(state.replaceAll("[^A-Za-z]", "")).append("\">").append(state).append("</span>");
    }

    private void messages(final ReportNode node, final String prefix) {
        if (!node.error().isBlank()) {
            html.append("<p class=\"error\" role=\"alert\"><strong>Failed.</strong> ");
            text(prefix + node.error());
            html.append("</p>\n");
        }
        for (final String warning : node.warnings()) {
            html.append("<p class=\"warning\"><strong>Warning.</strong> ");
            text(prefix + warning);
            html.append("</p>\n");
        }
    }

    private void picture(final Picture picture) {
        final String id = "picture-" + pictures++;
        html.append("<figure>\n<figcaption>");
        text(picture.title());
        html.append("</figcaption>\n<div class=\"plot\" role=\"img\" data-picture=\"").append(id).append("\" aria-label=\"");
        text(picture.description());
        html.append("\"></div>\n<noscript>").append(printed(picture)).append("</noscript>\n<script type=\"application/json\" id=\"").append(id)
            .append("\">").append(Html.script(picture.toJson())).append("</script>\n");
        if (!picture.notes().isEmpty()) {
            html.append("<ul class=\"notes\">");
            picture.notes().forEach(note -> {
                html.append("<li>");
                text(note);
                html.append("</li>");
            });
            html.append("</ul>\n");
        }
        html.append("</figure>\n");
    }

    private static String printed(final Picture picture) {
        try {
            final String svg = FigureRenderer.bareSvg(picture, ImageSize.DEFAULT);
            final boolean small = svg.length() <= MAX_SVG_CHARS;
            final byte[] image = small ? svg.getBytes(StandardCharsets.UTF_8) : FigureRenderer.barePng(picture, ImageSize.DEFAULT);
            return "<img src=\"data:image/" + (small ? "svg+xml" : "png") + ";base64," + Base64.getEncoder().encodeToString(image)
                + "\" alt=\"" + Html.escape(picture.description()) + "\">";
        } catch (final InputException e) {
            // A computer without fonts still gets its report; only the printed form is missing.
            return "<p class=\"warning\">" + Html.escape(e.getMessage()) + "</p>";
        }
    }

    private void table(final ReportTable table) {
        html.append("<div class=\"scroll\"><table><caption>");
        text(table.name());
        html.append("</caption><thead><tr>");
        final boolean[] numeric = new boolean[table.header().size()];
        for (int c = 0; c < numeric.length; c++) {
            final int column = c;
            numeric[c] = table.rows().stream().map(row -> row.get(column)).allMatch(ReportWriter::looksNumeric);
            cell("th scope=\"col\"", table.header().get(c), numeric[c]);
        }
        html.append("</tr></thead><tbody>\n");
        final int shown = Math.min(ReportTable.MAX_ROWS, table.rows().size());
        for (final List<String> row : table.rows().subList(0, shown)) {
            html.append("<tr>");
            for (int c = 0; c < numeric.length; c++) {
                cell("td", row.get(c), numeric[c]);
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
        if (shown < table.totalRows()) {
            html.append("<p class=\"notes\">").append(String.format(Locale.ROOT, "The first %,d of %,d rows.", shown, table.totalRows()))
                .append("</p>\n");
        }
    }

    private void cell(final String tag, final String content, final boolean numeric) {
        html.append('<').append(tag).append(numeric ? " class=\"number\">" : ">");
        text(content);
        html.append("</").append(tag, 0, 2).append('>');
    }

    private static boolean looksNumeric(final String cell) {
        return cell.isEmpty() || cell.matches("[-+−]?([0-9.]+([eE][-+]?[0-9]+)?|NaN|Infinity|\\?)");
    }

    private void foot() {
        html.append("</main>\n<footer>Written by Lidiff. Charts by plotly.js ").append(Html.escape(Resources.plotlyVersion()))
            .append(" (MIT License, copyright Plotly, Inc.).</footer>\n");
        if (pictures > 0) {
            html.append("<script type=\"text/plain\" id=\"drawing-library\">").append(packed(Resources.plotly())).append("</script>\n<script>\n")
                .append(Resources.own("lidiff-figures.js")).append("</script>\n<script>\n").append(Resources.own("report.js"))
                .append("</script>\n");
        }
        html.append("</body>\n</html>\n");
    }

    private static String packed(final String script) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String time(final double seconds) {
        if (Double.isNaN(seconds)) {
            return "";
        }
        return seconds < 60 ? String.format(Locale.ROOT, "%.1f s", seconds)
            : String.format(Locale.ROOT, "%d min %02d s", (long)(seconds / 60), (long)(seconds % 60));
    }

    private void text(final String text) {
        html.append(Html.escape(text));
    }
}
