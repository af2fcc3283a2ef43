package org.knime.core.data.container;

import java.util.Iterator;
import java.util.List;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.standin.StandinOnly;

/** The finished rows of a table in memory. */
@StandinOnly
public final class MemoryTable implements DataTable {

    private final DataTableSpec m_spec;

    private final List<DataRow> m_rows;

    MemoryTable(final DataTableSpec spec, final List<DataRow> rows) {
        m_spec = spec;
        m_rows = rows;
    }

    /** The table of a closed container. */
    public static MemoryTable of(final DataContainer container) {
        return container.memoryTable();
    }

    /** A table of no columns and rows under any specification, for ports that carry nothing. */
    public static MemoryTable empty(final DataTableSpec spec) {
        return new MemoryTable(spec, List.of());
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return m_spec;
    }

    public long size() {
        return m_rows.size();
    }

    @Override
    public CloseableRowIterator iterator() {
        return new ListIterator(m_rows.iterator());
    }

    private static final class ListIterator extends CloseableRowIterator {

        private final Iterator<DataRow> m_rows;

        private boolean m_closed;

        ListIterator(final Iterator<DataRow> rows) {
            m_rows = rows;
        }

        @Override
        public boolean hasNext() {
            return !m_closed && m_rows.hasNext();
        }

        @Override
        public DataRow next() {
            if (m_closed) {
                throw new java.util.NoSuchElementException("The row iterator has been closed.");
            }
            return m_rows.next();
        }

        @Override
        public void close() {
            m_closed = true;
        }
    }
}
