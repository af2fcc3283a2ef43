package org.example.lidiff.engine.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.Trajectory;

/**
 * Sums over the velocities of one species in one or more runs: v(t)·v(t + m) over all windows of the lags below a segment, and the power of
 * each whole segment. One pass over a run for as many atoms as fit the memory.
 *
 * <p>A segment, padded with as many zeros, is correlated with itself and the next one, so that no window is left out and nothing wraps around.
 * Atoms are dealt to a fixed number of groups, which are summed in order: the bits do not depend on the threads.
 */
final class VelocitySums {

    private static final int LONGEST_SEGMENT = 4096;
    private static final int SHORTEST_SEGMENT = 8;
    private static final int GROUPS = 8;
    private static final long BUFFER_BYTES = 64L << 20;

    private final int segment;
    private final double[] products;
    private final double[] windows;
    private final double[] power;
    private final double frameIntervalFs;
    private final boolean fromPositions;

    private VelocitySums(final List<Trajectory> runs, final Element species, final Progress progress) {
        frameIntervalFs = runs.get(0).info().frameIntervalFs();
        fromPositions = runs.stream().anyMatch(VelocityReader::fromPositions);
        segment = (int)Math.min(LONGEST_SEGMENT, Long.highestOneBit(runs.stream().mapToLong(VelocityReader::samples).min().orElseThrow()));
        windows = new double[segment];
        final FastFourierTransform fft = new FastFourierTransform(2 * segment);
        final Group[] groups = IntStream.range(0, GROUPS).mapToObj(g -> new Group(fft)).toArray(Group[]::new);
        for (int r = 0; r < runs.size(); r++) {
            addRun(runs.get(r), species, groups, progress.part((double)r / runs.size(), (r + 1.0) / runs.size()));
        }
        for (int g = 1; g < GROUPS; g++) {
            groups[0].add(groups[g]);
        }
        products = groups[0].products();
        power = groups[0].power;
        // frequencies between zero and the largest stand for their negatives, too; the mean is no vibration
        power[0] = 0;
        for (int k = 1; k < power.length - 1; k++) {
            power[k] *= 2;
        }
    }

    /**
     * Reads the runs.
     *
     * @throws InputException if there is no run, one lacks the species, is too short, has independent frames, an unknown or another frame interval, or
     *     velocities where others have none
     */
    static VelocitySums of(final List<Trajectory> runs, final Element species, final Progress progress) {
        if (runs.isEmpty()) {
            throw new InputException("There is no run to take velocities from.", "Load at least one trajectory.");
        }
        for (final Trajectory run : runs) {
            check(run, runs.get(0), species);
        }
        return new VelocitySums(runs, species, Progress.throttled(progress));
    }

    private static void check(final Trajectory run, final Trajectory first, final Element species) {
        final RunInfo info = run.info();
        SpeciesAtoms.of(run, species);
        if (run.frames() <= SHORTEST_SEGMENT) {
            throw new InputException("The run '" + info.source() + "' has " + run.frames() + " frames; a vibrational spectrum needs more than "
                + SHORTEST_SEGMENT + ".", "Use a longer run.");
        }
        if (info.kind() == RunKind.INDEPENDENT) {
            throw new InputException("The run '" + info.source() + "' holds independent frames, which have no motion in time.",
                "Use a run of successive frames, or load the files as continuous.");
        }
        if (!(info.frameIntervalFs() > 0)) {
            throw new InputException("The time between frames of the run '" + info.source() + "' is not known.", "Set the time step when loading the files.");
        }
        if (Math.abs(info.frameIntervalFs() - first.info().frameIntervalFs()) > 1e-9 * info.frameIntervalFs()) {
            throw new InputException("The frames of '" + first.info().source() + "' are " + first.info().frameIntervalFs() + " fs apart, those of '"
                + info.source() + "' " + info.frameIntervalFs() + " fs.", "Load the runs with one frame interval.");
        }
        if (VelocityReader.fromPositions(run) != VelocityReader.fromPositions(first)) {
            throw new InputException("Of the runs '" + first.info().source() + "' and '" + info.source() + "' only one has velocities.",
                "Analyze them one by one, or load both with their velocities.");
        }
    }

