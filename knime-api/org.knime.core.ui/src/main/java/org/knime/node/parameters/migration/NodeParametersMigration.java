package org.knime.node.parameters.migration;

import java.util.List;

/** Reads a field or class from older settings; has a constructor without arguments. */
public interface NodeParametersMigration<T> {

    List<ConfigMigration<T>> getConfigMigrations();
}
