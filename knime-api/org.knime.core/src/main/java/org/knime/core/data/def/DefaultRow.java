package org.knime.core.data.def;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row in memory. */
public class DefaultRow implements DataRow {

    private final RowKey m_key;

    private final DataCell[] m_cells;

    public DefaultRow(final RowKey rowKey, final DataCell... cells) {
        if (rowKey == null) {
            throw new NullPointerException("The key of a row must not be null.");
        }
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == null) {
                throw new NullPointerException("Cell " + i + " of row \"" + rowKey + "\" is null.");
            }
        }
        m_key = rowKey;
        m_cells = cells.clone();
    }

    public DefaultRow(final String rowId, final DataCell... cells) {
        this(new RowKey(rowId), cells);
    }

    public DefaultRow(final RowKey rowKey, final List<DataCell> cells) {
        this(rowKey, cells.toArray(new DataCell[0]));
    }

    public DefaultRow(final String rowId, final List<DataCell> cells) {
        this(new RowKey(rowId), cells);
    }

    public DefaultRow(final RowKey rowKey, final double... cells) {
        this(rowKey, Arrays.stream(cells).mapToObj(DoubleCell::new).toArray(DataCell[]::new));
    }

    public DefaultRow(final String rowId, final double... cells) {
        this(new RowKey(rowId), cells);
    }

    @Override
    public final int getNumCells() {
        return m_cells.length;
    }

    @Override
    public final RowKey getKey() {
        return m_key;
    }

    @Override
    public final DataCell getCell(final int index) {
        return m_cells[index];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return Arrays.asList(m_cells.clone()).iterator();
    }

    @Override
    public String toString() {
        return m_key + ": " + Arrays.toString(m_cells);
    }

    @Override
    public boolean equals(final Object o) {
        return o instanceof DefaultRow row && m_key.equals(row.m_key) && Arrays.equals(m_cells, row.m_cells);
    }

    @Override
    public int hashCode() {
        return m_key.hashCode() ^ Arrays.hashCode(m_cells);
    }
}
