package org.example.lidiff.nodes.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.nodes.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.image.ImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.webui.page.Page;
import org.knime.node.HeadlessViews;

/** Pictures on their way from a node to its view, its image port and the runner. */
class FigureTableTest {

    private static final Pattern RESOURCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @TempDir
    private Path folder;

    private static Figure figure(final String id) {
        return Figure.builder(id).title("Energy <of> \"Li\" & Si").x(Axis.linear("Time", "ps")).y(Axis.linear("Energy", "eV"))
            .line("run </script>", new double[] {0, 1, 2}, new double[] {-1, -2, -1.5}).build();
    }

    private BufferedDataTable table(final Figure... figures) throws CanceledExecutionException {
        return FigureTable.of(Nodes.context(folder), List.of(figures));
    }

    @Test
    void theTableHoldsIdAndJson() throws CanceledExecutionException {
        final BufferedDataTable table = table(figure("a"), figure("b"));
        assertArrayEquals(new String[] {"id", "figure"}, table.getDataTableSpec().getColumnNames());
        assertEquals(2, table.size());
        try (var rows = table.iterator()) {
            final var row = rows.next();
            assertEquals("a", row.getCell(0).toString());
            assertEquals(figure("a"), Picture.fromJson(row.getCell(1).toString()));
        }
    }

    @Test
    void theViewGetsEveryPictureAsJson() throws CanceledExecutionException, IOException {
        final JsonNode data = new ObjectMapper().readTree(FigureTable.initialData(table(figure("a"), figure("b"))));
        assertEquals(1, data.get("version").intValue());
        assertEquals(2, data.get("pictures").size());
        assertEquals("a", data.get("pictures").get(0).get("id").textValue());
        assertEquals("Energy <of> \"Li\" & Si", data.get("pictures").get(0).get("title").textValue());
    }

    @Test
    void theImagePortShowsThePicture() throws IOException {
        final ImagePortObject image = FigureTable.image(figure("a"));
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((ImageValue)image.toDataCell()).getImageContent().save(out);
        assertTrue(ImageIO.read(new ByteArrayInputStream(out.toByteArray())).getWidth() > 300);
    }

    @ParameterizedTest
    @MethodSource("org.example.lidiff.nodes.Nodes#factories")
    void everyViewIsOnePageWithItsScriptsBeside(final NodeFactory<NodeModel> factory) throws IOException {
        final Page page = HeadlessViews.page(Nodes.node(factory)).orElseThrow();
        assertEquals("index.html", page.getRelativePath());
        final String html = HeadlessViews.html(page);
        final Matcher m = RESOURCE.matcher(html);
        int resources = 0;
        while (m.find()) {
            assertTrue(m.group(1).matches("[\\w.-]+"), m.group(1) + " is not beside the page");
            assertTrue(page.getResource(m.group(1)).isPresent(), m.group(1));
            resources++;
        }
        assertEquals(3, resources, "drawing library, our script, KNIME's service");
        assertFalse(html.contains("//cdn") || html.contains("http://") || html.contains("https://"), "the view works offline");
    }
}
