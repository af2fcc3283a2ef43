package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

import java.util.Objects;

import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.persistence.Persistable;

/** A chosen file or folder. */
public final class FileSelection implements Persistable {

    public FSLocation m_path; // NOSONAR public in KNIME

    /** Nothing chosen. */
    public FileSelection() {
        this(new FSLocation(FSCategory.LOCAL, ""));
    }

    public FileSelection(final FSLocation fsLocation) {
        m_path = Objects.requireNonNull(fsLocation);
    }

    public FSLocation getFSLocation() {
        return m_path;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof FileSelection selection && m_path.equals(selection.m_path);
    }

    @Override
    public int hashCode() {
        return m_path.hashCode();
    }
}
