package org.knime.core.data;

/** A 64-bit integer. */
public interface LongValue extends DataValue {

    long getLongValue();
}
