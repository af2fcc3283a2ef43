package org.example.lidiff.engine.diffusion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/**
 * Van Hove correlation of one species at one lag: where an ion is a time t later (self), and where another one is (distinct). Immutable.
 *
 * <p>The self part is the density of |r_i(t₀+t) − r_i(t₀)|, which integrates to 1. The distinct part is the pair distribution of r_j(t₀+t) − r_i(t₀),
 * i ≠ j, by the shortest image, over that of an ideal gas of N − 1 ions; it is cut at half the smallest height of the (smallest) reduced cell.
 */
public final class VanHove {

    private static final int MOST_FRAMES = 1024;
    private static final int MOST_NUMBERS = 1 << 18;

    private final double selfWidth;
    private final double distinctWidth;
    private final double[] self;
    private final double[] distinct;
    private final double beyond;

    private VanHove(final double selfWidth, final double distinctWidth, final double[] self, final double[] distinct, final double beyond) {
        this.selfWidth = selfWidth;
        this.distinctWidth = distinctWidth;
        this.self = self;
        this.distinct = distinct;
        this.beyond = beyond;
    }

    /**
     * What to compute.
     *
     * @param species the ions
     * @param lagFrames lag in frames
     * @param cutoff largest displacement of the self part in Å
     * @param bins shells of either part
     * @param origins at most so many starting frames, equally spaced
     */
    public record Options(Element species, int lagFrames, double cutoff, int bins, int origins) {

        /** Displacements up to 10 Å in 200 shells, 200 origins. */
        public static Options of(final Element species, final int lagFrames) {
            return new Options(species, lagFrames, 10, 200, 200);
        }
    }

    /** Averages over one run; as {@link #compute(List, Options, Progress)}. */
    public static VanHove compute(final Trajectory run, final Options options, final Progress progress) {
        return compute(List.of(run), options, progress);
    }

    /**
     * Averages over some runs, which count by their number of origins.
     *
     * @throws InputException if there is no run, or one lacks the species, is not longer than the lag, or has another frame interval
     */
    public static VanHove compute(final List<Trajectory> runs, final Options options, final Progress progress) {
        if (runs.isEmpty()) {
            throw new InputException("There is no run to follow ions in.", "Load at least one trajectory.");
        }
        runs.forEach(r -> check(r, runs.get(0), options));
        final Progress throttled = Progress.throttled(progress);
        final List<Cell> cells = new ArrayList<>();
        for (int r = 0; r < runs.size(); r++) {
            cells.add(Unwrapper.meanCell(runs.get(r), throttled.part(0.2 * r / runs.size(), 0.2 * (r + 1) / runs.size())));
        }
        final double half = cells.stream().mapToDouble(c -> new MinimumImage(c).safeDistance()).min().orElseThrow();
        final Counter counter = new Counter(half, options);
        final long available = runs.stream().mapToLong(r -> r.frames() - options.lagFrames()).sum();
        final long stride = Math.max(1, available / options.origins());
        for (int r = 0; r < runs.size(); r++) {
            counter.add(runs.get(r), cells.get(r), stride, throttled.part(0.2 + 0.8 * r / runs.size(), 0.2 + 0.8 * (r + 1) / runs.size()));
        }
        return counter.result();
    }

    private static void check(final Trajectory run, final Trajectory first, final Options options) {
        SpeciesAtoms.of(run, options.species());
        if (options.lagFrames() < 1 || run.frames() <= options.lagFrames()) {
            throw new InputException("A lag of " + options.lagFrames() + " frames does not fit the run '" + run.info().source() + "' of " + run.frames()
                + " frames.", "Choose a lag of at least one frame, shorter than the run.");
        }
        final double interval = first.info().frameIntervalFs();
        if (Math.abs(run.info().frameIntervalFs() - interval) > 1e-9 * interval) {
            throw new InputException("The frames of '" + first.info().source() + "' are " + interval + " fs apart, those of '"
                + run.info().source() + "' " + run.info().frameIntervalFs() + " fs.", "Load the runs with one frame interval.");
        }
    }

