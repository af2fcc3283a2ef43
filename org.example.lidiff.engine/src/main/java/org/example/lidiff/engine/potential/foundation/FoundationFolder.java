package org.example.lidiff.engine.potential.foundation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.example.lidiff.engine.FileHash;
import org.example.lidiff.engine.InputException;

/** A folder in which foundation models are kept, each with its notice. Immutable. */
public final class FoundationFolder {

    /** The environment variable that names the user's data folder. */
    public static final String VARIABLE = "LIDIFF_DATA";

    private static final String SUBFOLDER = "foundation";

    private final Path folder;

    /** The models lie in {@code folder} itself. */
    public FoundationFolder(final Path folder) {
        this.folder = folder;
    }

    /** The one of this user on this machine. */
    public static FoundationFolder ofUser() {
        return ofUser(System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", "."));
    }

    /**
     * The folder {@code foundation} in the user's data folder: {@code LIDIFF_DATA}, or else what the system has for data of programs
     * ({@code XDG_DATA_HOME/lidiff}, {@code ~/.local/share/lidiff}; macOS {@code ~/Library/Application Support/lidiff}; Windows
     * {@code LOCALAPPDATA\lidiff}).
     *
     * @param environment the variables of the environment
     * @param system name of the operating system
     * @param home the user's home
     */
    static FoundationFolder ofUser(final Map<String, String> environment, final String system, final String home) {
        return new FoundationFolder(dataFolder(environment, system.toLowerCase(Locale.ROOT), home).resolve(SUBFOLDER));
    }

    private static Path dataFolder(final Map<String, String> environment, final String system, final String home) {
        final String own = environment.getOrDefault(VARIABLE, "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        if (system.startsWith("windows")) {
            final String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? Path.of(home, "AppData", "Local") : Path.of(local)).resolve("lidiff");
        }
        if (system.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "lidiff");
        }
        final String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        // the specification wants relative paths ignored
        return (!xdg.startsWith("/") ? Path.of(home, ".local", "share") : Path.of(xdg)).resolve("lidiff");
    }

    /** Where the models lie. */
    public Path path() {
        return folder;
    }

    /** Where the file of {@code model} is or would be. */
    public Path file(final FoundationModel model) {
        return folder.resolve(model.file());
    }

    /**
     * The file of {@code model}, if it is here.
     *
     * @throws InputException if a file of that name is here but is another one
     */
    public Optional<Path> find(final FoundationModel model) {
        final Path file = file(model);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        check(model, file);
        return Optional.of(file);
    }

    /**
     * Refuses a file that is not the one of {@code model}.
     *
     * @throws InputException if it is another file, or cannot be read
     */
    public static void check(final FoundationModel model, final Path file) {
        try {
            final long bytes = Files.size(file);
            final String hash = FileHash.sha256(file);
            if (!hash.equals(model.sha256())) {
                throw new InputException("The file " + file + " is not " + model.name() + ": it has " + bytes + " bytes and SHA-256 " + hash
                    + ", not " + model.bytes() + " and " + model.sha256() + ".", "Delete it and fetch it again, or load it with 'From file' if it is "
                        + "the force field you want.");
            }
        } catch (final IOException e) {
            throw new InputException("The file " + file + " cannot be read: " + e.getMessage() + ".", "Check the file and the permissions.", e);
        }
    }

    /**
     * Stores {@code model} with its notice. Line ends of two characters become those of one. The file gets its name when it is
     * complete and has the right checksum; nothing else is left behind.
     *
     * @param in the file; not closed
     * @param source where it comes from, for messages
     * @param licence the text of the licence; empty if there is none
     * @throws InputException if it is another file
     */
    public Path store(final FoundationModel model, final InputStream in, final String source, final Optional<String> licence) throws IOException {
        Files.createDirectories(folder);
        // not createTempFile, whose files only their owner may read
        final Path part = folder.resolve(model.file() + "." + UUID.randomUUID() + ".part");
        try {
            copy(in, part);
            final String hash = FileHash.sha256(part);
            if (!hash.equals(model.sha256())) {
                throw new InputException(source + " holds another file than " + model.name() + ": it has " + Files.size(part) + " bytes and SHA-256 "
                    + hash + ", not " + model.bytes() + " and " + model.sha256() + ".", "Nothing was stored. If this is a newer version that you want, "
                        + "load its file with 'From file'.");
            }
            for (final Map.Entry<String, String> text : texts(model, licence).entrySet()) {
                Files.writeString(folder.resolve(text.getKey()), text.getValue(), StandardCharsets.UTF_8);
            }
            move(part, file(model));
        } finally {
            Files.deleteIfExists(part);
        }
        return file(model);
    }

    private static Map<String, String> texts(final FoundationModel model, final Optional<String> licence) {
        final String base = model.file().replaceAll("\\.txt$", "");
        return licence.isPresent() ? Map.of(base + "-NOTICE.txt", model.notice(), base + "-LICENSE.txt", licence.get())
            : Map.of(base + "-NOTICE.txt", model.notice());
    }

    /** Names of the files that {@link #store} leaves, the model itself first. */
    public static List<String> names(final FoundationModel model) {
        final String base = model.file().replaceAll("\\.txt$", "");
        return List.of(model.file(), base + "-NOTICE.txt", base + "-LICENSE.txt");
    }

    private static void copy(final InputStream in, final Path part) throws IOException {
        final BufferedInputStream bytes = new BufferedInputStream(in);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            for (int b = bytes.read(); b >= 0; b = bytes.read()) {
                if (b != '\r') {
                    out.write(b);
                }
            }
        }
    }

    private static void move(final Path from, final Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
