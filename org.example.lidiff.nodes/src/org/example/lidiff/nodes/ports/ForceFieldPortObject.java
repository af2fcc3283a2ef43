package org.example.lidiff.nodes.ports;

import java.io.IOException;

import org.example.lidiff.engine.Provenance;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A force field in its own files. */
public final class ForceFieldPortObject extends LidiffPortObject<ForceFieldPortObjectSpec> {

    /** The orange port. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ForceFieldPortObject.class);

    /** Stores the object. */
    public static final class Serializer extends PortObjectSerializer<ForceFieldPortObject> {
        @Override
        public void savePortObject(final ForceFieldPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            object.saveTo(out, exec);
        }

        @Override
        public ForceFieldPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            final ForceFieldPortObject object = new ForceFieldPortObject();
            object.loadFrom(in, spec);
            return object;
        }
    }

    /** For loading. */
    public ForceFieldPortObject() {
    }

    /** The force field that was written to {@code store}. */
    public ForceFieldPortObject(final FileStore store, final ForceFieldPortObjectSpec spec, final Provenance provenance) {
        super(store, spec, provenance);
    }
}
