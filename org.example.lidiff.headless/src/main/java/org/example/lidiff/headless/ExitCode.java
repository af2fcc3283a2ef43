package org.example.lidiff.headless;

/** Exit codes of the command; 0, 3 and 4 as KNIME's batch application has them. */
final class ExitCode {

    /** Everything was executed. */
    static final int OK = 0;
    /** The command line or an option is wrong. */
    static final int USAGE = 2;
    /** The workflow cannot be loaded. */
    static final int LOAD = 3;
    /** A node failed, or a node of another extension was needed. */
    static final int EXECUTION = 4;

    private ExitCode() {
    }
}
