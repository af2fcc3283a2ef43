package org.knime.core.node;

import org.knime.core.node.message.Message;

/** The user canceled the execution. */
public class CanceledExecutionException extends Exception {

    private static final long serialVersionUID = 1L;

    public static final Message DEFAULT_CANCEL_MESSAGE = Message.fromSummary("Execution canceled");

    private final transient Message m_message;

    public CanceledExecutionException() {
        this(DEFAULT_CANCEL_MESSAGE);
    }

    public CanceledExecutionException(final String message) {
        this(Message.fromSummary(message));
    }

    public CanceledExecutionException(final Message message) {
        super(message.getSummary());
        m_message = message;
    }

    public Message getKNIMEMessage() {
        return m_message;
    }
}
