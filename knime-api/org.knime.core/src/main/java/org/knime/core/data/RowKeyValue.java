package org.knime.core.data;

/** A row key. */
public interface RowKeyValue {

    String getString();
}
