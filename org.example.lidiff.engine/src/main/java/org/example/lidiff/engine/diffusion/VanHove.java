package org.example.lidiff.engine.diffusion;

import java.util.stream.IntStream;

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
 * i ≠ j, by the shortest image, over that of an ideal gas of N − 1 ions; it is cut at half the smallest height of the cell.
 */
public final class VanHove {

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

    /**
     * Averages over one run.
     *
     * @throws InputException if the run lacks the species or is not longer than the lag
     */
    public static VanHove compute(final Trajectory run, final Options options, final Progress progress) {
        final int[] z = run.atomicNumbers();
        final int[] atoms = IntStream.range(0, z.length).filter(i -> z[i] == options.species().atomicNumber()).toArray();
        if (atoms.length == 0) {
            throw new InputException("The run '" + run.info().source() + "' has no " + options.species() + ".", "Choose a species that is in the run.");
        }
        if (options.lagFrames() < 1 || run.frames() <= options.lagFrames()) {
            throw new InputException("A lag of " + options.lagFrames() + " frames does not fit the run '" + run.info().source() + "' of " + run.frames()
                + " frames.", "Choose a lag of at least one frame, shorter than the run.");
        }
        final Cell cell = Unwrapper.meanCell(run, progress.part(0, 0.1));
        final Counter counter = new Counter(cell, atoms.length, options);
        final Progress throttled = Progress.throttled(progress.part(0.1, 1));
        final int lag = options.lagFrames();
        final long available = run.frames() - lag;
        final long stride = Math.max(1, available / options.origins());
        final double[][] ring = new double[lag + 1][3 * atoms.length];
        try (Unwrapper u = Unwrapper.open(run, UnwrapOptions.defaults().withCoarseSamplingAllowed(true))) {
            for (long t = 0; u.advance(1) > 0; t++) {
                final double[] now = ring[(int)(t % (lag + 1))];
                for (int i = 0; i < atoms.length; i++) {
                    cell.toCartesian(u.fractional(), 3 * atoms[i], now, 3 * i);
                }
                if (t >= lag && (t - lag) % stride == 0) {
                    counter.add(ring[(int)((t - lag) % (lag + 1))], now);
                }
                throttled.advance(t + 1, run.frames(), "Counting displacements");
            }
        }
        return counter.result();
    }

    private static final class Counter {

        private final Options options;
        private final int n;
        private final double volume;
        private final double half;
        private final MinimumImage image;
        private final long[] self;
        private final long[] distinct;
        private long origins;
        private long beyond;

        Counter(final Cell cell, final int n, final Options options) {
            this.options = options;
            this.n = n;
            volume = cell.volume();
            image = new MinimumImage(cell);
            half = image.safeDistance();
            self = new long[options.bins()];
            distinct = new long[options.bins()];
        }

        void add(final double[] before, final double[] after) {
            final double[] d = new double[3];
            origins++;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int k = 0; k < 3; k++) {
                        d[k] = after[3 * j + k] - before[3 * i + k];
                    }
                    if (i == j) {
                        final double r = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
                        if (r < options.cutoff()) {
                            self[Math.min(self.length - 1, (int)(r / options.cutoff() * self.length))]++;
                        } else {
                            beyond++;
                        }
                    } else {
                        final double r = Math.sqrt(image.apply(d, 0));
                        if (r < half) {
                            distinct[Math.min(distinct.length - 1, (int)(r / half * distinct.length))]++;
                        }
                    }
                }
            }
        }

        VanHove result() {
            final double[] s = new double[self.length];
            final double[] g = new double[self.length];
            final double ds = options.cutoff() / self.length;
            final double dg = half / self.length;
            for (int k = 0; k < s.length; k++) {
                s[k] = self[k] / (ds * n * origins);
                final double shell = 4.0 / 3 * Math.PI * dg * dg * dg * (3.0 * k * k + 3.0 * k + 1);
                g[k] = distinct[k] / (shell * n * (n - 1.0) / volume * origins);
            }
            return new VanHove(ds, dg, s, g, (double)beyond / (n * origins));
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
