package org.knime.filehandling.core.connections;

import java.util.Objects;
import java.util.Optional;

/** The name of a file system. */
public class DefaultFSLocationSpec implements FSLocationSpec {

    private final String m_category;

    private final String m_specifier;

    public DefaultFSLocationSpec(final String fsCategory, final String fsSpecifier) {
        m_category = fsCategory;
        m_specifier = fsSpecifier;
    }

    public DefaultFSLocationSpec(final FSCategory fsCategory, final String fsSpecifier) {
        this(fsCategory.name(), fsSpecifier);
    }

    public DefaultFSLocationSpec(final FSCategory fsCategory) {
        this(fsCategory, null);
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
    public boolean equals(final Object obj) {
        return obj instanceof DefaultFSLocationSpec spec && m_category.equals(spec.m_category)
            && Objects.equals(m_specifier, spec.m_specifier);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_category, m_specifier);
    }

    @Override
    public String toString() {
        return m_specifier == null ? m_category : m_category + ":" + m_specifier;
    }
}
