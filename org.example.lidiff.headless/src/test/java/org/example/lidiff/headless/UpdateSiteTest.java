package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed into KNIME has no part of the stand-in: KNIME brings the real classes. */
class UpdateSiteTest {

    /** Entries and files that belong to the stand-in or the runner. */
    static List<String> faults(final Path repository) throws IOException {
        final List<String> faults = new ArrayList<>();
        for (final Path file : Folders.files(repository)) {
            final String name = file.getFileName().toString();
            if (name.startsWith("org.knime.") || name.contains("knimeapi") || name.contains("headless")) {
                faults.add(name);
            }
            if (name.endsWith(".jar")) {
                try (ZipFile jar = new ZipFile(file.toFile())) {
                    jar.stream().map(ZipEntry::getName)
                        .filter(n -> n.startsWith("org/knime/") || n.contains("/headless/") || n.matches("(.*/)?org\\.knime\\.[^/]*\\.jar"))
                        .forEach(n -> faults.add(name + "!" + n));
                }
            }
        }
        return faults;
    }

    @Test
    void nothingOfTheStandInIsInstalled() throws IOException {
        final Path repository = Folders.root().resolve("update-site/target/repository");
        final boolean built = Files.isDirectory(repository.resolve("plugins"));
        if (!built) {
            System.err.println("SKIPPED: the update site is not built");
        }
        Assumptions.assumeTrue(built, "the update site is not built");
        assertEquals(List.of(), faults(repository));
        assertTrue(Folders.files(repository).stream().anyMatch(f -> f.getFileName().toString().startsWith("org.example.lidiff.nodes_")));
    }

    @Test
    void theFeatureNamesOnlyOurBundles() throws IOException {
        final String feature = Files.readString(Folders.root().resolve("feature/feature.xml"));
        assertFalse(feature.replaceAll("(?s)<requires>.*?</requires>", "").contains("\"org.knime."), "the feature ships a bundle of KNIME");
        assertFalse(feature.contains("headless"), "the feature ships the runner");
        assertFalse(Files.readString(Folders.root().resolve("update-site/category.xml")).contains("org.knime."));
    }

    @Test
    void aStandInClassIsFound(@TempDir final Path folder) throws IOException {
        Files.createDirectories(folder.resolve("plugins"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("plugins/org.example.lidiff.nodes_1.jar"));
            ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("org/knime/core/node/Node.class"));
            zip.putNextEntry(new ZipEntry("lib/org.knime.core-5.9.0.jar"));
            zip.putNextEntry(new ZipEntry("org/example/lidiff/nodes/X.class"));
        }
        Files.writeString(folder.resolve("plugins/org.knime.core_5.9.0.txt"), "");
        assertEquals(3, faults(folder).size());
    }
}
