package org.knime.core.data.filestore;

import java.io.IOException;
import java.util.List;

import org.knime.core.node.port.PortObject;

/** A port object whose content lies in files. */
public abstract class FileStorePortObject implements PortObject {

    private List<FileStore> m_fileStores = List.of();

    /** For loading; {@link #postConstruct()} follows once the files are known. */
    protected FileStorePortObject() {
    }

    protected FileStorePortObject(final List<FileStore> fileStores) {
        m_fileStores = List.copyOf(fileStores);
    }

    void attach(final List<FileStore> fileStores) throws IOException {
        m_fileStores = List.copyOf(fileStores);
        postConstruct();
    }

    List<FileStore> fileStores() {
        return m_fileStores;
    }

    void flush() throws IOException {
        flushToFileStore();
    }

    /** Called after loading, when the file stores are there. */
    protected void postConstruct() throws IOException {
    }

    /** Called before saving: writes to the files what is still in memory. */
    protected void flushToFileStore() throws IOException {
    }

    protected int getFileStoreCount() {
        return m_fileStores.size();
    }

    protected FileStore getFileStore(final int index) {
        return m_fileStores.get(index);
    }

    @Override
    public String toString() {
        return m_fileStores.toString();
    }

    /** Two port objects are equal if they are of the same class and name the same file stores. */
    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof FileStorePortObject other && other.getClass() == getClass()
            && !m_fileStores.isEmpty() && keys().equals(other.keys());
    }

    @Override
    public int hashCode() {
        return keys().hashCode();
    }

    private List<FileStoreKey> keys() {
        return m_fileStores.stream().map(FileStore::key).toList();
    }
}
