package org.knime.core.data;

/** A value that a cell offers; a cell implements one interface for each way to read it. */
public interface DataValue {
}
