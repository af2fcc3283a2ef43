package org.knime.filehandling.core.defaultnodesettings.filtermode;

/** Which files of a folder are wanted; unused for single files. */
public final class FilterOptionsSettings {

    public FilterOptionsSettings() {
    }
}
