package org.knime.node.parameters.persistence;

/** Can be kept in settings. */
public interface Persistable {
}
