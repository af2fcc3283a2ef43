package org.example.lidiff.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private static final String EVIL = "</script><script>alert('x')</script><!-- \" ' & \u2028";

    private static ReportNode node(final String name, final String state, final List<Picture> pictures, final List<ReportTable> tables) {
        return new ReportNode("3", name, state, 1.25, List.of("Be careful."), state.equals("FAILED") ? "It broke." : "", "file a.xyz sha256 12",
            pictures, tables);
    }

    private static Report report(final ReportNode... nodes) {
        return new Report("Demo", List.of("Lidiff 0.1.0"), List.of(nodes));
    }

    /** The report without what is packed or encoded in it. */
    private static String visible(final String html) {
        return html.replaceAll("(?s)<script type=\"text/plain\".*?</script>", "").replaceAll("base64,[A-Za-z0-9+/=]+", "");
    }

    @Test
    void theReportTellsNodesWarningsErrorsAndProvenance() {
        final String html = ReportWriter.html(report(node("Build MSM", "FAILED", List.of(Samples.logFigure()), List.of())));
        for (final String expected : List.of("<html lang=\"en\">", "<h1>Demo</h1>", "0 of 1 nodes executed, 1 failed, 1.3 s.", "Lidiff 0.1.0",
            "<a href=\"#node-0\">Build MSM</a>", "<h2 id=\"node-0\">Build MSM (#3)</h2>", "<strong>Failed.</strong> Build MSM (#3): It broke.",
            "<strong>Warning.</strong> Be careful.", "<pre>file a.xyz sha256 12</pre>", "<figcaption>Implied time scales</figcaption>",
            "aria-label=\"Implied time scales: Time scale (ps) over Lag time (ps); t2.\"", "alt=\"Implied time scales")) {
            assertTrue(html.contains(expected), expected);
        }
    }

    @Test
    void nothingIsLoadedFromOutside() {
        final String html = ReportWriter.html(report(node("A", "EXECUTED", List.of(Samples.figure(), Samples.scene()), List.of())));
        final String visible = visible(html);
        assertFalse(visible.contains("http:") || visible.contains("https:") || visible.contains("//cdn"), "an address in the report");
        assertFalse(Pattern.compile("(src|href)=\"(?!#|data:)").matcher(visible).find(), "a source outside the file");
        assertFalse(visible.contains("@import") || visible.contains("url("));
        assertTrue(html.contains("default-src 'none'"));
        assertFalse(html.contains("KnimeUIExtensionService") || html.contains("knime-ui-extension"));
    }

    @Test
    void theDrawingLibraryIsInsideUnmodified() throws IOException {
        final String html = ReportWriter.html(report(node("A", "EXECUTED", List.of(Samples.figure()), List.of())));
        final Matcher packed = Pattern.compile("id=\"drawing-library\">([^<]*)<").matcher(html);
        assertTrue(packed.find());
        final byte[] gzip = Base64.getDecoder().decode(packed.group(1));
        final String script = new String(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(FigurePage.plotly(), script);
        assertTrue(script.contains("Licensed under the MIT license"));
        assertTrue(html.contains("plotly.js " + Resources.plotlyVersion() + " (MIT License"));
    }

    @Test
    void aReportWithoutPicturesIsSmall() {
        final String html = ReportWriter.html(report(node("A", "EXECUTED", List.of(), List.of())));
        assertTrue(html.length() < 20_000, () -> html.length() + " characters");
    }

    @Test
    void textFromDataIsNeverMarkup() {
        final Figure figure = Figure.builder("f").title(EVIL).x(Axis.linear(EVIL, EVIL)).y(Axis.dimensionless(EVIL)).line(EVIL, Samples.X, Samples.X)
            .note(EVIL).build();
        final Scene scene = Scene.builder("s").title(EVIL).atom(new Scene.Atom(EVIL, new Scene.Point(0, 0, 0), 1, EVIL)).legend(EVIL, EVIL).build();
        final ReportTable table = new ReportTable(EVIL, List.of(EVIL), List.of(List.of(EVIL)), 1);
        final ReportNode node = new ReportNode(EVIL, EVIL, EVIL, Double.NaN, List.of(EVIL), EVIL, EVIL, List.of(figure, scene), List.of(table));
        final String html = ReportWriter.html(new Report(EVIL, List.of(EVIL), List.of(node)));
        final String visible = visible(html);
        assertFalse(visible.contains("<script>alert"), "a script from data");
        assertFalse(visible.contains("<!--"), "a comment from data");
        assertFalse(visible.contains("\u2028\"") && visible.contains("\"\u2028"));
        // Two JSON blocks, the packed library (removed here) and our two scripts; data added none.
        assertEquals(4, visible.split("<script", -1).length - 1);
        assertEquals(4, visible.split("</script", -1).length - 1);
        assertTrue(visible.contains("<h1>&lt;/script&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;!-- &quot; &#39; &amp;"));
    }

    @Test
    void embeddedJsonIsTheFigure() {
        final Figure figure = Figure.builder("f").title(EVIL).x(Axis.linear("x", "ps")).y(Axis.dimensionless("y")).line("a<b", Samples.X, Samples.X).build();
        final Matcher json = Pattern.compile("<script type=\"application/json\" id=\"picture-0\">(.*?)</script>")
            .matcher(ReportWriter.html(report(node("A", "EXECUTED", List.of(figure), List.of()))));
        assertTrue(json.find());
        assertEquals(figure, Picture.fromJson(json.group(1)));
    }

    @Test
    void longTablesAreCutAndSaySo() {
        final List<List<String>> rows = Collections.nCopies(150, List.of("Li", "1.5e-3"));
        final String html = ReportWriter.html(report(node("A", "EXECUTED", List.of(), List.of(new ReportTable("Sites", List.of("Element", "Rate (1/ps)"), rows, 1532)))));
        assertEquals(ReportTable.MAX_ROWS, html.split("<td class=\"number\">1.5e-3</td>", -1).length - 1);
        assertTrue(html.contains("The first 100 of 1,532 rows."));
        assertTrue(html.contains("<caption>Sites</caption>"));
    }

    @Test
    void tablesThatDoNotFitAreRefused() {
        assertEquals("A row of table 'T' has 2 cells for 1 columns",
            assertThrows(IllegalArgumentException.class, () -> new ReportTable("T", List.of("a"), List.of(List.of("1", "2")), 1)).getMessage());
        assertEquals("Table 'T' has 1 rows, more than its total of 0",
            assertThrows(IllegalArgumentException.class, () -> new ReportTable("T", List.of("a"), List.of(List.of("1")), 0)).getMessage());
    }

    @Test
    void theSameReportGivesTheSameBytesAndOneFile(@TempDir final Path folder) throws IOException {
        final Report report = report(node("A", "EXECUTED", List.of(Samples.figure()), List.of()));
        final Path file = folder.resolve("out/report.html");
        ReportWriter.write(report, file);
        final byte[] first = Files.readAllBytes(file);
        ReportWriter.write(report, file);
        assertEquals(new String(first, StandardCharsets.UTF_8), Files.readString(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void largePicturesArePrintedAsPixels() {
        final double[] x = Samples.noise(20_000, 1);
        final Figure large = Figure.builder("f").title("T").x(Axis.linear("x", "ps")).y(Axis.linear("y", "ps")).points("a", x, x).build();
        final String html = ReportWriter.html(report(node("A", "EXECUTED", List.of(large, Samples.logFigure()), List.of())));
        assertTrue(html.contains("data:image/png;base64,") && html.contains("data:image/svg+xml;base64,"));
    }
}
