package org.example.lidiff.engine.training;

/** What a labeled frame is used for. */
public enum FrameRole {
    /** The parameters are fitted to it. */
    TRAINING,
    /** Decides when to stop and which parameters are best. */
    VALIDATION,
    /** Never seen by training nor by early stopping. */
    TEST
}