    private void addRun(final Trajectory run, final Element species, final Group[] groups, final Progress progress) {
        final int[] atoms = SpeciesAtoms.of(run, species);
        final long samples = VelocityReader.samples(run);
        for (int m = 0; m < segment && m < samples; m++) {
            windows[m] += (double)atoms.length * (samples - m);
        }
        final Cell meanCell = VelocityReader.meanCell(run, progress.part(0, 0.1));
        // a multiple of the groups, so that the group of an atom does not depend on the memory
        final int batch = (int)Math.max(1, BUFFER_BYTES / (48L * segment) / GROUPS) * GROUPS;
        for (int begin = 0; begin < atoms.length; begin += batch) {
            final int[] some = Arrays.copyOfRange(atoms, begin, Math.min(atoms.length, begin + batch));
            addAtoms(run, meanCell, some, groups, progress.part(0.1, 1).part((double)begin / atoms.length, (double)(begin + some.length) / atoms.length));
        }
    }

    private void addAtoms(final Trajectory run, final Cell meanCell, final int[] atoms, final Group[] groups, final Progress progress) {
        double[][] now = new double[3 * atoms.length][segment];
        double[][] next = new double[3 * atoms.length][segment];
        final long samples = VelocityReader.samples(run);
        try (VelocityReader reader = VelocityReader.open(run, meanCell)) {
            int count = reader.read(atoms, now, segment);
            for (long done = count; count > 0; done += count) {
                final boolean whole = count == segment;
                count = reader.read(atoms, next, segment);
                final double[][] a = now;
                final double[][] b = next;
                IntStream.range(0, GROUPS).parallel().forEach(g -> {
                    for (int i = g; i < atoms.length; i += GROUPS) {
                        for (int axis = 0; axis < 3; axis++) {
                            groups[g].add(a[3 * i + axis], b[3 * i + axis], whole);
                        }
                    }
                });
                now = b;
                next = a;
                progress.advance(done, samples, "Correlating velocities");
            }
        }
    }

    /** Samples of a segment, and number of lags. */
    int segment() {
        return segment;
    }

    /** ⟨v(0)·v(m)⟩ in Å²/fs². */
    double autocorrelation(final int lag) {
        return products[lag] / windows[lag];
    }

    /** One-sided power at frequency k/segment, k = 0 … segment/2, in any one unit; a copy. */
    double[] power() {
        return power.clone();
    }

    double frameIntervalFs() {
        return frameIntervalFs;
    }

    boolean fromPositions() {
        return fromPositions;
    }

    private final class Group {

        private final FastFourierTransform fft;
        private final double[] re = new double[2 * segment];
        private final double[] im = new double[2 * segment];
        private final double[] crossRe = new double[segment + 1];
        private final double[] crossIm = new double[segment + 1];
        private final double[] power = new double[segment / 2 + 1];

        Group(final FastFourierTransform fft) {
            this.fft = fft;
        }

        /** Adds the products of {@code now} with itself and what follows; both transforms at once, as real and imaginary part. */
        void add(final double[] now, final double[] next, final boolean whole) {
            System.arraycopy(now, 0, re, 0, segment);
            Arrays.fill(re, segment, 2 * segment, 0);
            System.arraycopy(now, 0, im, 0, segment);
            System.arraycopy(next, 0, im, segment, segment);
            fft.forward(re, im);
            for (int k = 0; k <= segment; k++) {
                final int m = k == 0 ? 0 : 2 * segment - k;
                final double ar = 0.5 * (re[k] + re[m]);
                final double ai = 0.5 * (im[k] - im[m]);
                final double br = 0.5 * (im[k] + im[m]);
                final double bi = 0.5 * (re[m] - re[k]);
                crossRe[k] += ar * br + ai * bi;
                crossIm[k] += ar * bi - ai * br;
                if (whole && k % 2 == 0) {
                    // every other frequency of the padded segment is one of the segment itself
                    power[k / 2] += ar * ar + ai * ai;
                }
            }
        }

        void add(final Group other) {
            for (int k = 0; k <= segment; k++) {
                crossRe[k] += other.crossRe[k];
                crossIm[k] += other.crossIm[k];
            }
            for (int k = 0; k < power.length; k++) {
                power[k] += other.power[k];
            }
        }

        /** The inverse transform of a Hermitian spectrum is the transform of its conjugate over its length. */
        double[] products() {
            final int n = 2 * segment;
            for (int k = 0; k <= segment; k++) {
                re[k] = crossRe[k] / n;
                im[k] = -crossIm[k] / n;
                if (k > 0 && k < segment) {
                    re[n - k] = re[k];
                    im[n - k] = -im[k];
                }
            }
            fft.forward(re, im);
            return Arrays.copyOf(re, segment);
        }
    }
}
