package org.knime.filehandling.core.standin;

import org.knime.core.standin.StandinOnly;

/** A path relative to the workflow leads out of it. */
@StandinOnly
public final class WorkflowEscapeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkflowEscapeException(final String message) {
        super(message);
    }
}
