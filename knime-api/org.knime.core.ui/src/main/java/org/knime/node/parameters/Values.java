package org.knime.node.parameters;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistable;

/** Finds the persistor for the type of a field. */
final class Values {

    private Values() {
    }

    /** Writes a value. */
    interface Saver<T> {
        void save(NodeSettingsWO settings, T value);
    }

    /** Reads a value. */
    interface Loader<T> {
        T load(NodeSettingsRO settings) throws InvalidSettingsException;
    }

    /** The persistor of an optional field also writes the key when there is no value. */
    record Plain<T>(String[][] getConfigPaths, Saver<T> saver, Loader<T> loader, Runnable1 saveEmpty)
        implements NodeParametersPersistor<T> {

        @Override
        public void save(final T value, final NodeSettingsWO settings) {
            saver.save(settings, value);
        }

        @Override
        public T load(final NodeSettingsRO settings) throws InvalidSettingsException {
            return loader.load(settings);
        }
    }

    /** Writes the place of an absent value. */
    interface Runnable1 {
        void save(NodeSettingsWO settings);
    }

    private static <T> Plain<Object> plain(final String key, final Saver<T> saver, final Loader<T> loader,
        final T empty) {
        @SuppressWarnings("unchecked") // the type of the field tells the type of the value
        final Saver<Object> any = (settings, value) -> saver.save(settings, (T)value);
        return new Plain<>(new String[][]{{key}}, any, loader::load, settings -> saver.save(settings, empty));
    }

