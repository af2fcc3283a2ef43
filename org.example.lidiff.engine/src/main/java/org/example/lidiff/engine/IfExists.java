package org.example.lidiff.engine;

/** What happens to a file that is there already when one of its name is written. */
public enum IfExists {
    /** Nothing is written. */
    FAIL,
    /** It is replaced by the complete new file. */
    OVERWRITE
}
