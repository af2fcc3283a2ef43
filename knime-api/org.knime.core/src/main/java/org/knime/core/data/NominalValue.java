package org.knime.core.data;

/** A value whose column has a set of possible values. */
public interface NominalValue extends DataValue {
}
