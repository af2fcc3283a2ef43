package org.example.lidiff.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Names that saved workflows depend on, checked in line by line: what is written to disk is a promise. */
final class GoldenFile {

    private GoldenFile() {
    }

    /** Compares with the checked-in file and leaves the actual lines in target/. */
    static void check(final String name, final List<String> actual) throws IOException {
        final Path target = Nodes.file("target");
        Files.createDirectories(target);
        Files.write(target.resolve(name), actual);
        final List<String> expected = Files.readAllLines(Nodes.file("src_test/org/example/lidiff/nodes/" + name));
        assertEquals(String.join("\n", expected), String.join("\n", actual), () -> name + " differs. A name that was released must not change without "
            + "a migration and a test that loads the old workflow. Names that are new, or never were released: copy target/" + name
            + " over the checked-in file");
    }
}
