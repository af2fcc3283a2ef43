package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

/** Where a file chooser looks. */
public enum FileSystemOption {
    LOCAL, SPACE, EMBEDDED, CUSTOM_URL, CONNECTED
}
