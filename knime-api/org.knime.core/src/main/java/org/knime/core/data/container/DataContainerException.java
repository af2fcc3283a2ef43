package org.knime.core.data.container;

/** A row does not fit the table that is being filled. */
public class DataContainerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataContainerException(final String message) {
        super(message);
    }

    public DataContainerException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
