package org.example.lidiff.knimeapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.MissingCell;
import org.knime.core.data.RowKey;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeSettings;
import org.knime.core.standin.HeadlessSupport;

/** Tables take rows that fit and refuse others; types and cells are those of KNIME. */
class TableTest {

    private static final DataTableSpec SPEC = new DataTableSpec(
        new DataColumnSpecCreator("Energy (eV)", DoubleCell.TYPE).createSpec(),
        new DataColumnSpecCreator("Name", StringCell.TYPE).createSpec());

    private final ExecutionContext m_exec =
        HeadlessSupport.newExecutionContext(java.nio.file.Path.of("unused"), null, null);

    private static DefaultRow row(final String key, final DataCell... cells) {
        return new DefaultRow(key, cells);
    }

    @Test
    void rowsComeBackInOrder() {
        final BufferedDataContainer container = m_exec.createDataContainer(SPEC);
        container.addRowToTable(row("b", new DoubleCell(1.5), new StringCell("x")));
        container.addRowToTable(row("a", DataType.getMissingCell(), new MissingCell("why")));
        assertEquals(2, container.size());
        container.close();
        final BufferedDataTable table = container.getTable();
        assertEquals(SPEC, table.getDataTableSpec());
        try (var rows = table.iterator()) {
            assertEquals(row("b", new DoubleCell(1.5), new StringCell("x")), rows.next());
            assertTrue(rows.next().getCell(1).isMissing());
            assertFalse(rows.hasNext());
            assertThrows(NoSuchElementException.class, rows::next);
        }
        assertEquals(table, container.getTable());
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        final BufferedDataContainer container = m_exec.createDataContainer(SPEC);
        final DefaultRow good = row("a", new DoubleCell(1), new StringCell("x"));
        container.addRowToTable(good);
        assertEquals("Row \"n\" has 1 cells, but the table has 2 columns.",
            assertThrows(IllegalArgumentException.class, () -> container.addRowToTable(row("n", new DoubleCell(1))))
                .getMessage());
        assertEquals("Cell 0 (\"1\") of row \"t\" is a IntCell, but the column \"Energy (eV)\" holds DoubleCell.",
            assertThrows(IllegalArgumentException.class,
                () -> container.addRowToTable(row("t", new IntCell(1), new StringCell("x")))).getMessage());
        assertEquals("Duplicate row key \"a\" at row 1.",
            assertThrows(DataContainerException.class, () -> container.addRowToTable(good)).getMessage());
        assertThrows(IllegalStateException.class, container::getTable);
        container.close();
        assertTrue(assertThrows(IllegalStateException.class,
            () -> container.addRowToTable(row("z", new DoubleCell(1), new StringCell("x")))).getMessage()
            .contains("has been closed"));
        assertEquals(1, container.getTable().size());
    }

    @Test
    void nullIsNoCell() {
        assertThrows(NullPointerException.class, () -> row("a", (DataCell)null));
        assertThrows(NullPointerException.class, () -> new StringCell(null));
        assertThrows(NullPointerException.class, () -> new RowKey(null));
    }

    @Test
    void columnNamesAreUnique() {
        final var column = new DataColumnSpecCreator("a", IntCell.TYPE).createSpec();
        assertEquals("Duplicate column name \"a\".",
            assertThrows(IllegalArgumentException.class, () -> new DataTableSpec(column, column)).getMessage());
        assertEquals(1, SPEC.findColumnIndex("Name"));
        assertEquals(-1, SPEC.findColumnIndex("name"));
        assertEquals(3, new DataTableSpecCreator(SPEC).addColumns(column).createSpec().getNumColumns());
    }

    @Test
    void aSpecificationSurvives() throws Exception {
        final NodeSettings settings = new NodeSettings("spec.xml");
        SPEC.save(settings);
        assertEquals(SPEC, DataTableSpec.load(settings));
        assertEquals("org.knime.core.data.def.DoubleCell",
            settings.getNodeSettings("column_spec_0").getNodeSettings("column_type").getString("cell_class"));
        settings.getNodeSettings("column_spec_0").getNodeSettings("column_type").addString("cell_class",
            "java.lang.Runtime");
        assertThrows(org.knime.core.node.InvalidSettingsException.class, () -> DataTableSpec.load(settings));
    }

    @Test
    void cellsCanBeReadAsTheirValues() {
        assertTrue(IntCell.TYPE.isCompatible(DoubleValue.class));
        assertTrue(BooleanCell.TYPE.isCompatible(IntValue.class));
        assertFalse(DoubleCell.TYPE.isCompatible(IntValue.class));
        assertFalse(StringCell.TYPE.isCompatible(DoubleValue.class));
        assertEquals(StringValue.class, StringCell.TYPE.getPreferredValueClass());
        assertEquals(7.0, new LongCell(7).getDoubleValue());
        assertEquals(1, BooleanCell.TRUE.getIntValue());
        assertEquals(BooleanCell.FALSE, BooleanCell.get(false));
        assertTrue(((BooleanValue)BooleanCell.get(true)).getBooleanValue());
    }

    @Test
    void typesHaveCommonSuperTypes() {
        final DataType number = DataType.getCommonSuperType(IntCell.TYPE, DoubleCell.TYPE);
        assertTrue(number.isASuperTypeOf(LongCell.TYPE));
        assertFalse(number.isASuperTypeOf(StringCell.TYPE));
        assertTrue(number.isCompatible(DoubleValue.class));
        final BufferedDataContainer container =
            m_exec.createDataContainer(new DataTableSpec(new DataColumnSpecCreator("n", number).createSpec()));
        container.addRowToTable(row("a", new IntCell(1)));
        container.addRowToTable(row("b", new DoubleCell(1)));
        assertEquals(2, container.size());
    }

    @Test
    void cellsAreEqualByClassAndContent() {
        assertEquals(new DoubleCell(Double.NaN), new DoubleCell(Double.NaN));
        assertNotEquals(new DoubleCell(1), new IntCell(1));
        assertEquals(new MissingCell("a"), DataType.getMissingCell());
        assertEquals("?", DataType.getMissingCell().toString());
        assertEquals(new RowKey("Row3"), RowKey.createRowKey(3L));
    }
}
