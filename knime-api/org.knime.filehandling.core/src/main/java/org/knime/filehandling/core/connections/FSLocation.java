package org.knime.filehandling.core.connections;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/** A path in a file system. */
public final class FSLocation implements FSLocationSpec, Serializable {

    private static final long serialVersionUID = 1L;

    /** No location. */
    public static final FSLocation NULL = new FSLocation("", "");

    private final String m_category;

    private final String m_specifier;

    private final String m_path;

    public FSLocation(final FSCategory fsCategory, final String path) {
        this(fsCategory.name(), null, path);
    }

    public FSLocation(final String fsCategory, final String path) {
        this(fsCategory, null, path);
    }

    public FSLocation(final FSCategory fsCategory, final String fsSpecifier, final String path) {
        this(fsCategory.name(), fsSpecifier, path);
    }

    public FSLocation(final String fsCategory, final String fsSpecifier, final String path) {
        m_category = Objects.requireNonNull(fsCategory, "The category of a file system must not be null.");
        m_specifier = fsSpecifier;
        m_path = Objects.requireNonNull(path, "The path must not be null.");
    }

    public String getPath() {
        return m_path;
    }

    @Override
    public String getFileSystemCategory() {
        return m_category;
    }

    @Override
    public Optional<String> getFileSystemSpecifier() {
        return Optional.ofNullable(m_specifier);
    }

    @Override
    public String toString() {
        return "(" + m_category + (m_specifier == null ? "" : ", " + m_specifier) + ", " + m_path + ")";
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_category, m_specifier, m_path);
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof FSLocation location && m_category.equals(location.m_category)
            && Objects.equals(m_specifier, location.m_specifier) && m_path.equals(location.m_path);
    }
}
