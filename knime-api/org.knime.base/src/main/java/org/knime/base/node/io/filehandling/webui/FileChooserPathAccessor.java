package org.knime.base.node.io.filehandling.webui;

import java.util.Optional;

import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSConnection;
import org.knime.filehandling.core.defaultnodesettings.filechooser.AbstractFileChooserPathAccessor;
import org.knime.filehandling.core.defaultnodesettings.filtermode.SettingsModelFilterMode.FilterMode;

/** Resolves the file of a file chooser; a chosen folder is had by the root or output path. */
public final class FileChooserPathAccessor extends AbstractFileChooserPathAccessor {

    public FileChooserPathAccessor(final FileSelection fileSelection, final Optional<FSConnection> connection) { // NOSONAR
        super(new FileChooserPathAccessorSettings(fileSelection.getFSLocation(),
            new FilterSettings(FilterMode.FILE, false, null, false)), connection);
    }
}
