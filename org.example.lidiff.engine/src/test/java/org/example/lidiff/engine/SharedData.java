package org.example.lidiff.engine;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** Finds the third-party data that stays outside the project; tests that need it skip, visibly, without it. */
public final class SharedData {

    private SharedData() {
    }

    /**
     * The file or folder {@code name} of the shared data.
     *
     * <p>Looked for in the folder named by the system property or environment variable {@code lidiff.shared} /
     * {@code LIDIFF_SHARED}, then in {@code shared/data} beside the project.
     */
    public static Path path(final String name) {
        final Path file = root().resolve(name);
        final boolean there = Files.exists(file);
        if (!there) {
            System.err.println("SKIPPED: the shared data file " + name + " is not there");
        }
        Assumptions.assumeTrue(there, "shared data absent: " + name);
        return file;
    }

    /** Whether {@code name} is there; for tests that only narrow what they check. */
    public static boolean has(final String name) {
        return Files.exists(root().resolve(name));
    }

    private static Path root() {
        final String set = System.getProperty("lidiff.shared", System.getenv("LIDIFF_SHARED"));
        if (set != null && !set.isBlank()) {
            return Path.of(set).resolve("data");
        }
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            final Path candidate = p.resolve("shared/data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return Path.of("shared/data");
    }
}
