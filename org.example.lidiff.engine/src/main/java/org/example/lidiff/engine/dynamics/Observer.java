package org.example.lidiff.engine.dynamics;

/** Watches a simulation without changing it. */
@FunctionalInterface
public interface Observer {

    /** Called once before the first step, with the state that the run starts from. */
    default void init(final Snapshot start) {
    }

    /**
     * Called after every step, in the order in which the observers were given.
     *
     * @throws SimulationStopped to end the run here
     */
    void handleStep(Snapshot now);

    /** Called once after the last step; not when the run was stopped, canceled or failed. */
    default void finish(final Snapshot end) {
    }
}
