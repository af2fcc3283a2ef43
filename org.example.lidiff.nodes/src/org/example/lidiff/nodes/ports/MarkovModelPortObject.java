package org.example.lidiff.nodes.ports;

import java.io.IOException;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.spectral.NetworkModel;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A Markov state model of the hops. */
public final class MarkovModelPortObject extends LidiffPortObject<MarkovModelPortObjectSpec> {

    /** The purple port. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(MarkovModelPortObject.class);

    /** Stores the object. */
    public static final class Serializer extends PortObjectSerializer<MarkovModelPortObject> {
        @Override
        public void savePortObject(final MarkovModelPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            object.saveTo(out, exec);
        }

        @Override
        public MarkovModelPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            final MarkovModelPortObject object = new MarkovModelPortObject();
            object.loadFrom(in, spec);
            return object;
        }
    }

    /** For loading. */
    public MarkovModelPortObject() {
    }

    private MarkovModelPortObject(final FileStore store, final MarkovModelPortObjectSpec spec, final Provenance provenance) {
        super(store, spec, provenance);
    }

    /** Stores {@code model} in {@code store}. */
    public static MarkovModelPortObject of(final FileStore store, final NetworkModel model, final Provenance provenance)
        throws IOException {
        StoredFile.write(store.getFile().toPath(), model::write);
        return new MarkovModelPortObject(store, MarkovModelPortObjectSpec.of(model), provenance);
    }

    /** Reads the model. */
    public NetworkModel model() {
        return StoredFile.read(path(), "Markov model", NetworkModel::read);
    }
}
