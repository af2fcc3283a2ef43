package org.knime.filehandling.core.connections;

import java.util.Optional;

/** Names a file system: a category and, for some, a specifier. */
public interface FSLocationSpec {

    String getFileSystemCategory();

    default FSCategory getFSCategory() {
        return FSCategory.valueOf(getFileSystemCategory());
    }

    Optional<String> getFileSystemSpecifier();

    @Override
    String toString();
}
