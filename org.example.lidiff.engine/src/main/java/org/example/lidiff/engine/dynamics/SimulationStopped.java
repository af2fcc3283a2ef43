package org.example.lidiff.engine.dynamics;

/** An observer ends the run: what it saw makes further steps worthless. */
public final class SimulationStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long step;
    private final String resolution;

    /**
     * @param step the step after which the run ends
     * @param summary what was seen: the step, the quantity, its value, the limit, the atoms
     * @param resolution the way out
     */
    public SimulationStopped(final long step, final String summary, final String resolution) {
        this(step, summary, resolution, null);
    }

    /**
     * @param step the step after which the run ends
     * @param summary what was seen: the step, the quantity, its value, the limit, the atoms
     * @param resolution the way out
     * @param cause what went wrong below, or null
     */
    public SimulationStopped(final long step, final String summary, final String resolution, final Throwable cause) {
        super(summary, cause);
        this.step = step;
        this.resolution = resolution;
    }

    /** The step after which the run ends. */
    public long step() {
        return step;
    }

    /** The way out. */
    public String resolution() {
        return resolution;
    }
}
