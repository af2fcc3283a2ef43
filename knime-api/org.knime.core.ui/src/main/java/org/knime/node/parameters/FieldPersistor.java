package org.knime.node.parameters;

import java.lang.reflect.Field;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistor;

/** Writes and reads one field. */
final class FieldPersistor {

    private static final String HIDDEN = "_Internals";

    private final Field m_field;

    private final String m_key;

    private final NodeParametersPersistor<Object> m_persistor;

    private final Migrations m_migrations;

    private final boolean m_defaultIfAbsent;

    FieldPersistor(final Field field, final boolean defaultsForAbsent) {
        m_field = field;
        m_field.setAccessible(true);
        m_key = key(field);
        m_persistor = persistor(field, m_key);
        final Migration migration = field.getAnnotation(Migration.class);
        m_migrations = migration == null ? null : Migrations.of(migration, m_persistor);
        final Migrate migrate = field.getAnnotation(Migrate.class);
        m_defaultIfAbsent = migrate == null ? defaultsForAbsent && migration == null : migrate.loadDefaultIfAbsent();
    }

    private static String key(final Field field) {
        final Persist persist = field.getAnnotation(Persist.class);
        final String name = field.getName().startsWith("m_") ? field.getName().substring(2) : field.getName();
        if (persist == null) {
            return name;
        }
        return (persist.configKey().isEmpty() ? name : persist.configKey()) + (persist.hidden() ? HIDDEN : "");
    }

    @SuppressWarnings("unchecked") // the annotation pairs field and persistor
    private static NodeParametersPersistor<Object> persistor(final Field field, final String key) {
        final Persistor own = field.getAnnotation(Persistor.class);
        return own == null ? Values.persistor(field.getGenericType(), key, field.toString())
            : (NodeParametersPersistor<Object>)Instances.create(own.value());
    }

    String key() {
        return m_key;
    }

    String[][] paths() {
        return m_persistor.getConfigPaths();
    }

    void save(final Object group, final NodeSettingsWO settings) {
        try {
            m_persistor.save(m_field.get(group), settings);
        } catch (IllegalAccessException ex) {
            throw new IllegalStateException("The field cannot be read: " + m_field, ex);
        }
    }

    void load(final Object group, final NodeSettingsRO settings) throws InvalidSettingsException {
        if (m_defaultIfAbsent && Migrations.absent(settings, paths())) {
            return; // the group was made with the default
        }
        final Object value = m_migrations == null ? m_persistor.load(settings) : m_migrations.load(settings);
        try {
            m_field.set(group, value);
        } catch (IllegalAccessException ex) {
            throw new IllegalStateException("The field cannot be set: " + m_field, ex);
        }
    }
}
