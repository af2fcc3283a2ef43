package org.example.lidiff.engine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/** Which class refers to which, as {@code jdeps} of the JDK reads it from compiled classes. */
final class ClassDependencies {

    private ClassDependencies() {
    }

    /** The classes in {@code folder} and those that each refers to, by binary name. */
    static Map<String, Set<String>> of(final Path folder) {
        final ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow(() -> new IllegalStateException("jdeps comes with a JDK; run the tests with one"));
        final StringWriter out = new StringWriter();
        final int code = jdeps.run(new PrintWriter(out), new PrintWriter(out), "-verbose:class", "-filter:none", "--ignore-missing-deps",
            folder.toString());
        if (code != 0) {
            throw new IllegalStateException(out.toString());
        }
        final Map<String, Set<String>> found = new TreeMap<>();
        for (final String line : out.toString().split("\\R")) {
            // "   from -> to   module"; the lines without indentation are about archives
            final String[] words = line.strip().split("\\s+");
            if (line.startsWith("   ") && words.length >= 3 && "->".equals(words[1])) {
                found.computeIfAbsent(words[0], k -> new TreeSet<>()).add(words[2]);
            }
        }
        return found;
    }
}
