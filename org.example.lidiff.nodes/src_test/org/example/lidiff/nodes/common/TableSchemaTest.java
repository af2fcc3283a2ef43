package org.example.lidiff.nodes.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.example.lidiff.nodes.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.standin.HeadlessSupport;

class TableSchemaTest {

    private static final TableSchema SCHEMA = TableSchema.create().text("Run").number("Time (ps)").whole("Frame").flag("Kept");

    @TempDir
    private Path folder;

    @Test
    void aSchemaDoesNotChangeWhenAColumnIsAdded() {
        SCHEMA.text("More");
        assertArrayEquals(new String[] {"Run", "Time (ps)", "Frame", "Kept"}, SCHEMA.spec().getColumnNames());
    }

    @Test
    void rowsKeepTheirValues() throws CanceledExecutionException {
        final BufferedDataTable table = SCHEMA.rows(Nodes.context(folder)).add("Run 1", 0.5, 3, true).add("Run 1", 1, 4L, false).close();
        assertEquals(2, table.size());
        assertTrue(table.getDataTableSpec().equalStructure(SCHEMA.spec()));
        try (var rows = table.iterator()) {
            final DataRow row = rows.next();
            assertEquals("Run 1", row.getCell(0).toString());
            assertEquals(0.5, ((DoubleValue)row.getCell(1)).getDoubleValue());
            assertEquals("3", row.getCell(2).toString());
            assertEquals("true", row.getCell(3).toString());
        }
    }

    @Test
    void whatIsNotKnownIsMissing() throws CanceledExecutionException {
        final BufferedDataTable table = SCHEMA.rows(Nodes.context(folder)).add(null, Double.NaN, null, null).close();
        try (var rows = table.iterator()) {
            rows.next().forEach(cell -> assertTrue(cell.isMissing()));
        }
    }

    @Test
    void aRowOfAnotherLengthIsOurMistake() {
        final TableSchema.Rows rows = SCHEMA.rows(Nodes.context(folder));
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> rows.add("Run 1", 0.5));
        assertTrue(e.getMessage().contains("2 values for 4 columns"), e.getMessage());
    }

    @Test
    void stoppingTheNodeStopsALongTable() {
        final ExecutionContext stopped = HeadlessSupport.newExecutionContext(folder, null, () -> true);
        final TableSchema.Rows rows = SCHEMA.rows(stopped);
        assertThrows(CanceledExecutionException.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                rows.add("Run 1", 0.5, i, true);
            }
        });
    }
}
