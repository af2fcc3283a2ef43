package org.knime.core.node;

import java.util.function.Supplier;

/** Keeps the last progress; canceled by a flag or by interrupting the thread. */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private volatile boolean m_canceled;

    private volatile Double m_progress;

    private volatile String m_message;

    public DefaultNodeProgressMonitor() {
    }

    protected boolean isCanceled() {
        return m_canceled || Thread.currentThread().isInterrupted();
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (isCanceled()) {
            throw new CanceledExecutionException();
        }
    }

    @Override
    public void setExecuteCanceled() {
        m_canceled = true;
    }

    @Override
    public void reset() {
        m_canceled = false;
        m_progress = null;
        m_message = null;
    }

    /** Sets the fraction done, cut to 0 … 1; a value that is no number is ignored. */
    @Override
    public void setProgress(final double progress) {
        if (!Double.isNaN(progress)) {
            m_progress = Math.max(0, Math.min(1, progress));
        }
    }

    @Override
    public void setProgress(final double progress, final String message) {
        setProgress(progress);
        setMessage(message);
    }

    @Override
    public void setProgress(final double progress, final Supplier<String> messageSupplier) {
        setProgress(progress, messageSupplier.get());
    }

    @Override
    public void setMessage(final String message) {
        m_message = message;
    }

    @Override
    public void setMessage(final Supplier<String> messageSupplier) {
        setMessage(messageSupplier.get());
    }

    @Override
    public void setProgress(final String message) {
        setMessage(message);
    }

    @Override
    public Double getProgress() {
        return m_progress;
    }

    @Override
    public String getMessage() {
        return m_message;
    }
}
