package org.example.lidiff.engine.diffusion;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.FrameReader;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/**
 * Vibrational density of states of one species: the power spectrum of its velocities, averaged over atoms, axes and segments of the run.
 *
 * <p>It is the transform of the velocity autocorrelation function, and its centroid is the attempt frequency ν* of the species. Velocities
 * are those of the run; without them, differences of successive positions over the frame interval, whose power is that of the velocities times
 * sinc²(ν Δt), which is divided out. Immutable.
 */
public final class VibrationalSpectrum {

    private static final int LONGEST_SEGMENT = 4096;
    private static final int SHORTEST_SEGMENT = 8;

    private final double frameIntervalFs;
    private final int segment;
    private final double[] power;
    private final double[] autocorrelation;
    private final boolean fromPositions;

    private VibrationalSpectrum(final double frameIntervalFs, final int segment, final double[] power, final boolean fromPositions) {
        this.frameIntervalFs = frameIntervalFs;
        this.segment = segment;
        this.power = power;
        this.fromPositions = fromPositions;
        this.autocorrelation = autocorrelation(power, segment);
    }

    /**
     * The spectrum of {@code species} in one run.
     *
     * @throws InputException if the run lacks the species, is too short, or has independent frames
     */
    public static VibrationalSpectrum compute(final Trajectory run, final Element species, final Progress progress) {
        final int[] z = run.atomicNumbers();
        final int[] atoms = IntStream.range(0, z.length).filter(i -> z[i] == species.atomicNumber()).toArray();
        if (atoms.length == 0) {
            throw new InputException("The run '" + run.info().source() + "' has no " + species + ".", "Choose a species that is in the run.");
        }
        if (run.frames() <= SHORTEST_SEGMENT) {
            throw new InputException("The run '" + run.info().source() + "' has " + run.frames() + " frames; a vibrational spectrum needs more than "
                + SHORTEST_SEGMENT + ".", "Use a longer run.");
        }
        final boolean positions = !run.quantities().contains(Quantity.VELOCITIES);
        final long samples = run.frames() - (positions ? 1 : 0);
        final int length = (int)Math.min(LONGEST_SEGMENT, Long.highestOneBit(samples));
        final double[] sum = new double[length / 2 + 1];
        final Progress throttled = Progress.throttled(progress.part(0.1, 1));
        try (Velocities source = positions ? new Differences(run, progress.part(0, 0.1)) : new Stored(run)) {
            for (long s = 0; s < samples / length; s++) {
                final double[] v = source.next(length);
                addSegment(v, atoms, z.length, length, sum);
                throttled.advance(s + 1, samples / length, "Transforming velocities");
            }
        }
        if (positions) {
            for (int k = 1; k < sum.length; k++) {
                final double x = Math.PI * k / length;
                sum[k] *= x * x / (Math.sin(x) * Math.sin(x));
            }
        }
        return new VibrationalSpectrum(run.info().frameIntervalFs(), length, sum, positions);
    }

    private static void addSegment(final double[] v, final int[] atoms, final int all, final int length, final double[] sum) {
        final double[][] parts = new double[atoms.length][];
        IntStream.range(0, atoms.length).parallel().forEach(i -> {
            final double[] total = new double[sum.length];
            for (int a = 0; a < 3; a++) {
                final double[] series = new double[length];
                for (int t = 0; t < length; t++) {
                    series[t] = v[3 * (t * all + atoms[i]) + a];
                }
                final double[] p = Periodogram.of(series).power();
                for (int k = 0; k < p.length; k++) {
                    total[k] += p[k];
                }
            }
            parts[i] = total;
        });
        for (final double[] p : parts) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += p[k];
            }
        }
    }

    private static double[] autocorrelation(final double[] power, final int n) {
        final double[] c = new double[n / 2];
        for (int t = 0; t < c.length; t++) {
            for (int k = 0; k < power.length; k++) {
                c[t] += power[k] * Math.cos(2 * Math.PI * ((long)k * t % n) / n);
            }
        }
        final double first = c[0];
        return Arrays.stream(c).map(x -> x / first).toArray();
    }

    /** Frame-wise velocities, in any one unit. */
    private interface Velocities extends AutoCloseable {

        /** The next frames: frame f, atom i, axis k at 3·(f·atoms + i) + k. */
        double[] next(int frames);

        @Override
        void close();
    }

    private static final class Stored implements Velocities {

        private final FrameReader reader;
        private final FrameBlock block;
        private long at;

        Stored(final Trajectory run) {
            reader = run.open();
            block = new FrameBlock(run.atoms(), EnumSet.of(Quantity.VELOCITIES));
        }

        @Override
        public double[] next(final int frames) {
            reader.read(at, frames, block);
            at += frames;
            return block.velocities();
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    private static final class Differences implements Velocities {

        private final Unwrapper unwrapper;
        private final Cell cell;
        private final int width;
        private final double[] last;
        private boolean begun;

        Differences(final Trajectory run, final Progress progress) {
            cell = Unwrapper.meanCell(run, progress);
            unwrapper = Unwrapper.open(run, UnwrapOptions.defaults().withCoarseSamplingAllowed(true));
            width = 3 * run.atoms();
            last = new double[width];
        }

        @Override
        public double[] next(final int frames) {
            if (!begun) {
                unwrapper.advance(1);
                keep(0);
                begun = true;
            }
            unwrapper.advance(frames);
            final double[] v = new double[frames * width];
            for (int f = 0; f < frames; f++) {
                for (int i = 0; i < width; i++) {
                    v[f * width + i] = unwrapper.fractional()[f * width + i] - last[i];
                }
                for (int i = 0; i < width; i += 3) {
                    cell.toCartesian(v, f * width + i, v, f * width + i);
                }
                keep(f);
            }
            return v;
        }

        private void keep(final int frame) {
            System.arraycopy(unwrapper.fractional(), frame * width, last, 0, width);
        }

        @Override
        public void close() {
            unwrapper.close();
        }
    }

    /** Number of frequencies. */
    public int size() {
        return power.length;
    }

    /** A frequency in THz. */
    public double frequencyTHz(final int k) {
        return 1000.0 * k / (segment * frameIntervalFs);
    }

    /** Density of states at a frequency in 1/THz; the integral is 1. */
    public double density(final int k) {
        return power[k] / Arrays.stream(power).sum() / frequencyTHz(1);
    }

    /** Centroid of the density of states in THz: the attempt frequency ν*. */
    public double centroidTHz() {
        return 1000 * Periodogram.centroid(power, segment) / frameIntervalFs;
    }

    /** The highest frequency that the frames can show, in THz: vibrations above it are folded back. */
    public double nyquistTHz() {
        return 500 / frameIntervalFs;
    }

    /** Velocity autocorrelation at a lag of {@code frames}, 1 at zero, for lags below half a segment. */
    public double autocorrelation(final int frames) {
        return autocorrelation[frames];
    }

    /** Whether velocities were taken from differences of positions. */
    public boolean fromPositions() {
        return fromPositions;
    }

    /** Effective barrier of a rate (1/fs) at a temperature (K): E_a = −kT ln(Γ/ν*), in eV. */
    public double barrier(final double ratePerFs, final double temperatureK) {
        return -Units.BOLTZMANN * temperatureK * Math.log(ratePerFs / (centroidTHz() / 1000));
    }
}
