package org.knime.core.node;

import java.io.IOException;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreDirectory;

/** What a node has while it executes: progress, cancel, new tables and file stores. */
public class ExecutionContext extends ExecutionMonitor {

    private final FileStoreDirectory m_fileStores;

    /** A context without file stores. */
    public ExecutionContext(final NodeProgressMonitor progMon, final Node node) {
        this(progMon, (FileStoreDirectory)null);
    }

    ExecutionContext(final NodeProgressMonitor progMon, final FileStoreDirectory fileStores) {
        super(progMon);
        m_fileStores = fileStores;
    }

    /**
     * Reserves a file of the node; the file itself is not made.
     *
     * @throws IOException if the name is taken or is no plain file name
     */
    public FileStore createFileStore(final String relativePath) throws IOException {
        if (m_fileStores == null) {
            throw new IOException("This execution has no directory for file stores.");
        }
        return m_fileStores.create(relativePath);
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return createDataContainer(spec, true);
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain) {
        return new BufferedDataContainer(spec, initDomain);
    }

    /** Copies a table. */
    public BufferedDataTable createBufferedDataTable(final DataTable table, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        if (table instanceof BufferedDataTable buffered) {
            return buffered;
        }
        final BufferedDataContainer container = createDataContainer(table.getDataTableSpec());
        for (final DataRow row : table) {
            exec.checkCanceled();
            container.addRowToTable(row);
        }
        container.close();
        return container.getTable();
    }

    public ExecutionContext createSubExecutionContext(final double maxProg) {
        return new ExecutionContext(new SubProgressMonitor(getProgressMonitor(), maxProg, false), m_fileStores);
    }

    public ExecutionContext createSilentSubExecutionContext(final double maxProg) {
        return new ExecutionContext(new SubProgressMonitor(getProgressMonitor(), maxProg, true), m_fileStores);
    }
}
