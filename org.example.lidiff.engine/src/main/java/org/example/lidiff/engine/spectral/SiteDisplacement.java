package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.LagSelection;
import org.example.lidiff.engine.markov.LogInterval;

/**
 * Mean squared displacement of walkers from site to site, as it was seen, with its error: what the displacement of a model is tested against.
 *
 * <p>All pairs of frames whose ends lie in the sites of the model; the way from site to site is unwrapped and has no vibration. The error
 * is the scatter between trajectories, or, of fewer than 40, between pieces of them that are at least as long as the time. The cost is
 * proportional to the number of stays, not of frames. Immutable.
 */
public final class SiteDisplacement {

    private static final int TIMES = 24;
    private static final int ENOUGH_PIECES = 40;
    private static final int FEWEST_PIECES = 3;
    /** Longest time as a part of the run. */
    private static final int PART = 5;

    private final double[] timesFs;
    private final double[] means;
    private final double[] halfIntervals;

    private SiteDisplacement(final double[] timesFs, final double[] means, final double[] halfIntervals) {
        this.timesFs = timesFs;
        this.means = means;
        this.halfIntervals = halfIntervals;
    }

    /**
     * The displacements at times in geometric steps up to a fifth of the longest run, as far as they have errors.
     *
     * @param geometry all sites
     * @param stateIds the sites that count
     */
    public static SiteDisplacement of(final DiscreteTrajectorySet set, final NetworkGeometry geometry, final int[] stateIds) {
        final boolean[] inside = new boolean[set.states()];
        for (final int i : stateIds) {
            inside[i] = true;
        }
        final TreeSet<Integer> frames = new TreeSet<>();
        final int largest = Math.max(1, set.longestFrames() / PART);
        for (int k = 0; k < TIMES; k++) {
            frames.add((int)Math.round(Math.pow(largest, k / (TIMES - 1.0))));
        }
        final List<double[]> rows = new ArrayList<>();
        for (final int lag : frames) {
            final double[] row = at(set, geometry, inside, lag);
            if (!Double.isNaN(row[2])) {
                rows.add(row);
            }
        }
        return new SiteDisplacement(column(rows, 0), column(rows, 1), column(rows, 2));
    }

    private static double[] column(final List<double[]> rows, final int k) {
        return rows.stream().mapToDouble(r -> r[k]).toArray();
    }

    /** Time, mean, half of the 95 % interval. */
    private static double[] at(final DiscreteTrajectorySet set, final NetworkGeometry geometry, final boolean[] inside, final int lag) {
        long starts = 0;
        for (final DiscreteTrajectory t : set.trajectories()) {
            starts += Math.max(0, t.frames() - lag);
        }
        final boolean whole = set.trajectories().size() >= ENOUGH_PIECES;
        final long length = Math.max(lag, (starts + ENOUGH_PIECES - 1) / ENOUGH_PIECES);
        final List<double[]> pieces = new ArrayList<>();
        for (final DiscreteTrajectory t : set.trajectories()) {
            final long own = Math.max(0, t.frames() - lag);
            final long parts = whole ? 1 : Math.max(1, own / length);
            for (long p = 0; p < parts; p++) {
                final double[] sums = new double[2];
                add(t, lag, (int)(own * p / parts), (int)(own * (p + 1) / parts), geometry, inside, sums);
                if (sums[0] > 0) {
                    pieces.add(sums);
                }
            }
        }
        double windows = 0;
        double squares = 0;
        for (final double[] p : pieces) {
            windows += p[0];
            squares += p[1];
        }
        final double mean = squares / windows;
        double scatter = 0;
        for (final double[] p : pieces) {
            final double d = (p[1] - mean * p[0]) / windows;
            scatter += d * d;
        }
        final int n = pieces.size();
        final double error = n < FEWEST_PIECES ? Double.NaN : LogInterval.student(n - 1) * Math.sqrt(scatter * n / (n - 1));
        return new double[]{lag * set.frameIntervalFs(), mean, error};
    }

    /** Adds the windows (number, sum of squares) whose first frame lies in [from, until); the pair of stays changes only at their borders. */
    private static void add(final DiscreteTrajectory s, final int lag, final int from, final int until, final NetworkGeometry geometry,
        final boolean[] inside, final double[] sums) {
        int a = 0;
        int b = 0;
        int t = from;
        while (t < until) {
            while (s.end(a) <= t) {
                a++;
            }
            b = Math.max(a, b);
            while (s.end(b) <= t + lag) {
                b++;
            }
            final int next = Math.min(until, Math.min(s.end(a), s.end(b) - lag));
            if (s.state(a) >= 0 && s.state(b) >= 0 && inside[s.state(a)] && inside[s.state(b)]) {
                sums[0] += next - t;
                sums[1] += (next - t) * square(s, a, b, geometry);
            }
            t = next;
        }
    }

    private static double square(final DiscreteTrajectory s, final int a, final int b, final NetworkGeometry geometry) {
        final double[] x = geometry.positions();
        final double[] l = geometry.lattice();
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            double d = x[3 * s.state(b) + k] - x[3 * s.state(a) + k];
            for (int axis = 0; axis < 3; axis++) {
                d += (s.image(b, axis) - s.image(a, axis)) * l[3 * axis + k];
            }
            sum += d * d;
        }
        return sum;
    }

    /** Number of times. */
    public int size() {
        return timesFs.length;
    }

    /** A time, fs; ascending. */
    public double timeFs(final int k) {
        return timesFs[k];
    }

    /** Mean squared displacement, Å². */
    public double mean(final int k) {
        return means[k];
    }

    /** Half of its 95 % interval, Å². */
    public double halfInterval(final int k) {
        return halfIntervals[k];
    }

    /** The band that the displacement of a model must lie in. */
    public LagSelection.MsdBand band() {
        final double[] lower = new double[means.length];
        final double[] upper = new double[means.length];
        for (int k = 0; k < means.length; k++) {
            lower[k] = means[k] - halfIntervals[k];
            upper[k] = means[k] + halfIntervals[k];
        }
        return new LagSelection.MsdBand(timesFs.clone(), lower, upper);
    }
}
