package org.example.lidiff.headless;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a folder holds, to tell whether anything in it was changed. */
final class FolderHash {

    private FolderHash() {
    }

    /** SHA-256 and time of every file, and the folders, by relative path. */
    static Map<String, String> of(final Path folder) throws IOException {
        final Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(f -> hashes.put(folder.relativize(f).toString(), Files.isDirectory(f) ? "folder" : hash(f)));
        }
        return hashes;
    }

    private static String hash(final Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))
                + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
