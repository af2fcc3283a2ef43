package org.example.lidiff.engine.markov;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.InputException;

/**
 * Discrete trajectories of all ions of all runs, with a common state numbering and a common frame interval. Immutable.
 */
public final class DiscreteTrajectorySet {

    private static final int VERSION = 1;

    private final List<DiscreteTrajectory> trajectories;
    private final int states;
    private final double frameIntervalFs;
    private final List<SymmetryOperation> symmetry;

    /**
     * @param trajectories one for each ion and run
     * @param states number of states; states may be unvisited
     * @param frameIntervalFs time between two frames, fs
     */
    public DiscreteTrajectorySet(final List<DiscreteTrajectory> trajectories, final int states, final double frameIntervalFs) {
        this(trajectories, states, frameIntervalFs, List.of());
    }

    private DiscreteTrajectorySet(final List<DiscreteTrajectory> trajectories, final int states, final double frameIntervalFs,
        final List<SymmetryOperation> symmetry) {
        if (!(frameIntervalFs > 0) || Double.isInfinite(frameIntervalFs)) {
            throw new InputException("The time between two frames is " + frameIntervalFs + " fs; it must be positive.",
                "Set the time step and the output interval of the trajectory.");
        }
        for (final DiscreteTrajectory t : trajectories) {
            if (t.largestState() >= states) {
                throw new IllegalArgumentException("A trajectory visits state " + t.largestState() + ", but there are " + states + " states");
            }
        }
        this.trajectories = List.copyOf(trajectories);
        this.states = states;
        this.frameIntervalFs = frameIntervalFs;
        this.symmetry = List.copyOf(symmetry);
    }

    /**
     * The same trajectories, whose counts are averaged over the operations of a group: equivalent edges get the mean of their counts. Not part of what is
     * written.
     *
     * @param group with the identity; empty for no averaging
     */
    public DiscreteTrajectorySet averagedOver(final List<SymmetryOperation> group) {
        for (final SymmetryOperation g : group) {
            if (g.size() != states) {
                throw new IllegalArgumentException("An operation of " + g.size() + " states for a set of " + states);
            }
        }
        return new DiscreteTrajectorySet(trajectories, states, frameIntervalFs, group);
    }

    /** The operations that counts are averaged over; empty for none. */
    public List<SymmetryOperation> symmetry() {
        return symmetry;
    }

    /** Plain arrays of states, frame by frame, without images, one frame per fs; as many states as the largest one demands. */
    public static DiscreteTrajectorySet of(final int[]... frames) {
        final List<DiscreteTrajectory> list = new ArrayList<>();
        int largest = -1;
        for (final int[] f : frames) {
            list.add(DiscreteTrajectory.of(f));
            largest = Math.max(largest, list.get(list.size() - 1).largestState());
        }
        return new DiscreteTrajectorySet(list, largest + 1, 1.0);
    }

    /** The trajectories, one for each ion and run. */
    public List<DiscreteTrajectory> trajectories() {
        return trajectories;
    }

    /** Number of states. */
    public int states() {
        return states;
    }

    /** Time between two frames, fs. */
    public double frameIntervalFs() {
        return frameIntervalFs;
    }

    /** Number of frames of the longest trajectory. */
    public int longestFrames() {
        return trajectories.stream().mapToInt(DiscreteTrajectory::frames).max().orElse(0);
    }

    /**
     * The largest lag that is at most a tenth of the length of runs which together hold 90 % of the frames.
     *
     * <p>At longer lags a run has too few independent windows. Shorter runs are tolerated up to a tenth of the frames, so
     * that one stray short run does not decide. At least 1.
     */
    public int largestReasonableLagFrames() {
        final int[] lengths = trajectories.stream().mapToInt(DiscreteTrajectory::frames).sorted().toArray();
        long total = 0;
        for (final int length : lengths) {
            total += length;
        }
        long shorter = 0;
        for (final int length : lengths) {
            shorter += length;
            if (shorter > 0.1 * total) {
                return Math.max(1, length / 10);
            }
        }
        return 1;
    }

    /** Writes this set with a version number in front. */
    public void write(final DataOutput out) throws IOException {
        out.writeInt(VERSION);
        out.writeInt(states);
        out.writeDouble(frameIntervalFs);
        out.writeInt(trajectories.size());
        for (final DiscreteTrajectory t : trajectories) {
            t.write(out);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InputException if it was written by a newer version, or is damaged
     */
    public static DiscreteTrajectorySet read(final DataInput in) throws IOException {
        Serialization.readVersion(in, "set of discrete trajectories", VERSION);
        final int states = Serialization.readCount(in, "states");
        final double interval = in.readDouble();
        final int count = Serialization.readCount(in, "trajectories");
        final List<DiscreteTrajectory> list = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            list.add(DiscreteTrajectory.read(in));
        }
        try {
            return new DiscreteTrajectorySet(list, states, interval);
        } catch (final IllegalArgumentException e) {
            throw Serialization.damaged(e.getMessage() + ".");
        }
    }
}
