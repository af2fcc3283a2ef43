package org.example.lidiff.engine.markov;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sequence of states visited by one ion in one run, run-length encoded.
 *
 * <p>A stay is a maximal stretch of frames with the same state and the same image; the image is the unwrapped lattice
 * translation of the cell in which the visited site lies, so that a hop from stay a to stay b has R = image(b) − image(a).
 * State −1 marks frames in which the state is unknown (before the first core, missing frames); no pair of frames is ever
 * counted across them. Immutable.
 */
public final class DiscreteTrajectory {

    /** The state of a frame in which the state is unknown. */
    public static final int UNKNOWN = -1;

    private final int[] states;
    private final int[] images;
    private final int[] starts;
    private final int frames;

    private DiscreteTrajectory(final int[] states, final int[] images, final int[] starts, final int frames) {
        this.states = states;
        this.images = images;
        this.starts = starts;
        this.frames = frames;
    }

    /**
     * From one state for each frame, all in the same image.
     *
     * @param states state ≥ 0, or −1 for unknown, for each frame
     */
    public static DiscreteTrajectory of(final int... states) {
        return of(states, new int[3 * states.length]);
    }

    /**
     * From one state and one image for each frame.
     *
     * @param states state ≥ 0, or −1 for unknown, for each frame
     * @param images unwrapped lattice translation for each frame, three numbers each; ignored where the state is −1
     */
    public static DiscreteTrajectory of(final int[] states, final int[] images) {
        if (images.length != 3 * states.length) {
            throw new IllegalArgumentException(states.length + " frames need " + 3 * states.length + " image numbers, not " + images.length);
        }
        final int[] starts = new int[states.length];
        Arrays.setAll(starts, k -> k);
        return ofStays(states, images, starts, states.length);
    }

    /**
     * From stays; neighbors that are equal in state and image are merged.
     *
     * @param states state of each stay, −1 for unknown
     * @param images three numbers for each stay; ignored where the state is −1
     * @param starts first frame of each stay, ascending from 0
     * @param frames number of frames of the run
     */
    public static DiscreteTrajectory ofStays(final int[] states, final int[] images, final int[] starts, final int frames) {
        check(states, images, starts, frames);
        final int[] s = new int[states.length];
        final int[] r = new int[3 * states.length];
        final int[] t = new int[states.length];
        int count = 0;
        for (int k = 0; k < states.length; k++) {
            final boolean known = states[k] >= 0;
            final boolean same = count > 0 && s[count - 1] == states[k]
                && (!known || Arrays.equals(r, 3 * count - 3, 3 * count, images, 3 * k, 3 * k + 3));
            if (!same) {
                s[count] = states[k];
                t[count] = starts[k];
                if (known) {
                    System.arraycopy(images, 3 * k, r, 3 * count, 3);
                }
                count++;
            }
        }
        return new DiscreteTrajectory(Arrays.copyOf(s, count), Arrays.copyOf(r, 3 * count), Arrays.copyOf(t, count), frames);
    }

    private static void check(final int[] states, final int[] images, final int[] starts, final int frames) {
        if (images.length != 3 * states.length || starts.length != states.length) {
            throw new IllegalArgumentException(states.length + " stays need as many starts and three times as many image numbers, not "
                + starts.length + " and " + images.length);
        }
        if (frames > 0 && (starts.length == 0 || starts[0] != 0)) {
            throw new IllegalArgumentException("The first stay must start at frame 0");
        }
        for (int k = 0; k < states.length; k++) {
            final int end = k + 1 < starts.length ? starts[k + 1] : frames;
            if (end <= starts[k]) {
                throw new IllegalArgumentException("Stay " + k + " starts at frame " + starts[k] + " and ends before frame " + end);
            }
            if (states[k] < UNKNOWN) {
                throw new IllegalArgumentException("Stay " + k + " has the state " + states[k] + "; states are -1 (unknown), 0, 1, ...");
            }
        }
    }

    /** Number of frames of the run, unknown ones included. */
    public int frames() {
        return frames;
    }

    /** Number of stays, unknown stretches included. */
    public int stays() {
        return states.length;
    }

    /** State of a stay, −1 for unknown. */
    public int state(final int stay) {
        return states[stay];
    }

    /** Component {@code axis} (0, 1, 2) of the image of a stay; zero where the state is unknown. */
    public int image(final int stay, final int axis) {
        return images[3 * stay + axis];
    }

    /** First frame of a stay. */
    public int start(final int stay) {
        return starts[stay];
    }

    /** First frame after a stay. */
    public int end(final int stay) {
        return stay + 1 < starts.length ? starts[stay + 1] : frames;
    }

    /** Number of frames of a stay. */
    public int length(final int stay) {
        return end(stay) - starts[stay];
    }

    /** Largest state visited, −1 when every frame is unknown. */
    public int largestState() {
        return Arrays.stream(states).max().orElse(UNKNOWN);
    }

    /** State of each frame. */
    public int[] toFrames() {
        final int[] result = new int[frames];
        for (int k = 0; k < states.length; k++) {
            Arrays.fill(result, starts[k], end(k), states[k]);
        }
        return result;
    }

    void write(final DataOutput out) throws IOException {
        out.writeInt(frames);
        Serialization.writeInts(out, states);
        Serialization.writeInts(out, images);
        Serialization.writeInts(out, starts);
    }

    static DiscreteTrajectory read(final DataInput in) throws IOException {
        final int frames = in.readInt();
        final int[] states = Serialization.readInts(in, "stays");
        final int[] images = Serialization.readInts(in, "images");
        final int[] starts = Serialization.readInts(in, "starts");
        try {
            return ofStays(states, images, starts, frames);
        } catch (final IllegalArgumentException e) {
            throw Serialization.damaged(e.getMessage() + ".");
        }
    }
}
