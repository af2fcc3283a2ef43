package org.example.lidiff.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of files, for provenance. */
public final class FileHash {

    private static final int BUFFER = 1 << 16;

    private FileHash() {
    }

    /** The SHA-256 of the file's bytes as 64 hexadecimal digits. */
    public static String sha256(final Path file) throws IOException {
        final MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        final byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hashes of several files by file name; files of the same name are told apart by a number. */
    public static Map<String, String> sha256(final Collection<Path> files) throws IOException {
        final Map<String, String> hashes = new TreeMap<>();
        for (final Path file : files) {
            final String name = String.valueOf(file.getFileName());
            String key = name;
            for (int n = 2; hashes.containsKey(key); n++) {
                key = name + " (" + n + ")";
            }
            hashes.put(key, sha256(file));
        }
        return hashes;
    }
}
