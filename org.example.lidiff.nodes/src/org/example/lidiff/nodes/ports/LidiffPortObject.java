package org.example.lidiff.nodes.ports;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.example.lidiff.engine.Provenance;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;

/** Data in one file store, with a spec that says what is in it and the chain of nodes that made it. */
public abstract class LidiffPortObject<S extends LidiffPortObjectSpec> extends FileStorePortObject {

    private static final String PROVENANCE_ENTRY = "provenance.bin";

    private S m_spec;
    private Provenance m_provenance;

    /** For loading. */
    LidiffPortObject() {
    }

    /** Data that was already written to {@code store}. */
    LidiffPortObject(final FileStore store, final S spec, final Provenance provenance) {
        super(List.of(store));
        m_spec = spec;
        m_provenance = provenance;
    }

    @Override
    public final S getSpec() {
        return m_spec;
    }

    /** The chain of nodes that made it. */
    public final Provenance provenance() {
        return m_provenance;
    }

    /** Where the data lies: a file or a folder. */
    public final Path path() {
        return getFileStore(0).getFile().toPath();
    }

    @Override
    public final String getSummary() {
        return m_spec.summary();
    }

    @Override
    public final JComponent[] getViews() {
        return new JComponent[0];
    }

    final void saveTo(final PortObjectZipOutputStream out, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        exec.checkCanceled();
        out.putNextEntry(new ZipEntry(PROVENANCE_ENTRY));
        final DataOutputStream data = new DataOutputStream(out);
        m_provenance.write(data);
        data.flush();
        out.closeEntry();
    }

    @SuppressWarnings("unchecked") // the serializer that calls this is registered for this pair of object and spec
    final void loadFrom(final PortObjectZipInputStream in, final PortObjectSpec spec) throws IOException {
        final ZipEntry entry = in.getNextEntry();
        if (entry == null || !PROVENANCE_ENTRY.equals(entry.getName())) {
            throw new IOException("The port object has no entry " + PROVENANCE_ENTRY + "; it was not written by Lidiff.");
        }
        m_provenance = Provenance.read(new DataInputStream(in));
        m_spec = (S)spec;
    }
}
