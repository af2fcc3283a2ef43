package org.example.lidiff.engine.potential.foundation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundationFolderTest {

    private static final String CONTENT = "nep4 1 Li\ncutoff 6 5\n";

    @TempDir
    private Path folder;

    private static FoundationModel small() {
        return new FoundationModel("SMALL", "small", "small.txt", CONTENT.length(), hash(CONTENT), "MIT", "A paper", "a test", "package", "a/small.txt",
            List.of(new FoundationModel.Release("1.0", "any", "3.12")));
    }

    private static String hash(final String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream stream(final String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private List<String> files() throws IOException {
        if (!Files.isDirectory(folder.resolve("models"))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder.resolve("models"))) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theUsersDataFolderFollowsTheSystem() {
        assertEquals(Path.of("/d/foundation"), FoundationFolder.ofUser(Map.of("LIDIFF_DATA", "/d", "XDG_DATA_HOME", "/x"), "Linux", "/h").path());
        assertEquals(Path.of("/x/lidiff/foundation"), FoundationFolder.ofUser(Map.of("XDG_DATA_HOME", "/x"), "Linux", "/h").path());
        assertEquals(Path.of("/h/.local/share/lidiff/foundation"), FoundationFolder.ofUser(Map.of("XDG_DATA_HOME", "relative"), "Linux", "/h").path());
        assertEquals(Path.of("/h/.local/share/lidiff/foundation"), FoundationFolder.ofUser(Map.of("LIDIFF_DATA", " "), "Linux", "/h").path());
        assertEquals(Path.of("/h/Library/Application Support/lidiff/foundation"), FoundationFolder.ofUser(Map.of(), "Mac OS X", "/h").path());
        assertEquals(Path.of("/l/lidiff/foundation"), FoundationFolder.ofUser(Map.of("LOCALAPPDATA", "/l"), "Windows 11", "/h").path());
        assertEquals(Path.of("/h/AppData/Local/lidiff/foundation"), FoundationFolder.ofUser(Map.of(), "Windows 11", "/h").path());
    }

    @Test
    void whatIsStoredIsFoundWithItsNoticeAndLicence() throws IOException {
        final FoundationFolder models = new FoundationFolder(folder.resolve("models"));
        assertEquals(Optional.empty(), models.find(small()));
        models.store(small(), stream(CONTENT), "small-1.0.whl", Optional.of("The licence"));
        assertEquals(CONTENT, Files.readString(models.find(small()).orElseThrow()));
        assertEquals(List.of("small-LICENSE.txt", "small-NOTICE.txt", "small.txt"), files());
        assertTrue(Files.readString(folder.resolve("models/small-NOTICE.txt")).contains("Please cite: A paper"));
        assertEquals("The licence", Files.readString(folder.resolve("models/small-LICENSE.txt")));
    }

    @Test
    void lineEndsOfWindowsAreNoOtherFile() throws IOException {
        final FoundationFolder models = new FoundationFolder(folder.resolve("models"));
        models.store(small(), stream(CONTENT.replace("\n", "\r\n")), "small-1.0.whl", Optional.empty());
        assertEquals(CONTENT, Files.readString(models.find(small()).orElseThrow()));
    }

    @Test
    void anotherFileIsRefusedAndLeavesNothing() throws IOException {
        final FoundationFolder models = new FoundationFolder(folder.resolve("models"));
        final InputException e = assertThrows(InputException.class, () -> models.store(small(), stream("nep4 1 Na\n"), "small-2.0.whl", Optional.empty()));
        assertTrue(e.summary().startsWith("small-2.0.whl holds another file than SMALL: it has 10 bytes and SHA-256 "), e.summary());
        assertTrue(e.resolution().contains("Nothing was stored"), e.resolution());
        assertEquals(List.of(), files());
    }

    @Test
    void aFileThatBreaksOffLeavesTheOldOne() throws IOException {
        final FoundationFolder models = new FoundationFolder(folder.resolve("models"));
        models.store(small(), stream(CONTENT), "small-1.0.whl", Optional.empty());
        final InputStream broken = new InputStream() {
            private int read;

            @Override
            public int read() throws IOException {
                if (read++ < 5) {
                    return 'n';
                }
                throw new IOException("connection lost");
            }
        };
        assertThrows(IOException.class, () -> models.store(small(), broken, "small-1.0.whl", Optional.empty()));
        assertEquals(CONTENT, Files.readString(models.find(small()).orElseThrow()));
        assertEquals(List.of("small-NOTICE.txt", "small.txt"), files());
    }

    @Test
    void anotherFileOfThatNameIsNamed() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("models")).resolve("small.txt"), "mine");
        final InputException e = assertThrows(InputException.class, () -> new FoundationFolder(folder.resolve("models")).find(small()));
        assertTrue(e.summary().contains("small.txt is not SMALL: it has 4 bytes"), e.summary());
        assertTrue(e.resolution().contains("load it with 'From file'"), e.resolution());
    }

    @Test
    void nep89SaysWhatItIsAndHowToGetIt() {
        final FoundationModel m = FoundationModel.NEP89;
        assertTrue(m.notice().contains("GPL-3") && m.notice().contains("arXiv:2504.21286") && m.notice().contains(m.sha256()), m.notice());
        assertTrue(m.howToGet().contains("./lidiff foundation nep89") && m.howToGet().contains("nep89.txt"), m.howToGet());
        assertEquals(64, m.sha256().length());
        assertFalse(m.releases().isEmpty());
    }
}
