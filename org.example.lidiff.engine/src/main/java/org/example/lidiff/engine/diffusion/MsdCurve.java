package org.example.lidiff.engine.diffusion;

import java.util.List;

/**
 * Mean squared displacement against lag time, with what is needed to fit it. Immutable.
 *
 * <p>The number of independent windows n_i = observations · (frames − 1)/lag is that of windows that do not overlap.
 */
public final class MsdCurve {

    private final double frameIntervalFs;
    private final int longestRun;
    private final double scale;
    private final WindowSums sums;
    private final List<WindowSums> blocks;

    /**
     * @param longestRun frames of the longest run
     * @param scale factor from displacement squared to the curve (1/N for a collective displacement)
     * @param blocks the same for parts of the runs, for the block bootstrap
     */
    MsdCurve(final double frameIntervalFs, final int longestRun, final double scale, final WindowSums sums, final List<WindowSums> blocks) {
        this.frameIntervalFs = frameIntervalFs;
        this.longestRun = longestRun;
        this.scale = scale;
        this.sums = sums;
        this.blocks = List.copyOf(blocks);
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
        return scale * sums.moment(axis)[lag] / sums.windows(lag);
    }

    /** ⟨Δr⊗Δr⟩ in Å², nine numbers row by row. */
    public double[] tensor(final int lag) {
        final int[] component = {0, 5, 4, 5, 1, 3, 4, 3, 2};
        final double[] result = new double[9];
        for (int k = 0; k < 9; k++) {
            result[k] = scale * sums.moment(component[k])[lag] / sums.windows(lag);
        }
        return result;
    }

    /** Non-Gaussian parameter 3⟨Δr⁴⟩/(5⟨Δr²⟩²) − 1. */
    public double nonGaussian(final int lag) {
        final double second = value(lag) / scale;
        return 3 * sums.moment(WindowSums.FOURTH)[lag] / sums.windows(lag) / (5 * second * second) - 1;
    }

    /** Sample variance of the squared displacement in Å⁴. */
    public double variance(final int lag) {
        final double second = value(lag);
        return Math.max(0, scale * scale * sums.moment(WindowSums.FOURTH)[lag] / sums.windows(lag) - second * second);
    }

    /** Sample variance of the squared displacement along one axis in Å⁴. */
    public double axisVariance(final int lag, final int axis) {
        final double second = axis(lag, axis);
        return Math.max(0, scale * scale * sums.moment(WindowSums.AXIS_FOURTH + axis)[lag] / sums.windows(lag) - second * second);
    }

    /** Number of windows that do not overlap. */
    public double independentWindows(final int lag) {
        return sums.independent(lag);
    }

    /** Number of windows, overlapping ones included. */
    public double windows(final int lag) {
        return sums.windows(lag);
    }

    /** Standard error of the mean from the windows that do not overlap, in Å². */
    public double standardError(final int lag) {
        return Math.sqrt(variance(lag) / independentWindows(lag));
    }

    /** Number of blocks of time for the bootstrap. */
    int blocks() {
        return blocks.size();
    }

    /** Whether every block has windows of this lag. */
    boolean blocksReach(final int lag) {
        return !blocks.isEmpty() && blocks.stream().allMatch(b -> lag < b.lags());
    }

    /** Sum of the squared displacements (axis 0, 1, 2; −1 for all) over the windows of a block. */
    double blockSum(final int block, final int lag, final int axis) {
        final WindowSums b = blocks.get(block);
        return scale * (axis >= 0 ? b.moment(axis)[lag] : b.moment(0)[lag] + b.moment(1)[lag] + b.moment(2)[lag]);
    }

    double blockWindows(final int block, final int lag) {
        return blocks.get(block).windows(lag);
    }
}
