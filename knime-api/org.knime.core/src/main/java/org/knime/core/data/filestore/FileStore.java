package org.knime.core.data.filestore;

import java.io.File;

/** A file that belongs to what a node put out; it can also be made a directory. */
public final class FileStore {

    private final FileStoreKey m_key;

    private final File m_file;

    FileStore(final FileStoreKey key, final File file) {
        m_key = key;
        m_file = file;
    }

    FileStoreKey key() {
        return m_key;
    }

    /** The file; reserving it did not make it. */
    public File getFile() {
        return m_file;
    }

    @Override
    public String toString() {
        return m_key.toString();
    }
}
