package org.knime.core.data;

/** Stands for no value. */
public interface MissingValue extends DataValue {

    /** Why the value is missing, or null. */
    String getError();
}