    private static final class Counter {

        private final Options options;
        private final double half;
        private final PairCounter others;
        private final long[] self;
        private final long[] distinct;
        private double displacements;
        private double idealDensity;
        private long beyond;

        Counter(final double half, final Options options) {
            this.options = options;
            this.half = half;
            others = new PairCounter(half, options.bins());
            self = new long[options.bins()];
            distinct = new long[options.bins()];
        }

        void add(final Trajectory run, final Cell cell, final long stride, final Progress progress) {
            final int[] atoms = SpeciesAtoms.of(run, options.species());
            final int lag = options.lagFrames();
            final int width = 3 * run.atoms();
            final int window = (int)Math.max(1, Math.min(MOST_FRAMES, MOST_NUMBERS / width));
            // origins whose lag has not passed
            final ArrayDeque<double[]> waiting = new ArrayDeque<>();
            try (Unwrapper u = Unwrapper.open(run, UnwrapOptions.defaults().withCoarseSamplingAllowed(true))) {
                for (int count = u.advance(window); count > 0; count = u.advance(window)) {
                    for (int f = 0; f < count; f++) {
                        final long t = u.firstFrame() + f;
                        if (t % stride == 0 && t + lag < run.frames()) {
                            waiting.add(positions(u.fractional(), f * width, atoms));
                        }
                        if (t >= lag && (t - lag) % stride == 0) {
                            add(cell, waiting.remove(), positions(u.fractional(), f * width, atoms));
                        }
                    }
                    progress.advance(u.firstFrame() + count, run.frames(), "Counting displacements");
                }
            }
        }

        private static double[] positions(final double[] s, final int at, final int[] atoms) {
            final double[] result = new double[3 * atoms.length];
            for (int i = 0; i < atoms.length; i++) {
                System.arraycopy(s, at + 3 * atoms[i], result, 3 * i, 3);
            }
            return result;
        }

        private void add(final Cell cell, final double[] before, final double[] after) {
            final int n = before.length / 3;
            final double[] d = new double[3];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < 3; k++) {
                    d[k] = after[3 * i + k] - before[3 * i + k];
                }
                cell.toCartesian(d, 0, d, 0);
                final double r = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
                if (r < options.cutoff()) {
                    self[Math.min(self.length - 1, (int)(r / options.cutoff() * self.length))]++;
                } else {
                    beyond++;
                }
            }
            others.addOthers(cell, before, after, distinct);
            displacements += n;
            idealDensity += n * (n - 1.0) / cell.volume();
        }

        VanHove result() {
            final double[] s = new double[self.length];
            final double[] g = new double[self.length];
            final double ds = options.cutoff() / self.length;
            final double dg = half / self.length;
            for (int k = 0; k < s.length; k++) {
                s[k] = self[k] / (ds * displacements);
                final double shell = 4.0 / 3 * Math.PI * dg * dg * dg * (3.0 * k * k + 3.0 * k + 1);
                g[k] = distinct[k] / (shell * idealDensity);
            }
            return new VanHove(ds, dg, s, g, beyond / displacements);
        }
    }

    /** Number of shells of either part. */
    public int bins() {
        return self.length;
    }

    /** Displacement in Å at the middle of a shell of the self part. */
    public double selfDistance(final int bin) {
        return (bin + 0.5) * selfWidth;
    }

    /** 4πr² G_s(r): density of the displacement's length, in 1/Å. */
    public double self(final int bin) {
        return self[bin];
    }

    /** Share of displacements longer than the cutoff. */
    public double beyond() {
        return beyond;
    }

    /** Distance in Å at the middle of a shell of the distinct part. */
    public double distinctDistance(final int bin) {
        return (bin + 0.5) * distinctWidth;
    }

    /** G_d(r) over the density of the other ions: 1 without correlation; NaN for a single ion. */
    public double distinct(final int bin) {
        return distinct[bin];
    }
}
