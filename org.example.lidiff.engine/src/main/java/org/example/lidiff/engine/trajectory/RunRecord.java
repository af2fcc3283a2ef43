package org.example.lidiff.engine.trajectory;

import java.util.EnumSet;
import java.util.Set;

/**
 * The directory entry of one run in a trajectory set file.
 *
 * @param info what is known of the run
 * @param atomicNumbers one per atom
 * @param quantities what each frame holds
 * @param frames number of frames
 * @param framesPerChunk frames in every chunk but the last
 * @param offsets file offset of each chunk
 * @param checksums CRC-32 of each chunk
 */
record RunRecord(RunInfo info, int[] atomicNumbers, Set<Quantity> quantities, long frames, int framesPerChunk, long[] offsets,
    int[] checksums) {

    int atoms() {
        return atomicNumbers.length;
    }

    int framesIn(final int chunk) {
        return (int)Math.min(framesPerChunk, frames - (long)chunk * framesPerChunk);
    }

    long bytesIn(final int chunk) {
        return framesIn(chunk) * frameBytes(atoms(), quantities);
    }

    /** Bytes of one frame with everything. */
    static long frameBytes(final int atoms, final Set<Quantity> quantities) {
        long numbers = 1 + 9 + 3L * atoms;
        for (final Quantity q : quantities) {
            numbers += q.width(atoms);
        }
        return 8 * numbers;
    }

    static int mask(final Set<Quantity> quantities) {
        int mask = 0;
        for (final Quantity q : quantities) {
            mask |= 1 << q.ordinal();
        }
        return mask;
    }

    static Set<Quantity> quantities(final int mask) {
        if (mask >>> Quantity.values().length != 0) {
            throw new IllegalStateException("the run holds quantities that are not known");
        }
        final Set<Quantity> result = EnumSet.noneOf(Quantity.class);
        for (final Quantity q : Quantity.values()) {
            if ((mask & 1 << q.ordinal()) != 0) {
                result.add(q);
            }
        }
        return result;
    }
}
