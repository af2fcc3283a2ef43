package org.knime.core.data.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.standin.StandinOnly;

/** The directory with the file stores of one node, laid out as KNIME does: 000/000/name. */
@StandinOnly
public final class FileStoreDirectory {

    private static final String CFG_KEYS = "filestore_keys";

    private static final String CFG_KEY = "filestore_key_";

    private final Path m_directory;

    private final UUID m_uuid = UUID.randomUUID();

    private final Set<String> m_names = new HashSet<>();

    public FileStoreDirectory(final Path directory) {
        m_directory = directory;
    }

    /** Reserves a file. */
    public synchronized FileStore create(final String name) throws IOException {
        checkName(name);
        if (!m_names.add(name)) {
            throw new IOException("A file store with the name \"" + name + "\" is there already.");
        }
        final FileStoreKey key = new FileStoreKey(m_uuid, m_names.size() - 1, name);
        final Path file = fileOf(m_directory, key.getIndex() / 1000, name);
        Files.createDirectories(file.getParent());
        return new FileStore(key, file.toFile());
    }

    static String checkName(final String name) throws IOException {
        if (name == null || name.isBlank() || name.startsWith(".") || name.chars()
            .anyMatch(c -> c < 32 || "/\\:*?\"<>|".indexOf(c) >= 0)) {
            throw new IOException("\"" + name + "\" cannot name a file store: use a plain file name.");
        }
        return name;
    }

    private static Path fileOf(final Path directory, final int folder, final String name) {
        return directory.resolve(String.format("%03d", folder / 1000)).resolve(String.format("%03d", folder % 1000))
            .resolve(name);
    }

    /** Writes to the files what a port object still holds in memory. */
    public static void flush(final FileStorePortObject object) throws IOException {
        object.flush();
    }

    /** The files of a port object. */
    public static List<Path> files(final FileStorePortObject object) {
        return object.fileStores().stream().map(s -> s.getFile().toPath()).toList();
    }

    /** Copies the files of a port object into a directory, each into a folder of its own, and lists them. */
    public static void save(final FileStorePortObject object, final ModelContent list, final Path directory)
        throws IOException {
        object.flush();
        final ModelContent keys = (ModelContent)list.addModelContent(CFG_KEYS);
        int index = 0;
        for (final FileStore store : object.fileStores()) {
            final FileStoreKey key = new FileStoreKey(store.key().getStoreUUID(), index, store.key().getName());
            key.save(keys.addModelContent(CFG_KEY + index++));
            copy(store.getFile().toPath(), fileOf(directory, key.getIndex(), key.getName()));
        }
    }

    private static void copy(final Path from, final Path to) throws IOException {
        if (!Files.exists(from)) {
            throw new IOException("The file store \"" + from.getFileName() + "\" was reserved but never written.");
        }
        Files.createDirectories(to.getParent());
        try (var files = Files.walk(from)) {
            for (final Path file : (Iterable<Path>)files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** Gives a loaded port object the files that {@link #save} copied. */
    public static void load(final FileStorePortObject object, final ModelContentRO list, final Path directory)
        throws IOException, InvalidSettingsException {
        final ModelContentRO keys = list.getModelContent(CFG_KEYS);
        final List<FileStore> stores = new ArrayList<>();
        for (int i = 0; keys.containsKey(CFG_KEY + i); i++) {
            final FileStoreKey key = FileStoreKey.load(keys.getModelContent(CFG_KEY + i));
            final Path file = fileOf(directory, key.getIndex(), key.getName());
            if (!Files.exists(file)) {
                throw new IOException("The file store \"" + key.getName() + "\" is missing: " + file + ".");
            }
            stores.add(new FileStore(key, file.toFile()));
        }
        object.attach(stores);
    }
}
