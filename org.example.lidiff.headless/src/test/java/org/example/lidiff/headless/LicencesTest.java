package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

/** Every jar that leaves the house is listed with a licence that may. */
class LicencesTest {

    private static List<String> jarsOfZip() throws IOException {
        return Folders.files(Folders.dist().resolve("lib")).stream().map(f -> f.getFileName().toString()).toList();
    }

    private static List<String> nested(final Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(e -> e.getName()).filter(n -> n.endsWith(".jar")).map(n -> n.replaceAll(".*/", "")).toList();
        }
    }

    private static Path engine() throws IOException {
        return Folders.files(Folders.dist().resolve("lib")).stream().filter(f -> f.getFileName().toString().startsWith("org.example.lidiff.engine-"))
            .findFirst().orElseThrow();
    }

    @Test
    void everyJarOfTheZipIsListed() throws IOException {
        final List<String> jars = jarsOfZip();
        assertTrue(jars.size() > 20, jars.toString());
        assertEquals(List.of(), ThirdParty.read(Folders.root()).faults(jars, "zip"));
    }

    @Test
    void everyJarInsideABundleIsListed() throws IOException {
        final List<String> jars = nested(engine());
        assertTrue(jars.size() >= 5, jars.toString());
        assertEquals(List.of(), ThirdParty.read(Folders.root()).faults(jars, "engine bundle"));
        for (final Path jar : Folders.files(Folders.dist().resolve("lib"))) {
            if (!jar.equals(engine())) {
                assertEquals(List.of(), nested(jar), jar.toString());
            }
        }
    }

    @Test
    void versionsAreThoseThatAreShipped() throws IOException {
        final List<String> jars = jarsOfZip();
        for (final var row : ThirdParty.read(Folders.root()).rows()) {
            if (row.get("shipped in").contains("zip") && !ThirdParty.OWN.equals(row.get("licence"))) {
                final String file = row.get("file").replaceAll("[{*-]*[{*].*", "") + "-" + row.get("version") + ".jar";
                assertTrue(jars.contains(file),
                    row.get("name") + " " + row.get("version") + " is listed but not shipped");
            }
        }
    }

    /** KNIME's view script is the one part under another licence: unmodified, beside its licence, loaded only inside KNIME. */
    @Test
    void scriptsOfTheNodesAreListedAndLieBesideTheirLicence() throws IOException {
        final Path nodes = Folders.files(Folders.dist().resolve("lib")).stream()
            .filter(f -> f.getFileName().toString().startsWith("org.example.lidiff.nodes-")).findFirst().orElseThrow();
        try (ZipFile zip = new ZipFile(nodes.toFile())) {
            for (final String name : zip.stream().map(e -> e.getName()).filter(n -> n.endsWith(".js")).toList()) {
                final String file = name.replaceAll(".*/", "");
                assertTrue(ThirdParty.read(Folders.root()).rows().stream()
                    .anyMatch(r -> r.get("file").equals(file) && r.get("shipped in").equals("nodes bundle")), file + " is not listed");
                assertTrue(zip.getEntry(name.substring(0, name.lastIndexOf('/') + 1) + "LICENSE") != null, name + " has no licence beside it");
            }
        }
    }

    @Test
    void everyLicenceHasItsText() throws IOException {
        final Path folder = Folders.root().resolve("licenses");
        for (final var row : ThirdParty.read(Folders.root()).rows()) {
            // the scripts of the nodes have theirs beside them
            assertFalse(row.get("texts").isBlank() && !"nodes bundle".equals(row.get("shipped in")), row.get("name") + " has no licence text");
        }
        for (final String name : ThirdParty.licenceTexts(Folders.root())) {
            assertTrue(Files.size(folder.resolve(name)) > 100, name);
        }
    }

    @Test
    void aJarThatIsNotListedOrNotAllowedIsFound() throws IOException {
        final ThirdParty list = ThirdParty.parse(new StringReader("""
            file,name,version,licence,shipped in,texts
            good-*.jar,Good,1.0,MIT,zip; engine bundle,MIT.txt
            bad-*.jar,Bad,1.0,GPL-3.0,zip,GPL.txt
            """));
        assertEquals(List.of(), list.faults(List.of("good-1.0.jar"), "zip"));
        assertEquals(List.of("other-1.0.jar in the zip is in 0 rows of licenses/third-party.csv"), list.faults(List.of("other-1.0.jar"), "zip"));
        assertEquals(List.of("bad-1.0.jar has the licence GPL-3.0, which is not allowed"), list.faults(List.of("bad-1.0.jar"), "zip"));
        assertEquals(1, list.faults(List.of("bad-1.0.jar"), "engine bundle").size());
    }
}
