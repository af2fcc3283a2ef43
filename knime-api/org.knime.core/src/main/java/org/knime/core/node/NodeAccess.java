package org.knime.core.node;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.knime.core.data.filestore.FileStoreDirectory;
import org.knime.core.node.message.Message;
import org.knime.core.standin.ProgressListener;
import org.knime.core.standin.StandinOnly;

/** Opens what this package keeps to itself to the runner. */
@StandinOnly
public final class NodeAccess {

    private NodeAccess() {
    }

    /** A context with file stores in the directory; listener and cancel may be null. */
    public static ExecutionContext newExecutionContext(final FileStoreDirectory fileStores,
        final ProgressListener listener, final BooleanSupplier canceled) {
        return new ExecutionContext(new ListeningMonitor(listener, canceled), fileStores);
    }

    /** The warning of the node's last configure or execute. */
    public static Optional<Message> warning(final Node node) {
        return Optional.ofNullable(node.getNodeModel().getWarning());
    }

    private static final class ListeningMonitor extends DefaultNodeProgressMonitor {

        private final ProgressListener m_listener;

        private final BooleanSupplier m_canceled;

        ListeningMonitor(final ProgressListener listener, final BooleanSupplier canceled) {
            m_listener = listener;
            m_canceled = canceled;
        }

        @Override
        protected boolean isCanceled() {
            return super.isCanceled() || m_canceled != null && m_canceled.getAsBoolean();
        }

        @Override
        public void setProgress(final double progress) {
            super.setProgress(progress);
            tell();
        }

        @Override
        public void setMessage(final String message) {
            super.setMessage(message);
            tell();
        }

        private void tell() {
            if (m_listener != null) {
                m_listener.progress(getProgress() == null ? Double.NaN : getProgress(), getMessage());
            }
        }
    }
}