    /** @throws IllegalStateException if fields of this type cannot be kept */
    static NodeParametersPersistor<Object> persistor(final Type type, final String key, final String field) {
        if (type instanceof ParameterizedType generic) {
            final Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return optional(content(argument, key, field), key);
            }
            if ((generic.getRawType() == List.class || generic.getRawType() == Collection.class)
                && argument instanceof Class<?> element && Persistable.class.isAssignableFrom(element)) {
                return groups(element, key, true);
            }
            throw unsupported(type, field);
        }
        return content(type, key, field);
    }

    private static Plain<Object> content(final Type type, final String key, final String field) {
        if (!(type instanceof Class<?> c)) {
            throw unsupported(type, field);
        }
        if (c.isArray() && Persistable.class.isAssignableFrom(c.getComponentType())) {
            return groups(c.getComponentType(), key, false);
        }
        if (Persistable.class.isAssignableFrom(c)) {
            return group(c, key);
        }
        if (c.isEnum()) {
            return constant(c, key);
        }
        if (c == FSLocation.class) {
            return plain(key, (s, v) -> Locations.save(v, s.addNodeSettings(key)),
                s -> Locations.load(s.getNodeSettings(key)), Locations.NONE);
        }
        final Plain<Object> simple = c.isArray() ? array(c.getComponentType(), key) : simple(c, key);
        if (simple == null) {
            throw unsupported(type, field);
        }
        return simple;
    }

    private static IllegalStateException unsupported(final Type type, final String field) {
        return new IllegalStateException("The stand-in cannot keep the type " + type.getTypeName() + " of the field "
            + field + "; give it a persistor.");
    }

    private static Plain<Object> simple(final Class<?> c, final String key) { // NOSONAR one line a type
        if (c == String.class) {
            return plain(key, (s, v) -> s.addString(key, v), s -> s.getString(key), (String)null);
        }
        if (c == int.class || c == Integer.class) {
            return plain(key, (s, v) -> s.addInt(key, v), s -> s.getInt(key), 0);
        }
        if (c == double.class || c == Double.class) {
            return plain(key, (s, v) -> s.addDouble(key, v), s -> s.getDouble(key), 0.0);
        }
        if (c == boolean.class || c == Boolean.class) {
            return plain(key, (s, v) -> s.addBoolean(key, v), s -> s.getBoolean(key), false);
        }
        if (c == long.class || c == Long.class) {
            return plain(key, (s, v) -> s.addLong(key, v), s -> s.getLong(key), 0L);
        }
        if (c == float.class || c == Float.class) {
            return plain(key, (s, v) -> s.addFloat(key, v), s -> s.getFloat(key), 0f);
        }
        if (c == char.class || c == Character.class) {
            return plain(key, (s, v) -> s.addChar(key, v), s -> s.getChar(key), ' ');
        }
        if (c == byte.class || c == Byte.class) {
            return plain(key, (s, v) -> s.addByte(key, v), s -> s.getByte(key), (byte)0);
        }
        return null; // NOSONAR none of these types
    }

    private static Plain<Object> array(final Class<?> c, final String key) {
        if (c == String.class) {
            return plain(key, (s, v) -> s.addStringArray(key, v), s -> s.getStringArray(key), new String[0]);
        }
        if (c == int.class) {
            return plain(key, (s, v) -> s.addIntArray(key, v), s -> s.getIntArray(key), new int[0]);
        }
        if (c == double.class) {
            return plain(key, (s, v) -> s.addDoubleArray(key, v), s -> s.getDoubleArray(key), new double[0]);
        }
        if (c == long.class) {
            return plain(key, (s, v) -> s.addLongArray(key, v), s -> s.getLongArray(key), new long[0]);
        }
        if (c == boolean.class) {
            return plain(key, (s, v) -> s.addBooleanArray(key, v), s -> s.getBooleanArray(key), new boolean[0]);
        }
        return null; // NOSONAR none of these types
    }

    private static Plain<Object> constant(final Class<?> c, final String key) {
        return plain(key, (s, v) -> s.addString(key, v == null ? null : ((Enum<?>)v).name()), s -> {
            final String name = s.getString(key);
            for (final Object constant : c.getEnumConstants()) {
                if (((Enum<?>)constant).name().equals(name)) {
                    return constant;
                }
            }
            throw new InvalidSettingsException("Invalid value '" + name + "' of the setting \"" + key
                + "\". Possible values: " + String.join(", ",
                    Arrays.stream(c.getEnumConstants()).map(e -> ((Enum<?>)e).name()).toList()));
        }, (Object)null);
    }

    private static Plain<Object> group(final Class<?> c, final String key) {
        final GroupPersistor.Persist persist = GroupPersistor.of(c);
        final Plain<Object> plain = plain(key, (s, v) -> persist.saveAny(v, s.addNodeSettings(key)),
            s -> persist.load(s.getNodeSettings(key)), (Object)null);
        return new Plain<>(plain.getConfigPaths(), plain.saver(), plain.loader(), s -> s.addNodeSettings(key));
    }

    private static Plain<Object> groups(final Class<?> element, final String key, final boolean asList) {
        final GroupPersistor.Persist persist = GroupPersistor.of(element);
        return plain(key, (s, v) -> {
            final NodeSettingsWO array = s.addNodeSettings(key);
            final List<?> groups = v instanceof Collection<?> list ? List.copyOf(list) : Arrays.asList((Object[])v);
            for (int i = 0; i < groups.size(); i++) {
                persist.saveAny(groups.get(i), array.addNodeSettings(Integer.toString(i)));
            }
        }, s -> {
            final NodeSettingsRO array = s.getNodeSettings(key);
            final int size = (int)array.keySet().stream().filter(k -> k.matches("\\d+")).count();
            final Object[] groups = (Object[])Array.newInstance(element, size);
            for (int i = 0; i < size; i++) {
                groups[i] = persist.load(array.getNodeSettings(Integer.toString(i)));
            }
            return asList ? new java.util.ArrayList<>(Arrays.asList(groups)) : (Object)groups;
        }, asList ? List.of() : Array.newInstance(element, 0));
    }

    private static NodeParametersPersistor<Object> optional(final Plain<Object> content, final String key) {
        final String present = key + "_is_present";
        final Saver<Object> saver = (s, v) -> {
            final Optional<?> value = (Optional<?>)v;
            if (value.isPresent()) {
                content.save(value.get(), s);
            } else {
                content.saveEmpty().save(s);
            }
            s.addBoolean(present, value.isPresent());
        };
        final Loader<Object> loader =
            s -> s.getBoolean(present, true) ? Optional.ofNullable(content.load(s)) : Optional.empty();
        return new Plain<>(new String[][]{{present}, {key}}, saver, loader, content.saveEmpty());
    }
}
