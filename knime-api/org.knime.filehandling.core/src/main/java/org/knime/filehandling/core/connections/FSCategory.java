package org.knime.filehandling.core.connections;

/** The kinds of file systems. */
public enum FSCategory {

    LOCAL("Local File System"), RELATIVE("Relative to"), MOUNTPOINT("Mountpoint"), HUB_SPACE("Hub Space"),
    CUSTOM_URL("Custom/KNIME URL"), CONNECTED("Connected");

    private final String m_label;

    FSCategory(final String label) {
        m_label = label;
    }

    public String getLabel() {
        return m_label;
    }
}
