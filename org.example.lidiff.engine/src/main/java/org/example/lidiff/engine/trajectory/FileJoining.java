package org.example.lidiff.engine.trajectory;

/** What several files of one reading are to each other. */
public enum FileJoining {
    /** Successive files with the same atoms are parts of one run, in the order given. */
    JOIN,
    /** Every file is a run of its own. */
    SEPARATE
}
