package org.example.lidiff.headless;

/** What became of a node; the names are those that KNIME uses, and part of summary.json. */
enum NodeState {
    /** An input is not connected, or the settings do not fit. */
    IDLE,
    /** Ready, but not executed. */
    CONFIGURED,
    /** Done. */
    EXECUTED,
    /** Tried and failed, or of another extension. */
    FAILED,
    /** Not tried, because a node before it was not executed. */
    SKIPPED
}
