package org.knime.core.webui.data;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Writes plain data as JSON: null, strings, numbers, truth values, enums, maps, lists, arrays, optionals, records. */
final class JsonText {

    private JsonText() {
    }

    static String of(final Object value) {
        final StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(final Object value, final StringBuilder out) {
        if (value == null || value instanceof Boolean || value instanceof Number) {
            out.append(isNotANumber(value) ? string(value.toString()) : String.valueOf(value));
        } else if (value instanceof CharSequence || value instanceof Enum<?> || value instanceof Character) {
            out.append(string(value.toString()));
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), out);
        } else if (value instanceof Map<?, ?> map) {
            object(map.entrySet().iterator(), out);
        } else if (value instanceof Iterable<?> list) {
            list(list.iterator(), out);
        } else if (value.getClass().isArray()) {
            array(value, out);
        } else if (value instanceof Record) {
            object(components((Record)value).entrySet().iterator(), out);
        } else {
            throw new IllegalArgumentException("The stand-in cannot make JSON of a " + value.getClass().getName()
                + ": give a map, a list, a record, a string, or a serializer.");
        }
    }

    /** JSON has no such numbers; as Jackson does, they become strings. */
    private static boolean isNotANumber(final Object value) {
        return value instanceof Double d && !Double.isFinite(d) || value instanceof Float f && !Float.isFinite(f);
    }

    private static void object(final Iterator<? extends Map.Entry<?, ?>> entries, final StringBuilder out) {
        out.append('{');
        while (entries.hasNext()) {
            final Map.Entry<?, ?> entry = entries.next();
            out.append(string(String.valueOf(entry.getKey()))).append(':');
            write(entry.getValue(), out);
            out.append(entries.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private static void list(final Iterator<?> elements, final StringBuilder out) {
        out.append('[');
        while (elements.hasNext()) {
            write(elements.next(), out);
            out.append(elements.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private static void array(final Object array, final StringBuilder out) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            out.append(i == 0 ? "" : ",");
            write(Array.get(array, i), out);
        }
        out.append(']');
    }

    private static Map<String, Object> components(final Record instance) {
        final Map<String, Object> values = new java.util.LinkedHashMap<>();
        for (final RecordComponent component : instance.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.put(component.getName(), component.getAccessor().invoke(instance));
            } catch (ReflectiveOperationException ex) {
                throw new IllegalArgumentException("The record cannot be read: " + instance.getClass().getName(), ex);
            }
        }
        return values;
    }

    private static String string(final String text) {
        final StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < 32 ? String.format("\\u%04x", (int)c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
