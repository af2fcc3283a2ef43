package org.knime.filehandling.core.defaultnodesettings.filechooser.reader;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.defaultnodesettings.status.StatusMessage;

/** Gives the files that were chosen for reading; what is read must be read before it is closed. */
public interface ReadPathAccessor extends Closeable {

    List<FSPath> getFSPaths(Consumer<StatusMessage> statusMessageConsumer) throws IOException, InvalidSettingsException;

    default List<Path> getPaths(final Consumer<StatusMessage> statusMessageConsumer)
        throws IOException, InvalidSettingsException {
        return List.copyOf(getFSPaths(statusMessageConsumer));
    }

    FSPath getRootPath(Consumer<StatusMessage> statusMessageConsumer) throws IOException, InvalidSettingsException;
}
