package org.knime.core.data;

/** A value whose column has a lower and an upper bound. */
public interface BoundedValue extends DataValue {
}
