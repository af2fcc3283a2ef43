package org.knime.filehandling.core.defaultnodesettings.filtermode;

/** Holds the ways to choose files. */
public final class SettingsModelFilterMode {

    private SettingsModelFilterMode() {
    }

    /** The ways to choose files. */
    public enum FilterMode {
        FILE, FOLDER, FILES_IN_FOLDERS, FOLDERS, FILES_AND_FOLDERS, WORKFLOW
    }
}
