package org.knime.core.node.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Opens the zip files of port objects; the first entry tells what the file holds. */
public final class PortUtil {

    private static final String OBJECT_MARK = "portObject.file";

    private static final String SPEC_MARK = "portSpec.file";

    private PortUtil() {
    }

    public static PortObjectZipOutputStream getPortObjectZipOutputStream(final OutputStream out) throws IOException {
        final PortObjectZipOutputStream zip = new PortObjectZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(OBJECT_MARK));
        return zip;
    }

    public static PortObjectSpecZipOutputStream getPortObjectSpecZipOutputStream(final OutputStream out)
        throws IOException {
        final PortObjectSpecZipOutputStream zip = new PortObjectSpecZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(SPEC_MARK));
        return zip;
    }

    public static PortObjectZipInputStream getPortObjectZipInputStream(final InputStream in) throws IOException {
        final PortObjectZipInputStream zip = new PortObjectZipInputStream(in);
        checkMark(zip, OBJECT_MARK);
        return zip;
    }

    public static PortObjectSpecZipInputStream getPortObjectSpecZipInputStream(final InputStream in)
        throws IOException {
        final PortObjectSpecZipInputStream zip = new PortObjectSpecZipInputStream(in);
        checkMark(zip, SPEC_MARK);
        return zip;
    }

    private static void checkMark(final ZipInputStream zip, final String mark) throws IOException {
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null || !mark.equals(entry.getName())) {
            throw new IOException("Expected the zip entry \"" + mark + "\" but found "
                + (entry == null ? "none." : "\"" + entry.getName() + "\"."));
        }
    }

    /** The serializer of a registered class of port objects. */
    public static <T extends PortObject> PortObject.PortObjectSerializer<T> getPortObjectSerializer(
        final Class<T> cl) {
        return PortTypeRegistry.getInstance().getObjectSerializer(cl)
            .orElseThrow(() -> unregistered(cl));
    }

    /** The serializer of a registered class of specifications. */
    public static <T extends PortObjectSpec> PortObjectSpec.PortObjectSpecSerializer<T> getPortObjectSpecSerializer(
        final Class<T> cl) {
        return PortTypeRegistry.getInstance().getSpecSerializer(cl)
            .orElseThrow(() -> unregistered(cl));
    }

    private static IllegalStateException unregistered(final Class<?> cl) {
        return new IllegalStateException("No port type is registered for " + cl.getName()
            + ": the extension point org.knime.core.PortType in plugin.xml must name it.");
    }
}
