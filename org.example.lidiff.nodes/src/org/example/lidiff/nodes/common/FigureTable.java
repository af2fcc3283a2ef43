package org.example.lidiff.nodes.common;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.report.FigurePage;
import org.example.lidiff.engine.report.FigureRenderer;
import org.example.lidiff.engine.report.ImageSize;
import org.example.lidiff.engine.report.Picture;
import org.knime.core.data.DataRow;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;

/** The internal table with the pictures of a node: what its view, the runner and the image port draw from. */
public final class FigureTable {

    private static final TableSchema SCHEMA = TableSchema.create().text("id").text("figure");

    private FigureTable() {
    }

    /** The pictures as a table of {@code id} and {@code figure} (JSON). */
    public static BufferedDataTable of(final ExecutionContext exec, final List<? extends Picture> pictures)
        throws CanceledExecutionException {
        final TableSchema.Rows rows = SCHEMA.rows(exec);
        for (final Picture picture : pictures) {
            rows.add(picture.id(), picture.toJson());
        }
        return rows.close();
    }

    /** What the view's page asks for. */
    public static String initialData(final BufferedDataTable table) {
        final List<String> json = new ArrayList<>();
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                json.add(((StringValue)row.getCell(1)).getStringValue());
            }
        }
        return FigurePage.initialData(json);
    }

    /** The type of an image port that shows a picture. */
    public static ImagePortObjectSpec imageSpec() {
        return new ImagePortObjectSpec(PNGImageContent.TYPE);
    }

    /** The picture on an image port. */
    public static ImagePortObject image(final Picture picture) {
        return new ImagePortObject(new PNGImageContent(FigureRenderer.png(picture, ImageSize.DEFAULT)), imageSpec());
    }
}
