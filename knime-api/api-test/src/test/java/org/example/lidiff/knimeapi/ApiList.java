package org.example.lidiff.knimeapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list of KNIME's API: {@code C class kind modifiers super= ifs= bundle=} and
 * {@code M class member descriptor modifiers [throws=]}, one fact a line.
 */
final class ApiList {

    /** A class of the list. */
    record Type(String kind, Set<String> modifiers, Set<String> superTypes, String bundle) {
    }

    private final Map<String, Type> m_types = new HashMap<>();

    private final Map<String, Set<String>> m_members = new HashMap<>();

    static ApiList read(final Path file) throws IOException {
        return new ApiList(Files.readAllLines(file));
    }

    ApiList(final List<String> lines) {
        for (final String line : lines) {
            final String[] f = line.split(" ");
            if (f[0].equals("C")) {
                final Set<String> supers = new HashSet<>();
                names(f[4], "super=", supers);
                names(f[5], "ifs=", supers);
                m_types.put(f[1], new Type(f[2], modifiers(f[3]), supers, f[6].substring("bundle=".length())));
            } else {
                m_members.put(f[1] + " " + f[2] + " " + f[3], modifiers(f[4]));
            }
        }
    }

    private static void names(final String field, final String prefix, final Set<String> into) {
        final String value = field.substring(prefix.length());
        if (!value.equals("-")) {
            into.addAll(Arrays.asList(value.split(",")));
        }
    }

    private static Set<String> modifiers(final String field) {
        return new HashSet<>(Arrays.asList(field.split("\\+")));
    }

    Type type(final String name) {
        return m_types.get(name);
    }

    boolean hasType(final String name) {
        return m_types.containsKey(name);
    }

    /** The modifiers of the member, or null if the list has none such. */
    Set<String> member(final String type, final String name, final String descriptor) {
        return m_members.get(type + " " + name + " " + descriptor);
    }
}
