package org.example.lidiff.engine.trajectory;

/** How runs are spread over files. */
public enum RunFiles {
    /** All in one file where the format can hold frames of several runs, else as {@link #FILE_PER_RUN}. */
    ONE_FILE,
    /** A file for each run; with several runs the names end in -run1, -run2 … before the extension. */
    FILE_PER_RUN
}
