package org.example.lidiff.engine.neighbors;

/** Whether a neighbor list holds each pair once or from both sides. */
public enum ListKind {
    /** Each pair twice: (i, j, S) and (j, i, −S). */
    FULL,
    /** Each pair once: i &lt; j, or i = j with the first nonzero number of S positive. */
    HALF
}
