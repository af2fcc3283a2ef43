package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;

/**
 * Collects the rows of a new table in memory and checks each against the specification: number of cells, type of each
 * cell, unique key.
 */
public class DataContainer implements RowAppender {

    private final DataTableSpec m_spec;

    private final Set<String> m_keys = new HashSet<>();

    private final List<DataRow> m_rows = new ArrayList<>();

    private MemoryTable m_table;

    public DataContainer(final DataTableSpec spec) {
        if (spec == null) {
            throw new NullPointerException("The specification of a table must not be null.");
        }
        m_spec = spec;
    }

    public DataContainer(final DataTableSpec spec, final boolean initDomain) {
        this(spec);
    }

    /**
     * Adds a row.
     *
     * @throws IllegalStateException if the container is closed
     * @throws IllegalArgumentException if the row has another number of cells, or a cell of a wrong type
     * @throws DataContainerException if a row with this key is there
     */
    @Override
    public void addRowToTable(final DataRow row) {
        if (isClosed()) {
            throw new IllegalStateException(
                "Row \"" + row.getKey() + "\" cannot be added: the container has been closed.");
        }
        if (row.getNumCells() != m_spec.getNumColumns()) {
            throw new IllegalArgumentException("Row \"" + row.getKey() + "\" has " + row.getNumCells()
                + " cells, but the table has " + m_spec.getNumColumns() + " columns.");
        }
        for (int i = 0; i < row.getNumCells(); i++) {
            checkType(row, i);
        }
        if (!m_keys.add(row.getKey().getString())) {
            throw new DataContainerException("Duplicate row key \"" + row.getKey() + "\" at row " + m_rows.size() + ".");
        }
        m_rows.add(row);
    }

    private void checkType(final DataRow row, final int index) {
        final DataCell cell = row.getCell(index);
        final DataColumnSpec column = m_spec.getColumnSpec(index);
        final Class<?> expected = column.getType().getCellClass();
        if (!cell.isMissing() && cell.getClass() != expected && !column.getType().isASuperTypeOf(cell.getType())) {
            throw new IllegalArgumentException("Cell " + index + " (\"" + cell + "\") of row \"" + row.getKey()
                + "\" is a " + cell.getType() + ", but the column \"" + column.getName() + "\" holds "
                + column.getType() + ".");
        }
    }

    public void close() {
        if (m_table == null) {
            m_table = new MemoryTable(m_spec, List.copyOf(m_rows));
            m_keys.clear();
            m_rows.clear();
        }
    }

    public boolean isClosed() {
        return m_table != null;
    }

    public boolean isOpen() {
        return !isClosed();
    }

    /** The number of rows added so far. */
    public long size() {
        return isClosed() ? m_table.size() : m_rows.size();
    }

    public DataTableSpec getTableSpec() {
        return m_spec;
    }

    /** @throws IllegalStateException if the container has not been closed */
    public DataTable getTable() {
        return memoryTable();
    }

    MemoryTable memoryTable() {
        if (!isClosed()) {
            throw new IllegalStateException("The table can be had only after the container has been closed.");
        }
        return m_table;
    }
}
