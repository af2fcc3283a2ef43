package org.example.lidiff.nodes.ports;

import java.io.IOException;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** Sites, hops and residence of the mobile ions. */
public final class JumpNetworkPortObject extends LidiffPortObject<JumpNetworkPortObjectSpec> {

    /** The green port. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(JumpNetworkPortObject.class);

    /** Stores the object. */
    public static final class Serializer extends PortObjectSerializer<JumpNetworkPortObject> {
        @Override
        public void savePortObject(final JumpNetworkPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            object.saveTo(out, exec);
        }

        @Override
        public JumpNetworkPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            final JumpNetworkPortObject object = new JumpNetworkPortObject();
            object.loadFrom(in, spec);
            return object;
        }
    }

    /** For loading. */
    public JumpNetworkPortObject() {
    }

    private JumpNetworkPortObject(final FileStore store, final JumpNetworkPortObjectSpec spec, final Provenance provenance) {
        super(store, spec, provenance);
    }

    /** Stores {@code network} in {@code store}. */
    public static JumpNetworkPortObject of(final FileStore store, final JumpNetwork network, final Provenance provenance)
        throws IOException {
        StoredFile.write(store.getFile().toPath(), network::write);
        return new JumpNetworkPortObject(store, JumpNetworkPortObjectSpec.of(network), provenance);
    }

    /** Reads the network. */
    public JumpNetwork network() {
        return StoredFile.read(path(), "jump network", JumpNetwork::read);
    }
}
