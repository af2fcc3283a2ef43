package org.example.lidiff.engine.diffusion;

import java.util.Arrays;
import java.util.EnumSet;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.FrameReader;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/** The velocities of some atoms, frame after frame: those of the run, or differences of successive unwrapped positions over the frame interval. */
abstract class VelocityReader implements AutoCloseable {

    private static final int MOST_FRAMES = 1024;
    private static final long MOST_NUMBERS = 1 << 18;

    private final int window;

    VelocityReader(final int atoms) {
        window = (int)Math.max(1, Math.min(MOST_FRAMES, MOST_NUMBERS / (3L * atoms)));
    }

    /** Whether the run has no velocities, so that differences of positions are used. */
    static boolean fromPositions(final Trajectory run) {
        return !run.quantities().contains(Quantity.VELOCITIES);
    }

    /** How many velocities a run has of each atom. */
    static long samples(final Trajectory run) {
        return run.frames() - (fromPositions(run) ? 1 : 0);
    }

    /** @param meanCell what fractional positions are multiplied with; not used when the run has velocities */
    static VelocityReader open(final Trajectory run, final Cell meanCell) {
        return fromPositions(run) ? new Differences(run, meanCell) : new Stored(run);
    }

    /** The mean cell where {@link #open} needs it, or null. */
    static Cell meanCell(final Trajectory run, final Progress progress) {
        return fromPositions(run) ? Unwrapper.meanCell(run, progress) : null;
    }

    /**
     * Reads the next velocities in Å/fs.
     *
     * @param atoms which atoms
     * @param to overwritten: [3 · index of the atom + axis][sample]; zero after the end of the run
     * @param count samples
     * @return how many were left
     */
    final int read(final int[] atoms, final double[][] to, final int count) {
        int done = 0;
        while (done < count) {
            final int n = next(Math.min(window, count - done));
            if (n == 0) {
                break;
            }
            final double[] v = values();
            final int width = width();
            for (int i = 0; i < atoms.length; i++) {
                for (int a = 0; a < 3; a++) {
                    final double[] series = to[3 * i + a];
                    for (int f = 0, at = 3 * atoms[i] + a; f < n; f++, at += width) {
                        series[done + f] = v[at];
                    }
                }
            }
            done += n;
        }
        for (final double[] series : to) {
            Arrays.fill(series, done, count, 0);
        }
        return done;
    }

    /** Reads up to {@code count} samples of all atoms. */
    abstract int next(int count);

    /** The samples read: frame f, atom i, axis k at 3·(f·atoms + i) + k. */
    abstract double[] values();

    /** Numbers a frame. */
    abstract int width();

    @Override
    public abstract void close();

    private static final class Stored extends VelocityReader {

        private final FrameReader reader;
        private final FrameBlock block;
        private long at;

        Stored(final Trajectory run) {
            super(run.atoms());
            reader = run.open();
            block = new FrameBlock(run.atoms(), EnumSet.of(Quantity.VELOCITIES));
        }

        @Override
        int next(final int count) {
            final int n = reader.read(at, count, block);
            at += n;
            return n;
        }

        @Override
        double[] values() {
            return block.velocities();
        }

        @Override
        int width() {
            return 3 * block.atoms();
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    private static final class Differences extends VelocityReader {

        private final Unwrapper unwrapper;
        private final Cell cell;
        private final double interval;
        private final double[] last;
        private double[] v = {};

        Differences(final Trajectory run, final Cell cell) {
            super(run.atoms());
            this.cell = cell;
            interval = run.info().frameIntervalFs();
            unwrapper = Unwrapper.open(run, UnwrapOptions.defaults().withCoarseSamplingAllowed(true));
            last = new double[3 * run.atoms()];
            if (unwrapper.advance(1) > 0) {
                System.arraycopy(unwrapper.fractional(), 0, last, 0, last.length);
            }
        }

        @Override
        int next(final int count) {
            final int n = unwrapper.advance(count);
            final int width = last.length;
            if (v.length < n * width) {
                v = new double[n * width];
            }
            final double[] s = unwrapper.fractional();
            for (int f = 0; f < n; f++) {
                for (int i = 0; i < width; i++) {
                    v[f * width + i] = (s[f * width + i] - (f == 0 ? last[i] : s[(f - 1) * width + i])) / interval;
                }
                for (int i = 0; i < width; i += 3) {
                    cell.toCartesian(v, f * width + i, v, f * width + i);
                }
            }
            if (n > 0) {
                System.arraycopy(s, (n - 1) * width, last, 0, width);
            }
            return n;
        }

        @Override
        double[] values() {
            return v;
        }

        @Override
        int width() {
            return last.length;
        }

        @Override
        public void close() {
            unwrapper.close();
        }
    }
}
