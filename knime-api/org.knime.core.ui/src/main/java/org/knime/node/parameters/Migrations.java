package org.knime.node.parameters;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;

/** Reads a field or class from older settings if one of its migrations matches, else as it is kept now. */
final class Migrations {

    private final List<? extends ConfigMigration<?>> m_migrations;

    private final NodeParametersPersistor<Object> m_current;

    private Migrations(final List<? extends ConfigMigration<?>> migrations,
        final NodeParametersPersistor<Object> current) {
        m_migrations = migrations;
        m_current = current;
    }

    static Migrations of(final Migration annotation, final NodeParametersPersistor<Object> current) {
        final NodeParametersMigration<?> migration = Instances.create(annotation.value());
        return new Migrations(migration.getConfigMigrations(), current);
    }

    Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
        for (final ConfigMigration<?> migration : m_migrations) {
            final Predicate<NodeSettingsRO> matcher = migration.getMatcher();
            if (matcher == null ? absent(settings, m_current.getConfigPaths()) : matcher.test(settings)) {
                return migration.getLoader().load(settings);
            }
        }
        return m_current.load(settings);
    }

    /** Whether the settings have none of the paths. */
    static boolean absent(final NodeSettingsRO settings, final String[][] paths) {
        return Arrays.stream(paths).noneMatch(path -> contains(settings, path, 0));
    }

    private static boolean contains(final NodeSettingsRO settings, final String[] path, final int from) {
        if (from == path.length) {
            return true;
        }
        if (!settings.containsKey(path[from])) {
            return false;
        }
        try {
            return from + 1 == path.length || contains(settings.getNodeSettings(path[from]), path, from + 1);
        } catch (InvalidSettingsException ex) { // NOSONAR a value where a group is asked for
            return false;
        }
    }
}
