package org.example.lidiff.engine.dynamics;

/** What happens when a guard sees a run go wrong. */
public enum GuardAction {
    /** The run ends; the frames up to the last good one are kept, with a warning. */
    STOP,
    /** The run goes on with a warning; only numbers that are not finite end it. */
    WARN,
    /** The whole job fails. */
    FAIL
}
