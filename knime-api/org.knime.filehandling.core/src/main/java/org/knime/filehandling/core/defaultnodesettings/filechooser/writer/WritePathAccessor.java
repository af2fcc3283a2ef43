package org.knime.filehandling.core.defaultnodesettings.filechooser.writer;

import java.io.Closeable;
import java.util.function.Consumer;

import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.defaultnodesettings.status.StatusMessage;

/** Gives the place that was chosen for writing. */
public interface WritePathAccessor extends Closeable {

    FSPath getOutputPath(Consumer<StatusMessage> statusMessageConsumer) throws InvalidSettingsException;
}
