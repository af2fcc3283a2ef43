package org.example.lidiff.engine.markov;

/** Which pairs of frames (t, t + lag) are counted, with what weight. */
public enum CountKind {

    /** Every pair, weight 1: the best point estimate. The pairs overlap: errors taken from these counts are far too small. */
    SLIDING,

    /** The pairs that start at frames 0, lag, 2·lag … of each stretch of known frames: no overlap, most data unused. */
    STRIDED,

    /** Sliding counts divided by their statistical inefficiency: the same point estimate, with the weight of independent pairs. */
    EFFECTIVE
}
