package org.knime.filehandling.core.defaultnodesettings.filechooser;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.connections.FSConnection;
import org.knime.filehandling.core.connections.FSFileSystem;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.defaultnodesettings.filechooser.reader.ReadPathAccessor;
import org.knime.filehandling.core.defaultnodesettings.filechooser.writer.WritePathAccessor;
import org.knime.filehandling.core.defaultnodesettings.filtermode.FilterOptionsSettings;
import org.knime.filehandling.core.defaultnodesettings.filtermode.SettingsModelFilterMode.FilterMode;
import org.knime.filehandling.core.defaultnodesettings.status.StatusMessage;
import org.knime.filehandling.core.standin.WorkflowEscapeException;
import org.knime.filehandling.core.standin.WorkflowFiles;

/** Resolves a chosen location; the stand-in knows single files and folders. */
public abstract class AbstractFileChooserPathAccessor implements ReadPathAccessor, WritePathAccessor {

    private final FSLocation m_location;

    private final FilterMode m_mode;

    private final Optional<FSConnection> m_connection; // NOSONAR as it was handed in

    private final List<FSFileSystem<? extends FSPath>> m_fileSystems = new ArrayList<>();

    protected AbstractFileChooserPathAccessor(final FileChooserPathAccessorSettings settings,
        final Optional<FSConnection> portObjectConnection) { // NOSONAR the signature is given
        m_location = settings.location();
        m_mode = settings.filterSettings().filterMode();
        m_connection = portObjectConnection;
    }

    /**
     * The chosen place, whether or not something is there.
     *
     * @throws InvalidSettingsException if nothing was chosen, the path leaves the workflow, or its file system needs
     *             KNIME
     */
    @Override
    public FSPath getOutputPath(final Consumer<StatusMessage> statusMessageConsumer) throws InvalidSettingsException {
        return path(WorkflowFiles::outputFileSystem);
    }

    /** How the file system of a location is found. */
    private interface Finder {
        FSFileSystem<? extends FSPath> find(FSLocation location) throws InvalidSettingsException;
    }

    private FSPath path(final Finder finder) throws InvalidSettingsException {
        if (m_location.getPath().isBlank()) {
            throw new InvalidSettingsException("No " + what() + " was chosen. Please specify a location.");
        }
        final FSFileSystem<? extends FSPath> files = m_connection.isPresent() ? m_connection.get().getFileSystem() : finder.find(m_location);
        m_fileSystems.add(files);
        try {
            final FSPath path = files.getPath(m_location);
            if (m_connection.isEmpty()) {
                WorkflowFiles.localFile(path);
            }
            return path;
        } catch (InvalidPathException | WorkflowEscapeException ex) {
            throw new InvalidSettingsException(ex.getMessage(), ex);
        }
    }

    /**
     * The chosen place, which is there and can be read.
     *
     * @throws InvalidSettingsException if nothing was chosen or nothing is there
     */
    @Override
    public FSPath getRootPath(final Consumer<StatusMessage> statusMessageConsumer)
        throws IOException, InvalidSettingsException {
        final FSPath path = path(WorkflowFiles::fileSystem);
        if (!Files.exists(path)) {
            throw new InvalidSettingsException("The specified " + what() + " " + path + " does not exist.");
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        return path;
    }

    private String what() {
        return m_mode == FilterMode.FOLDER ? "folder" : "file";
    }

    /** @throws InvalidSettingsException if nothing was chosen, nothing is there, or it is a folder */
    @Override
    public final List<FSPath> getFSPaths(final Consumer<StatusMessage> statusMessageConsumer)
        throws IOException, InvalidSettingsException {
        if (m_mode != FilterMode.FILE) {
            throw new UnsupportedOperationException("The stand-in reads single files only, not " + m_mode + ".");
        }
        final FSPath path = getRootPath(statusMessageConsumer);
        if (Files.isDirectory(path)) {
            throw new InvalidSettingsException(path + " is a folder. Please specify a file.");
        }
        return List.of(path);
    }

    @Override
    public void close() throws IOException {
        for (final FSFileSystem<? extends FSPath> files : m_fileSystems) {
            files.close();
        }
    }

    /** What was chosen. */
    public static record FileChooserPathAccessorSettings(FSLocation location, FilterSettings filterSettings) {
    }

    /** Which files of a folder are wanted. */
    public static record FilterSettings(FilterMode filterMode, boolean includeSubfolders,
        FilterOptionsSettings filterOptionsSettings, boolean followLinks) {
    }
}
