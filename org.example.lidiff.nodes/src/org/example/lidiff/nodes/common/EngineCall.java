package org.example.lidiff.nodes.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CancellationException;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;

/** The one place where what the engine throws becomes what KNIME shows. */
public final class EngineCall {

    /** Work that may fail as engine calls do. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work. */
        T run() throws IOException, CanceledExecutionException, KNIMEException, InvalidSettingsException;
    }

    private EngineCall() {
    }

    /**
     * Runs {@code work}; an {@link InputException} becomes a KNIME message with its resolution, a setting that does not fit a KNIME message, a
     * cancellation KNIME's own.
     *
     * @throws KNIMEException what is wrong and what to do about it
     * @throws CanceledExecutionException if the user stopped the node
     */
    public static <T> T run(final Work<T> work) throws KNIMEException, CanceledExecutionException {
        try {
            return work.run();
        } catch (InputException e) {
            throw KNIMEException.of(Message.fromSummaryWithResolution(e.summary(), e.resolution()), e);
        } catch (InvalidSettingsException e) {
            throw new KNIMEException(e.getMessage(), e);
        } catch (CancellationException e) {
            final CanceledExecutionException canceled = new CanceledExecutionException(e.getMessage());
            canceled.initCause(e);
            throw canceled;
        } catch (UncheckedIOException e) {
            throw failure(e.getCause());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static KNIMEException failure(final IOException e) {
        return KNIMEException.of(Message.fromSummaryWithResolution("A file could not be read or written: " + describe(e),
            "Check that the file exists, that it may be read, and that the disk is not full."), e);
    }

    private static String describe(final IOException e) {
        final String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e instanceof FileSystemException ? e.getClass().getSimpleName() + ": " + reason : reason;
    }

    /** Progress of the engine shown by KNIME; cancels the engine when the user stops the node. */
    public static Progress progress(final ExecutionMonitor monitor) {
        return Progress.throttled((done, total, text) -> {
            try {
                monitor.checkCanceled();
            } catch (CanceledExecutionException e) {
                throw (CancellationException)new CancellationException("Stopped by the user.").initCause(e);
            }
            if (total > 0) {
                monitor.setProgress(Math.min(1, (double)done / total), () -> text);
            } else {
                monitor.setMessage(text);
            }
        });
    }
}
