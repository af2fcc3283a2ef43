package org.knime.core.node;

/** The part of a progress that a sub-task fills; cancel is the parent's. */
final class SubProgressMonitor extends DefaultNodeProgressMonitor {

    private final NodeProgressMonitor m_parent;

    private final double m_share;

    private final boolean m_silent;

    private double m_done;

    SubProgressMonitor(final NodeProgressMonitor parent, final double share, final boolean silent) {
        m_parent = parent;
        m_share = share;
        m_silent = silent;
    }

    @Override
    protected boolean isCanceled() {
        try {
            m_parent.checkCanceled();
            return false;
        } catch (CanceledExecutionException ex) { // NOSONAR the answer is in the exception
            return true;
        }
    }

    @Override
    public void setExecuteCanceled() {
        m_parent.setExecuteCanceled();
    }

    @Override
    public void setProgress(final double progress) {
        super.setProgress(progress);
        final Double fraction = getProgress();
        if (fraction == null) {
            return;
        }
        synchronized (m_parent) {
            if (fraction > m_done) {
                final double before = m_parent.getProgress() == null ? 0 : m_parent.getProgress();
                m_parent.setProgress(before + (fraction - m_done) * m_share);
                m_done = fraction;
            }
        }
    }

    @Override
    public void setMessage(final String message) {
        super.setMessage(message);
        if (!m_silent) {
            m_parent.setMessage(message);
        }
    }
}
