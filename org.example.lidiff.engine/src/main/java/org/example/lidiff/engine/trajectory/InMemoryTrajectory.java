package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;

/** A short run that is held in memory. Immutable. */
public final class InMemoryTrajectory implements Trajectory {

    private final RunInfo info;
    private final int[] atomicNumbers;
    private final FrameBlock frames;

    private InMemoryTrajectory(final RunInfo info, final int[] atomicNumbers, final FrameBlock frames) {
        this.info = info;
        this.atomicNumbers = atomicNumbers;
        this.frames = frames;
    }

    /**
     * A run with a copy of the frames in use of {@code block}.
     *
     * @throws IllegalArgumentException if the block is for another number of atoms
     */
    public static InMemoryTrajectory of(final RunInfo info, final int[] atomicNumbers, final FrameBlock block) {
        if (block.atoms() != atomicNumbers.length) {
            throw new IllegalArgumentException("A block of " + block.atoms() + " atoms for " + atomicNumbers.length + " atomic numbers");
        }
        final FrameBlock copy = new FrameBlock(block.atoms(), block.quantities());
        copy.resize(block.frames());
        copy(block, 0, block.frames(), copy);
        return new InMemoryTrajectory(info, atomicNumbers.clone(), copy);
    }

    @Override
    public RunInfo info() {
        return info;
    }

    @Override
    public long frames() {
        return frames.frames();
    }

    @Override
    public int[] atomicNumbers() {
        return atomicNumbers.clone();
    }

    @Override
    public Set<Quantity> quantities() {
        return Collections.unmodifiableSet(frames.quantities());
    }

    @Override
    public FrameReader open() {
        return new FrameReader() {
            @Override
            public int read(final long first, final int count, final FrameBlock block) {
                if (block.atoms() != atoms() || first < 0 || first > frames() || count < 0) {
                    throw new IllegalArgumentException("Frames " + first + " + " + count + " of " + block.atoms()
                        + " atoms asked from a run of " + frames() + " frames of " + atoms() + " atoms");
                }
                final int n = (int)Math.min(count, frames() - first);
                block.resize(n);
                copy(frames, (int)first, n, block);
                return n;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    private static void copy(final FrameBlock from, final int first, final int n, final FrameBlock to) {
        final int w = 3 * from.atoms();
        System.arraycopy(from.steps(), first, to.steps(), 0, n);
        System.arraycopy(from.cells(), 9 * first, to.cells(), 0, 9 * n);
        System.arraycopy(from.positions(), w * first, to.positions(), 0, w * n);
        for (final Quantity q : to.quantities()) {
            final int width = q.width(from.atoms());
            if (from.quantities().contains(q)) {
                System.arraycopy(array(from, q), width * first, array(to, q), 0, width * n);
            } else {
                Arrays.fill(array(to, q), 0, width * n, Double.NaN);
            }
        }
    }

    /** The array of {@code quantity} in {@code block}. */
    static double[] array(final FrameBlock block, final Quantity quantity) {
        return switch (quantity) {
            case VELOCITIES -> block.velocities();
            case ENERGY -> block.energies();
            case FORCES -> block.forces();
            case STRESS -> block.stresses();
            case TEMPERATURE -> block.temperatures();
            case CONVERGED -> block.converged();
        };
    }
}
