package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No file of the project depends on where it was made: no package registries, no paths of one machine. */
class RepositoryRulesTest {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules", "lidiff-output", ".venv", "knime-ui-extension-service");
    private static final long LARGEST = 4_000_000;

    // in pieces, so that this file does not break its own rule
    private static final Pattern REGISTRY = Pattern.compile(String.join("|", "registry\\." + "npmjs\\.", "registry\\." + "yarnpkg\\.",
        "repo1?\\." + "maven\\.", "repo\\." + "maven\\.apache\\.", "files\\." + "pythonhosted\\.", "pypi\\." + "org",
        "artifact" + "ory", "nexus[.-]" + "[a-z]", "plugins\\." + "gradle\\."));
    private static final Pattern MACHINE = Pattern.compile("(?<![\\w.}*-])/(?:home|Users|root|work)/[\\w.-]+|[A-Z]:\\\\\\\\?Users");
    private static final Pattern RESOLVED = Pattern.compile("\"?resolved\"?[ :]");

    /** The first fault of a file's text, if it has one. */
    static Optional<String> fault(final String name, final String text) {
        for (final Pattern p : List.of(REGISTRY, MACHINE)) {
            final Matcher m = p.matcher(text);
            if (m.find()) {
                return Optional.of(name + " has '" + m.group() + "'");
            }
        }
        final boolean lock = name.endsWith("package-lock.json") || name.endsWith(".lock");
        return lock && RESOLVED.matcher(text).find() ? Optional.of(name + " names where packages were fetched ('resolved')") : Optional.empty();
    }

    private static List<String> faults(final Path root) throws IOException {
        final List<String> faults = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(final Path folder, final BasicFileAttributes attributes) {
                return NOT_OURS.contains(String.valueOf(folder.getFileName())) && !folder.equals(root) ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.size() < LARGEST) {
                    text(file).flatMap(t -> fault(root.relativize(file).toString().replace('\\', '/'), t)).ifPresent(faults::add);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return faults;
    }

    private static Optional<String> text(final Path file) throws IOException {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString());
        } catch (CharacterCodingException e) {
            // no text
            return Optional.empty();
        }
    }

    @Test
    void noFileNamesARegistryOrAPathOfOneMachine() throws IOException {
        assertEquals(List.of(), faults(Folders.root()));
    }

    @Test
    void faultsAreFound(@TempDir final Path folder) throws IOException {
        assertEquals(Optional.empty(), fault("pom.xml", "http://maven.apache.org/POM/4.0.0 ../shared/data target/dist"));
        Files.writeString(folder.resolve("a.txt"), "see https://registry." + "npmjs.org/x");
        Files.writeString(folder.resolve("b.txt"), "in /" + "home/somebody/x");
        Files.writeString(folder.resolve("package-lock.json"), "{\"a\": {\"resolved\": \"x\"}}");
        Files.writeString(folder.resolve("c.java"), "the mode was resolved : yes");
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("target/d.txt"), "in /" + "home/somebody/x");
        assertEquals(3, faults(folder).size(), faults(folder).toString());
    }
}
