package org.example.lidiff.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of the project, and copies of them. */
final class Folders {

    private Folders() {
    }

    /** The root of the project. */
    static Path root() {
        return Path.of(System.getProperty("lidiff.root", "..")).toAbsolutePath().normalize();
    }

    /** The unpacked distribution that the build made. */
    static Path dist() {
        return Path.of(System.getProperty("lidiff.dist", "target/dist")).toAbsolutePath().normalize();
    }

    /** Copies a folder and what is in it. */
    static void copy(final Path source, final Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (final Path file : files.toList()) {
                final Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** The files in a folder and below it. */
    static List<Path> files(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
