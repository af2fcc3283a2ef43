package org.knime.core.node.port;

import java.io.IOException;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** A port object that writes and reads itself. */
public abstract class AbstractPortObject implements PortObject {

    public AbstractPortObject() {
    }

    protected abstract void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    protected abstract void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    /** Writes and reads these port objects. */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
        extends PortObjectSerializer<T> {

        private static final String CLASS_ENTRY = "objectClassName";

        public AbstractPortObjectSerializer() {
        }

        @Override
        public void savePortObject(final T portObject, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            out.putNextEntry(new java.util.zip.ZipEntry(CLASS_ENTRY));
            out.write(portObject.getClass().getName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.closeEntry();
            portObject.save(out, exec);
        }

        @Override
        @SuppressWarnings("unchecked") // the registration pairs class and serializer
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            final java.util.zip.ZipEntry entry = in.getNextEntry();
            if (entry == null || !CLASS_ENTRY.equals(entry.getName())) {
                throw new IOException("Expected the zip entry \"" + CLASS_ENTRY + "\".");
            }
            final String name = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            final T object = (T)PortTypeRegistration.create(PortTypeRegistry.getInstance().getObjectClass(name)
                .orElseThrow(() -> new IOException("No port type is registered for " + name)));
            object.load(in, spec, exec);
            return object;
        }
    }
}
