package org.example.lidiff.headless;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** Finds the third-party data that stays outside the project; tests that need it skip, visibly, without it. */
final class SharedFiles {

    private SharedFiles() {
    }

    /**
     * The file or folder {@code name}, looked for in the folder named by the system property {@code lidiff.shared} or the environment
     * variable {@code LIDIFF_SHARED}, then in {@code shared/data} beside the project.
     */
    static Path path(final String name) {
        final Path file = folder().resolve(name);
        final boolean there = Files.exists(file);
        if (!there) {
            System.err.println("SKIPPED: the shared data file " + name + " is not there");
        }
        Assumptions.assumeTrue(there, "shared data absent: " + name);
        return file;
    }

    private static Path folder() {
        final String set = System.getProperty("lidiff.shared", System.getenv("LIDIFF_SHARED"));
        if (set != null && !set.isBlank()) {
            return Path.of(set).resolve("data");
        }
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            if (Files.isDirectory(p.resolve("shared/data"))) {
                return p.resolve("shared/data");
            }
        }
        return Path.of("shared/data");
    }
}
