package org.knime.core.node;

import java.util.Objects;

import org.knime.core.node.message.Message;

/** A node failed for a reason that its user can understand. */
public final class KNIMEException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Message m_message;

    public KNIMEException(final String message) {
        this(Message.fromSummary(Objects.requireNonNullElse(message, "")), null);
    }

    public KNIMEException(final String message, final Throwable cause) {
        this(Message.fromSummary(Objects.requireNonNullElse(message, "")), cause);
    }

    private KNIMEException(final Message message, final Throwable cause) {
        super(message.getSummary(), cause);
        m_message = message;
    }

    public static KNIMEException of(final Message message) {
        return new KNIMEException(message, null);
    }

    public static KNIMEException of(final Message message, final Throwable cause) {
        return new KNIMEException(message, cause);
    }

    public Message getKNIMEMessage() {
        return m_message;
    }

    public KNIMERuntimeException toUnchecked() {
        return new KNIMERuntimeException(this);
    }

    /** A KNIMEException where no checked exception may pass. */
    public static final class KNIMERuntimeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private KNIMERuntimeException(final KNIMEException cause) {
            super(cause.getMessage(), cause);
        }

        @Override
        public KNIMEException getCause() { // NOSONAR the cause is set once, in the constructor
            return (KNIMEException)super.getCause();
        }

        public Message getKNIMEMessage() {
            return getCause().getKNIMEMessage();
        }
    }
}
