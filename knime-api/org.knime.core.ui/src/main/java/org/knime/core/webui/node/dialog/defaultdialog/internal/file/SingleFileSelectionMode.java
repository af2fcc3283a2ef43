package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

/** What a file chooser lets a user choose. */
public enum SingleFileSelectionMode {
    FILE, FOLDER, FILE_OR_FOLDER, WORKFLOW
}
