package org.example.lidiff.engine.diffusion;

import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.Trajectory;

/**
 * Velocity autocorrelation ⟨v(0)·v(t)⟩ of one species against lag, over all windows of all atoms and runs. Immutable.
 *
 * <p>Velocities are those of the runs; without them, differences of successive positions over the frame interval, which are the mean velocities of
 * the intervals. Lags reach below a segment: the largest power of two that fits the shortest run, at most 4096 frames. No drift is removed.
 */
public final class VelocityAutocorrelation {

    private final VelocitySums sums;

    VelocityAutocorrelation(final VelocitySums sums) {
        this.sums = sums;
    }

    /** The function of {@code species} in one run; as {@link #compute(List, Element, Progress)}. */
    public static VelocityAutocorrelation compute(final Trajectory run, final Element species, final Progress progress) {
        return compute(List.of(run), species, progress);
    }

    /**
     * The function of {@code species}; runs count by their windows.
     *
     * @throws org.example.lidiff.engine.InputException if a run lacks the species, is too short, has independent frames or another frame interval, or
     *     only some have velocities
     */
    public static VelocityAutocorrelation compute(final List<Trajectory> runs, final Element species, final Progress progress) {
        return new VelocityAutocorrelation(VelocitySums.of(runs, species, progress));
    }

    /** Number of lags, lag 0 included. */
    public int lags() {
        return sums.segment();
    }

    /** Lag time in fs. */
    public double timeFs(final int lag) {
        return lag * sums.frameIntervalFs();
    }

    /** ⟨v(0)·v(t)⟩ in Å²/fs². */
    public double value(final int lag) {
        return sums.autocorrelation(lag);
    }

    /** The same over its value at lag 0. */
    public double normalized(final int lag) {
        return sums.autocorrelation(lag) / sums.autocorrelation(0);
    }

    /** Whether velocities were taken from differences of positions. */
    public boolean fromPositions() {
        return sums.fromPositions();
    }
}
