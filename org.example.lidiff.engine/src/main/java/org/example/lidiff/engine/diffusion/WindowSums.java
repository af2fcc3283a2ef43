package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Moments of the displacements at each lag, summed over all windows of all particles.
 *
 * <p>Six tensor components xx yy zz yz xz xy of Δ⊗Δ, then |Δ|⁴, then Δx⁴, Δy⁴, Δz⁴; or only the first three.
 */
final class WindowSums {

    static final int MOMENTS = 10;
    static final int FOURTH = 6;
    static final int AXIS_FOURTH = 7;

    /** What windows were counted in: particles, of which some are independent observations; up to a number of lags. */
    private record Counted(int frames, int lags, double particles, double observations) {
    }

    private final int lags;
    private final double[][] sums;
    private final List<Counted> runs = new ArrayList<>();

    /** Zero at the lags 0 … lags − 1, all moments or the first ones. */
    WindowSums(final int lags, final int moments) {
        this.lags = lags;
        sums = new double[moments][lags];
    }

    int lags() {
        return lags;
    }

    double[] moment(final int moment) {
        return sums[moment];
    }

    /** Overlapping windows of all particles. */
    double windows(final int lag) {
        double sum = 0;
        for (final Counted r : runs) {
            sum += lag < r.lags() ? r.particles() * (r.frames() - lag) : 0;
        }
        return sum;
    }

    /** Windows that do not overlap: observations × (frames − 1)/lag. */
    double independent(final int lag) {
        double sum = 0;
        for (final Counted r : runs) {
            sum += lag == 0 ? r.observations() * r.frames() : lag < r.lags() ? r.observations() * (r.frames() - 1) / lag : 0;
        }
        return sum;
    }

    /** Whether no run has more than one independent observation at a time. */
    boolean oneObservation() {
        return runs.stream().allMatch(r -> r.observations() == 1);
    }

    /** Counts the windows of {@code particles} particles, {@code observations} of which are independent, in a run of {@code frames}. */
    void countWindows(final int frames, final double particles, final double observations) {
        runs.add(new Counted(frames, Math.min(frames, lags), particles, observations));
    }

    /** Multiplies squared displacements by {@code factor}, fourth powers by its square. */
    void scale(final double factor) {
        for (int m = 0; m < sums.length; m++) {
            for (int lag = 0; lag < lags; lag++) {
                sums[m][lag] *= m < FOURTH ? factor : factor * factor;
            }
        }
    }

    /** Adds another sum of as many moments, of no more lags. */
    void add(final WindowSums other) {
        if (other.lags > lags || other.sums.length != sums.length) {
            throw new IllegalArgumentException(other.lags + " lags of " + other.sums.length + " moments do not fit " + lags + " of " + sums.length);
        }
        for (int m = 0; m < sums.length; m++) {
            for (int lag = 0; lag < other.lags; lag++) {
                sums[m][lag] += other.sums[m][lag];
            }
        }
        runs.addAll(other.runs);
    }
}
