package org.knime.node.parameters.migration;

import java.util.List;

/** Gives a value for settings that lack the field. */
public interface DefaultProvider<T> extends NodeParametersMigration<T> {

    T getDefault();

    /** One migration that matches if none of the current keys is there. */
    @Override
    default List<ConfigMigration<T>> getConfigMigrations() {
        return List.of(ConfigMigration.builder(settings -> getDefault()).build());
    }
}
