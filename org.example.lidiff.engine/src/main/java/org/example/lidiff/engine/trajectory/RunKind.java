package org.example.lidiff.engine.trajectory;

/** How the frames of a run relate to each other in time. */
public enum RunKind {
    /** Successive frames of one dynamics, equally spaced in time. */
    CONTINUOUS,
    /** Single points, sampled or shuffled frames: they train models but have no dynamics. */
    INDEPENDENT
}
