package org.knime.node.parameters;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistor;

/** Writes and reads the fields of one class into one configuration, those of its super classes first. */
final class GroupPersistor implements NodeParametersPersistor<Object> {

    private final Class<?> m_type;

    private final List<FieldPersistor> m_fields = new ArrayList<>();

    private GroupPersistor(final Class<?> type) {
        m_type = type;
        final Map<String, Field> keys = new HashMap<>();
        collect(type, keys);
    }

    private void collect(final Class<?> type, final Map<String, Field> keys) {
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            collect(type.getSuperclass(), keys);
        }
        final boolean defaults = type.isAnnotationPresent(LoadDefaultsForAbsentFields.class);
        for (final Field field : type.getDeclaredFields()) {
            final int modifiers = field.getModifiers();
            if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers) || Modifier.isTransient(modifiers)
                || field.isSynthetic() || field.getType() == Void.class) {
                continue;
            }
            final FieldPersistor persistor = new FieldPersistor(field, defaults);
            final Field before = keys.put(persistor.key(), field);
            if (before != null) {
                throw new IllegalStateException("The fields " + before.getName() + " and " + field.getName() + " of "
                    + m_type.getName() + " have the same key \"" + persistor.key() + "\".");
            }
            m_fields.add(persistor);
        }
    }

    /** The persistor of a class: its own, or one field by field. */
    @SuppressWarnings("unchecked") // the annotation pairs class and persistor
    static Persist of(final Class<?> type) {
        final Persistor own = type.getAnnotation(Persistor.class);
        final NodeParametersPersistor<Object> fields =
            own == null ? new GroupPersistor(type) : (NodeParametersPersistor<Object>)Instances.create(own.value());
        final Migration migration = type.getAnnotation(Migration.class);
        return new Persist(fields, migration == null ? null : Migrations.of(migration, fields));
    }

    /** The persistor of a class with the migrations of the class. */
    record Persist(NodeParametersPersistor<Object> persistor, Migrations migrations) {

        void saveAny(final Object value, final NodeSettingsWO settings) {
            persistor.save(value, settings);
        }

        Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
            return migrations == null ? persistor.load(settings) : migrations.load(settings);
        }
    }

    @Override
    public void save(final Object group, final NodeSettingsWO settings) {
        for (final FieldPersistor field : m_fields) {
            field.save(group, settings);
        }
    }

    @Override
    public Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
        final Object group = Instances.create(m_type);
        for (final FieldPersistor field : m_fields) {
            field.load(group, settings);
        }
        return group;
    }

    @Override
    public String[][] getConfigPaths() {
        return m_fields.stream().flatMap(f -> Arrays.stream(f.paths())).toArray(String[][]::new);
    }
}
