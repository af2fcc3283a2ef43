package org.knime.filehandling.core.connections;

import java.io.IOException;

/** An open connection to a file system. */
public interface FSConnection extends AutoCloseable {

    FSFileSystem<?> getFileSystem();

    @Override
    default void close() throws IOException {
    }
}
