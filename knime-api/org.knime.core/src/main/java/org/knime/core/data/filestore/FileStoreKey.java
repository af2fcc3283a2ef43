package org.knime.core.data.filestore;

import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** Names a file store in the whole workflow. */
public final class FileStoreKey implements Comparable<FileStoreKey> {

    private final UUID m_storeUUID;

    private final int m_index;

    private final String m_name;

    FileStoreKey(final UUID storeUUID, final int index, final String name) {
        m_storeUUID = storeUUID;
        m_index = index;
        m_name = name;
    }

    public UUID getStoreUUID() {
        return m_storeUUID;
    }

    public String getName() {
        return m_name;
    }

    public int getIndex() {
        return m_index;
    }

    public void save(final ModelContentWO model) {
        model.addString("storeUUID", m_storeUUID.toString());
        model.addInt("index", m_index);
        model.addString("name", m_name);
        model.addInt("iterationIndex", -1);
    }

    public static FileStoreKey load(final ModelContentRO model) throws InvalidSettingsException {
        final String uuid = model.getString("storeUUID");
        final String name = model.getString("name");
        try {
            return new FileStoreKey(UUID.fromString(uuid), model.getInt("index"), FileStoreDirectory.checkName(name));
        } catch (IllegalArgumentException | java.io.IOException ex) {
            throw new InvalidSettingsException("No file store: " + ex.getMessage(), ex);
        }
    }

    @Override
    public int compareTo(final FileStoreKey o) {
        return Comparator.comparing(FileStoreKey::getStoreUUID).thenComparingInt(FileStoreKey::getIndex)
            .thenComparing(FileStoreKey::getName).compare(this, o);
    }

    @Override
    public String toString() {
        return m_storeUUID + ":" + m_index + ":" + m_name;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof FileStoreKey key && m_storeUUID.equals(key.m_storeUUID) && m_index == key.m_index
            && m_name.equals(key.m_name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_storeUUID, m_index, m_name);
    }
}
