package org.example.lidiff.engine.markov;

/**
 * All stays of a set of trajectories in one array, where the stays that follow each other in a run lie side by side.
 *
 * <p>Each trajectory ends with a stay of unknown state that starts where the run ends, so that the end of a stay is the start of the next. Immutable.
 */
final class PackedStays {

    private static final int BITS = 21;
    private static final long FIELD = (1L << BITS) - 1;
    /** Half the range of a component of an image, for numbers without sign. */
    private static final long BIAS = 1L << BITS - 1;

    /** Two numbers a stay: start and state, image. */
    private final long[] data;

    PackedStays(final DiscreteTrajectorySet set) {
        long length = 0;
        for (final DiscreteTrajectory t : set.trajectories()) {
            requireNear(t);
            length += t.stays() + 1L;
        }
        data = new long[Math.toIntExact(2 * length)];
        int k = 0;
        for (final DiscreteTrajectory t : set.trajectories()) {
            for (int s = 0; s < t.stays(); s++) {
                data[k++] = (long)t.start(s) << 32 | t.state(s) & 0xFFFFFFFFL;
                data[k++] = pack(t.image(s, 0), t.image(s, 1), t.image(s, 2));
            }
            data[k++] = (long)t.frames() << 32 | DiscreteTrajectory.UNKNOWN & 0xFFFFFFFFL;
            data[k++] = 0;
        }
    }

    private static void requireNear(final DiscreteTrajectory t) {
        for (int x = 0; x < 3; x++) {
            int low = 0;
            int high = 0;
            for (int s = 0; s < t.stays(); s++) {
                low = Math.min(low, t.image(s, x));
                high = Math.max(high, t.image(s, x));
            }
            if ((long)high - low > EntryAccumulator.LARGEST_IMAGE) {
                throw new IllegalArgumentException("A trajectory spans the cells " + low + " to " + high + "; the limit is " + EntryAccumulator.LARGEST_IMAGE);
            }
        }
    }

    /** Linear in the three components, so that the image of a difference is the difference of the images; in their lexicographic order. */
    static long pack(final int a, final int b, final int c) {
        return ((long)a << 2 * BITS) + ((long)b << BITS) + c;
    }

    /** Component {@code axis} of an image, at most {@link EntryAccumulator#LARGEST_IMAGE} in size. */
    static int unpack(final long image, final int axis) {
        final long biased = image + (BIAS << 2 * BITS) + (BIAS << BITS) + BIAS;
        return (int)((biased >>> (2 - axis) * BITS & FIELD) - BIAS);
    }

    /** Number of stays, those at the ends of the trajectories included. */
    int size() {
        return data.length / 2;
    }

    /** State of a stay, −1 for unknown. */
    int state(final int stay) {
        return (int)data[2 * stay];
    }

    /** First frame of a stay; that of the next one is its end, unless the state is unknown. */
    long start(final int stay) {
        return data[2 * stay] >>> 32;
    }

    /** Reads a little of a stay and of the ten that follow; the number has no meaning. */
    long touch(final int stay) {
        final int last = data.length - 1;
        return data[2 * stay] + data[Math.min(last, 2 * stay + 8)] + data[Math.min(last, 2 * stay + 16)];
    }

    /** Image of a stay, packed. */
    long image(final int stay) {
        return data[2 * stay + 1];
    }
}
