package org.knime.core.data;

import java.io.Serializable;

/** An immutable value of a table. */
public abstract class DataCell implements DataValue, Serializable {

    private static final long serialVersionUID = 1L;

    public DataCell() {
    }

    public final DataType getType() {
        return DataType.typeOf(this);
    }

    public boolean isMissing() {
        return false;
    }

    @Override
    public abstract String toString();

    /** Two cells are equal if they are of the same class and equal in content; all missing cells are equal. */
    @Override
    public final boolean equals(final Object o) {
        if (this == o) {
            return true;
        }
        if (!(o instanceof DataCell other)) {
            return false;
        }
        if (isMissing() || other.isMissing()) {
            return isMissing() && other.isMissing();
        }
        return getClass() == other.getClass() && equalsDataCell(other);
    }

    /** Whether the other cell, which has the same class, has the same content. */
    protected abstract boolean equalsDataCell(DataCell dc);

    @Override
    public abstract int hashCode();
}
