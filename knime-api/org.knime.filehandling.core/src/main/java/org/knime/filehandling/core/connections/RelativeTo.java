package org.knime.filehandling.core.connections;

/** What a relative path starts from. */
public enum RelativeTo {

    SPACE("Current space", "knime.space"), MOUNTPOINT("Current mountpoint", "knime.mountpoint"),
    WORKFLOW("Current workflow", "knime.workflow"), WORKFLOW_DATA("Current workflow data area", "knime.workflow.data");

    private final String m_label;

    private final String m_settingsValue;

    RelativeTo(final String label, final String settingsValue) {
        m_label = label;
        m_settingsValue = settingsValue;
    }

    public String getLabel() {
        return m_label;
    }

    public String getSettingsValue() {
        return m_settingsValue;
    }

    /** @throws IllegalArgumentException if the text is none of the settings values */
    public static RelativeTo fromSettingsValue(final String value) {
        for (final RelativeTo relativeTo : values()) {
            if (relativeTo.m_settingsValue.equals(value)) {
                return relativeTo;
            }
        }
        throw new IllegalArgumentException("\"" + value + "\" is nothing that a path can be relative to.");
    }

    @Override
    public String toString() {
        return m_label;
    }
}
