package org.knime.core.data;

/** The name of a row, unique in its table. */
public final class RowKey implements RowKeyValue {

    private final String m_id;

    public RowKey(final String id) {
        if (id == null) {
            throw new NullPointerException("A row key must not be null.");
        }
        m_id = id;
    }

    /** The key "Row0", "Row1", … of a row number. */
    public static RowKey createRowKey(final long rowIndex) {
        if (rowIndex < 0) {
            throw new IndexOutOfBoundsException("A row number is not negative: " + rowIndex);
        }
        return new RowKey("Row" + rowIndex);
    }

    public static RowKey createRowKey(final int rowIndex) {
        return createRowKey((long)rowIndex);
    }

    @Override
    public String getString() {
        return m_id;
    }

    @Override
    public String toString() {
        return m_id;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof RowKey key && key.m_id.equals(m_id);
    }

    @Override
    public int hashCode() {
        return m_id.hashCode();
    }
}
