package org.knime.core.data;

/** A real number. */
public interface DoubleValue extends DataValue {

    double getDoubleValue();
}
