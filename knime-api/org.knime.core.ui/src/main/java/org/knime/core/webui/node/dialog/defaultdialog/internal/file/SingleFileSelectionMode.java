package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

/** What can be chosen. */
public enum SingleFileSelectionMode {
    FILE, FOLDER, FILE_OR_FOLDER, WORKFLOW
}
