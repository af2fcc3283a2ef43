package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;

/** Keeps file locations. */
final class Locations {

    /** Nothing chosen. */
    static final FSLocation NONE = new FSLocation(FSCategory.LOCAL, "");

    private static final String PRESENT = "location_present";

    private static final String TYPE = "file_system_type";

    private static final String SPECIFIER = "file_system_specifier";

    private static final String PATH = "path";

    private Locations() {
    }

    static void save(final FSLocation location, final NodeSettingsWO settings) {
        final boolean present = !FSLocation.NULL.equals(location);
        settings.addBoolean(PRESENT, present);
        if (present) {
            settings.addString(TYPE, location.getFileSystemCategory());
            location.getFileSystemSpecifier().ifPresent(s -> settings.addString(SPECIFIER, s));
            settings.addString(PATH, location.getPath());
        }
    }

    static FSLocation load(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (!settings.getBoolean(PRESENT)) {
            return FSLocation.NULL;
        }
        final String type = settings.getString(TYPE);
        try {
            FSCategory.valueOf(type);
        } catch (IllegalArgumentException | NullPointerException ex) { // NOSONAR null is no category
            throw new InvalidSettingsException("Invalid value '" + type + "' of the setting \"" + TYPE
                + "\". Possible values: " + java.util.Arrays.toString(FSCategory.values()), ex);
        }
        final String path = settings.getString(PATH);
        if (path == null) {
            throw new InvalidSettingsException("The path of a file must not be null.");
        }
        return new FSLocation(type, settings.getString(SPECIFIER, null), path);
    }
}
