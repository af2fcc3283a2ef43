package org.knime.node.parameters.updates;

/** Names a field; an empty class for each field that others depend on. */
public interface ParameterReference<T> {
}
