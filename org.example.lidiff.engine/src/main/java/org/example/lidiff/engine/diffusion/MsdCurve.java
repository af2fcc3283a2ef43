package org.example.lidiff.engine.diffusion;

import java.util.List;

/**
 * Mean squared displacement against lag time, with what is needed to fit it. Immutable.
 *
 * <p>The number of independent windows n_i = observations · (frames − 1)/lag is that of windows that do not overlap.
 */
public final class MsdCurve {

    private static final int FEWEST_BLOCKS = 4;

    private final double frameIntervalFs;
    private final int longestRun;
    private final WindowSums sums;
    private final List<List<WindowSums>> divisions;

    /**
     * @param longestRun frames of the longest run
     * @param divisions the same for blocks of time, for the bootstrap, in two divisions: fine and coarse
     */
    MsdCurve(final double frameIntervalFs, final int longestRun, final WindowSums sums, final List<List<WindowSums>> divisions) {
        this.frameIntervalFs = frameIntervalFs;
        this.longestRun = longestRun;
        this.sums = sums;
        this.divisions = List.copyOf(divisions);
    }

    /** Number of lags, lag 0 included. */
    public int lags() {
        return sums.lags();
    }

    /** Lag time in fs. */
    public double timeFs(final int lag) {
        return lag * frameIntervalFs;
    }

    /** Time between frames in fs. */
    public double frameIntervalFs() {
        return frameIntervalFs;
    }

    /** Frames of the longest run. */
    public int longestRun() {
        return longestRun;
    }

    /** ⟨|Δr|²⟩ in Å². */
    public double value(final int lag) {
        return axis(lag, 0) + axis(lag, 1) + axis(lag, 2);
    }

    /** ⟨Δx²⟩, ⟨Δy²⟩ or ⟨Δz²⟩ in Å². */
    public double axis(final int lag, final int axis) {
        return sums.moment(axis)[lag] / sums.windows(lag);
    }

    /** ⟨Δr⊗Δr⟩ in Å², nine numbers row by row. */
    public double[] tensor(final int lag) {
        final int[] component = {0, 5, 4, 5, 1, 3, 4, 3, 2};
        final double[] result = new double[9];
        for (int k = 0; k < 9; k++) {
            result[k] = sums.moment(component[k])[lag] / sums.windows(lag);
        }
        return result;
    }

    /** Non-Gaussian parameter 3⟨Δr⁴⟩/(5⟨Δr²⟩²) − 1. */
    public double nonGaussian(final int lag) {
        final double second = value(lag);
        return 3 * sums.moment(WindowSums.FOURTH)[lag] / sums.windows(lag) / (5 * second * second) - 1;
    }

    /** Sample variance of the squared displacement in Å⁴. */
    public double variance(final int lag) {
        final double second = value(lag);
        return Math.max(0, sums.moment(WindowSums.FOURTH)[lag] / sums.windows(lag) - second * second);
    }

    /** Sample variance of the squared displacement along one axis in Å⁴. */
    public double axisVariance(final int lag, final int axis) {
        final double second = axis(lag, axis);
        return Math.max(0, sums.moment(WindowSums.AXIS_FOURTH + axis)[lag] / sums.windows(lag) - second * second);
    }

    /** Number of windows that do not overlap. */
    public double independentWindows(final int lag) {
        return sums.independent(lag);
    }

    /** Number of windows, overlapping ones included. */
    public double windows(final int lag) {
        return sums.windows(lag);
    }

    /** Whether each run gives a single observation at a time: one ion, or the collective displacement. */
    boolean oneObservation() {
        return sums.oneObservation();
    }

    /** Standard error of the mean from the windows that do not overlap, in Å². */
    public double standardError(final int lag) {
        return Math.sqrt(variance(lag) / independentWindows(lag));
    }

    /** The blocks that have windows of a lag, of the division in which most do; none when there are fewer than four. */
    BlockSums blocks(final int lag, final int axis) {
        List<WindowSums> most = List.of();
        for (final List<WindowSums> division : divisions) {
            final List<WindowSums> reaching = division.stream().filter(b -> lag < b.lags()).toList();
            most = reaching.size() > most.size() ? reaching : most;
        }
        return new BlockSums(most.size() < FEWEST_BLOCKS ? List.of() : most, axis);
    }
}
