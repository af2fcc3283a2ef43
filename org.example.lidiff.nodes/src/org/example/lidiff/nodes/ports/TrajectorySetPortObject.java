package org.example.lidiff.nodes.ports;

import java.io.IOException;

import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** Runs of molecular dynamics (or single points) in Lidiff's binary trajectory file. */
public final class TrajectorySetPortObject extends LidiffPortObject<TrajectorySetPortObjectSpec> {

    /** The blue port. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(TrajectorySetPortObject.class);

    /** Stores the object. */
    public static final class Serializer extends PortObjectSerializer<TrajectorySetPortObject> {
        @Override
        public void savePortObject(final TrajectorySetPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            object.saveTo(out, exec);
        }

        @Override
        public TrajectorySetPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            final TrajectorySetPortObject object = new TrajectorySetPortObject();
            object.loadFrom(in, spec);
            return object;
        }
    }

    /** For loading. */
    public TrajectorySetPortObject() {
    }

    /** The trajectory file that was written to {@code store}. */
    public TrajectorySetPortObject(final FileStore store) {
        this(store, TrajectorySetFile.open(store.getFile().toPath()));
    }

    private TrajectorySetPortObject(final FileStore store, final TrajectorySet set) {
        super(store, TrajectorySetPortObjectSpec.of(set), set.provenance());
    }

    /** Opens the runs; frames are read when asked for. */
    public TrajectorySet open() {
        return TrajectorySetFile.open(path());
    }
}
