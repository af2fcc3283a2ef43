package org.example.lidiff.headless;

/** Ends the command with an exit code and a message for the user. */
final class RunnerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    RunnerException(final int exitCode, final String message) {
        this(exitCode, message, null);
    }

    RunnerException(final int exitCode, final String message, final Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
