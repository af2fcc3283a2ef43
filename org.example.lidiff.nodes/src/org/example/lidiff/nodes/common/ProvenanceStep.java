package org.example.lidiff.nodes.common;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.Version;
import org.knime.node.parameters.NodeParameters;

/** The entry that a node leaves in the provenance of its results. */
public final class ProvenanceStep {

    private ProvenanceStep() {
    }

    /** The step of {@code node} with these parameters, by settings key, and the hashes of the files it read. */
    public static Provenance.Step of(final String node, final NodeParameters parameters, final Map<String, String> inputHashes) {
        final Map<String, String> values = new TreeMap<>();
        collect("", parameters, values);
        return Provenance.Step.of(node, Version.current(), values, inputHashes);
    }

    private static void collect(final String prefix, final NodeParameters parameters, final Map<String, String> values) {
        for (final Field field : parameters.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                continue;
            }
            final String key = prefix + field.getName().replaceFirst("^m_", "");
            try {
                field.setAccessible(true);
                add(key, field.get(parameters), values);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("The parameter " + key + " cannot be read", e);
            }
        }
    }

    private static void add(final String key, final Object value, final Map<String, String> values) {
        if (value instanceof NodeParameters) {
            collect(key + "/", (NodeParameters)value, values);
        } else if (value instanceof Optional) {
            ((Optional<?>)value).ifPresent(v -> add(key, v, values));
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                add(key + "/" + i, Array.get(value, i), values);
            }
        } else if (value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof Enum) {
            // file choices are told by the hashes of the files; their paths are the user's own
            values.put(key, String.valueOf(value));
        }
    }
}
