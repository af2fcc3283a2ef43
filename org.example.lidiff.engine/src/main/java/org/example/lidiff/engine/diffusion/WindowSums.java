package org.example.lidiff.engine.diffusion;

/**
 * Moments of the displacements at each lag, summed over all windows of all particles.
 *
 * <p>Six tensor components xx yy zz yz xz xy of Δ⊗Δ, then |Δ|⁴, then Δx⁴, Δy⁴, Δz⁴.
 */
final class WindowSums {

    static final int MOMENTS = 10;
    static final int FOURTH = 6;
    static final int AXIS_FOURTH = 7;

    private final double[][] sums;
    private final double[] windows;
    private final double[] independent;
    private double observations;

    /** Zero at the lags 0 … lags − 1. */
    WindowSums(final int lags) {
        sums = new double[MOMENTS][lags];
        windows = new double[lags];
        independent = new double[lags];
    }

    int lags() {
        return windows.length;
    }

    double[] moment(final int moment) {
        return sums[moment];
    }

    /** Overlapping windows of all particles. */
    double windows(final int lag) {
        return windows[lag];
    }

    /** Windows that do not overlap: observations × (frames − 1)/lag. */
    double independent(final int lag) {
        return independent[lag];
    }

    /** Whether no run has more than one independent observation at a time. */
    boolean oneObservation() {
        return observations == 1;
    }

    /** Counts the windows of {@code particles} particles, {@code observations} of which are independent, in a run of {@code frames}. */
    void countWindows(final int frames, final double particles, final double observations) {
        this.observations = Math.max(this.observations, observations);
        for (int lag = 0; lag < windows.length && lag < frames; lag++) {
            windows[lag] += particles * (frames - lag);
            independent[lag] += lag == 0 ? observations * frames : observations * (frames - 1) / lag;
        }
    }

    /** Multiplies squared displacements by {@code factor}, fourth powers by its square. */
    void scale(final double factor) {
        for (int m = 0; m < MOMENTS; m++) {
            for (int lag = 0; lag < windows.length; lag++) {
                sums[m][lag] *= m < FOURTH ? factor : factor * factor;
            }
        }
    }

    /** Adds another sum; lags that it does not have are left. */
    void add(final WindowSums other) {
        final int n = Math.min(windows.length, other.windows.length);
        for (int m = 0; m < MOMENTS; m++) {
            for (int lag = 0; lag < n; lag++) {
                sums[m][lag] += other.sums[m][lag];
            }
        }
        observations = Math.max(observations, other.observations);
        for (int lag = 0; lag < n; lag++) {
            windows[lag] += other.windows[lag];
            independent[lag] += other.independent[lag];
        }
    }
}
