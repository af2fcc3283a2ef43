package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/**
 * Implied time scales t = −τ/ln λ at several lags τ, on one set of states.
 *
 * <p>The states are those connected at the largest usable lag: at most a tenth of the runs ({@link
 * DiscreteTrajectorySet#largestReasonableLagFrames()}), with at least 90 % of the counts within the set. A set that changed
 * with the lag would change the time scales. λ ≤ 0 has no time scale (NaN). Intervals hold 95 %. Immutable.
 */
public final class ImpliedTimescales {

    private static final double SMALLEST_SHARE = 0.9;
    private static final Spread NOTHING = new Spread(new double[0][], 1, Double.NaN, LogInterval.NONE);

    private final int[] stateIds;
    private final List<Row> rows;
    private final int processes;
    private final List<String> warnings;

    /** What belongs to one lag; the model is null where the set is not connected. */
    private record Row(int lagFrames, double lagTimeFs, double share, MarkovStateModel model, double[][] times, boolean[] complex, Spread spread) {
    }

    /** Samples of each time scale, and of the quantity (last): rows of numbers; with the factor by which they scatter too little. */
    private record Spread(double[][] samples, double factor, double quantity, LogInterval interval) {
    }

    private ImpliedTimescales(final int[] stateIds, final List<Row> rows, final int processes, final List<String> warnings) {
        this.stateIds = stateIds;
        this.rows = rows;
        this.processes = processes;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * What to compute.
     *
     * @param lagsFrames lags in frames
     * @param processes number of time scales
     * @param estimator of the transition matrices
     * @param occupancies of all states, for an estimator with fixed stationary vector; otherwise null
     * @param samples number of samples for the errors; 0 for none
     * @param seed of the samples
     * @param quantity another number to follow, or null
     */
    public record Options(int[] lagsFrames, int processes, Estimator estimator, double[] occupancies, int samples, long seed, LagQuantity quantity) {

        /** Twenty lags in geometric steps up to the largest reasonable one, five reversible time scales, 50 samples. */
        public static Options defaults(final DiscreteTrajectorySet set) {
            final int largest = set.largestReasonableLagFrames();
            final TreeSet<Integer> lags = new TreeSet<>();
            for (int k = 0; k < 20; k++) {
                lags.add((int)Math.round(Math.pow(largest, k / 19.0)));
            }
            return new Options(lags.stream().mapToInt(l -> l).toArray(), 5, Estimator.REVERSIBLE, null, 50, 1, null);
        }

        /** With other lags. */
        public Options withLags(final int... lags) {
            return new Options(lags, processes, estimator, occupancies, samples, seed, quantity);
        }

        /** With another number of time scales. */
        public Options withProcesses(final int number) {
            return new Options(lagsFrames, number, estimator, occupancies, samples, seed, quantity);
        }

        /** With another estimator, of those that need nothing but counts. */
        public Options withEstimator(final Estimator other) {
            return withEstimator(other, null);
        }

        /** With another estimator, and the occupancies of all states for a fixed stationary vector. */
        public Options withEstimator(final Estimator other, final double[] newOccupancies) {
            return new Options(lagsFrames, processes, other, newOccupancies, samples, seed, quantity);
        }

        /** With another number of samples and another seed. */
        public Options withSamples(final int number, final long newSeed) {
            return new Options(lagsFrames, processes, estimator, occupancies, number, newSeed, quantity);
        }

        /** With another number to follow. */
        public Options withQuantity(final LagQuantity other) {
            return new Options(lagsFrames, processes, estimator, occupancies, samples, seed, other);
        }
    }

    /**
     * The time scales of {@code set}.
     *
     * @throws InputException if no lag is usable, or no ion ever hops
     */
    public static ImpliedTimescales compute(final DiscreteTrajectorySet set, final Options options, final Progress progress) {
        final List<String> warnings = new ArrayList<>();
        final int[] lags = usableLags(set, options, warnings);
        final List<TransitionCounts> counts = new ArrayList<>(TransitionCounts.sliding(set, lags, progress.part(0, 0.1)));
        TransitionCounts largest = counts.get(counts.size() - 1).largestConnected();
        while (largest.droppedShare() > 1 - SMALLEST_SHARE && counts.size() > 1) {
            counts.remove(counts.size() - 1);
            largest = counts.get(counts.size() - 1).largestConnected();
        }
        if (counts.size() < lags.length) {
            warnings.add(String.format(Locale.ROOT, "%d of %d lags, from %s fs on, are left out, because less than %.0f %% of their counts are between "
                + "connected sites.", lags.length - counts.size(), lags.length, lags[counts.size()] * set.frameIntervalFs(), 100 * SMALLEST_SHARE));
        }
        if (largest.droppedShare() > 1 - SMALLEST_SHARE) {
            warnings.add(String.format(Locale.ROOT, "At every lag less than %.0f %% of the counts are between connected sites (%.1f %% at %s fs); "
                + "the time scales are those of the largest part.", 100 * SMALLEST_SHARE, 100 * (1 - largest.droppedShare()), largest.lagTimeFs()));
        }
        final int[] ids = largest.stateIds();
        final int processes = Math.min(options.processes(), ids.length - 1);
        final List<Row> rows = new ArrayList<>();
        for (int l = 0; l < counts.size(); l++) {
            final double from = 0.1 + 0.9 * l / counts.size();
            rows.add(row(set, counts.get(l).restrictTo(ids), lags[l], options, processes, progress.part(from, 0.1 + 0.9 * (l + 1) / counts.size())));
            describe(rows.get(l), warnings);
        }
        return new ImpliedTimescales(ids, rows, processes, warnings);
    }

    private static int[] usableLags(final DiscreteTrajectorySet set, final Options options, final List<String> warnings) {
        final int largest = set.largestReasonableLagFrames();
        final int[] sorted = Arrays.stream(options.lagsFrames()).sorted().distinct().toArray();
        final int[] usable = Arrays.stream(sorted).filter(l -> l >= 1 && l <= largest).toArray();
        if (usable.length == 0) {
            throw new InputException("None of the lags (" + Arrays.toString(sorted) + " frames) is between 1 and " + largest
                + " frames, a tenth of the length of the runs.", "Choose shorter lags, or load longer trajectories.");
        }
        if (usable.length < sorted.length) {
            warnings.add((sorted.length - usable.length) + " of " + sorted.length + " lags are not between 1 and " + largest
                + " frames, a tenth of the length of the runs, and are left out.");
        }
        return usable;
    }

    private static Row row(final DiscreteTrajectorySet set, final TransitionCounts counts, final int lag, final Options options, final int processes,
            final Progress progress) {
        final double[][] times = new double[3][processes];
        for (final double[] t : times) {
            Arrays.fill(t, Double.NaN);
        }
        final boolean[] complex = new boolean[processes];
        final double share = 1 - counts.droppedShare();
        if (counts.connectedSets().size() > 1) {
            return new Row(lag, counts.lagTimeFs(), share, null, times, complex, NOTHING);
        }
        final MarkovStateModel model = MarkovStateModel.estimate(counts, options.estimator(), options.occupancies());
        final Eigenmodes modes = Eigenmodes.of(model, processes + 1);
        for (int k = 0; k < processes; k++) {
            times[0][k] = modes.timescaleFs(k + 1);
            complex[k] = modes.isComplex(k + 1);
        }
        final double quantity = options.quantity() == null ? Double.NaN : options.quantity().of(model);
        if (options.samples() == 0) {
            return new Row(lag, counts.lagTimeFs(), share, model, times, complex, new Spread(new double[0][], 1, quantity, LogInterval.NONE));
        }
        final ModelSamples samples = ModelSamples.ionBootstrap(set, model, options.samples(), options.seed(), progress);
        final double[][] values = Arrays.copyOf(samples.timescales(modes), processes + 1);
        values[processes] = options.quantity() == null ? new double[samples.size()] : linear(model, quantity, options.quantity(), samples);
        for (int k = 0; k < processes; k++) {
            final LogInterval interval = samples.interval(times[0][k], values[k]);
            times[1][k] = interval.lower();
            times[2][k] = interval.upper();
        }
        return new Row(lag, counts.lagTimeFs(), share, model, times, complex,
            new Spread(values, samples.factor(), quantity, samples.interval(quantity, values[processes])));
    }

    /** The quantity in each sample, to first order. */
    private static double[] linear(final MarkovStateModel model, final double value, final LagQuantity quantity, final ModelSamples samples) {
        final double[] slope = quantity.derivatives(model);
        final double[] t = model.transitions().values();
        final double[] result = new double[samples.size()];
        for (int s = 0; s < result.length; s++) {
            final PeriodicMatrix other = samples.model(s).transitions();
            result[s] = value;
            for (int e = 0; e < t.length; e++) {
                result[s] += slope[e] * (other.value(e) - t[e]);
            }
        }
        return result;
    }

    private static void describe(final Row row, final List<String> warnings) {
        if (row.model == null) {
            warnings.add("At a lag of " + row.lagTimeFs + " fs the sites that are connected at the largest lag are not connected; it has no time scales.");
        } else if (row.share < SMALLEST_SHARE) {
            warnings.add(String.format(Locale.ROOT, "At a lag of %s fs only %.1f %% of the counts are between the connected sites.", row.lagTimeFs, 100 * row.share));
        }
        int complex = 0;
        int none = 0;
        for (int k = 0; row.model != null && k < row.complex.length; k++) {
            complex += row.complex[k] ? 1 : 0;
            none += !row.complex[k] && Double.isNaN(row.times[0][k]) ? 1 : 0;
        }
        if (complex > 0) {
            warnings.add("At a lag of " + row.lagTimeFs + " fs " + complex + " eigenvalues are complex.");
        }
        if (none > 0) {
            warnings.add("At a lag of " + row.lagTimeFs + " fs " + none + " eigenvalues are not positive and have no time scale.");
        }
    }

    /** Number of lags. */
    public int lags() {
        return rows.size();
    }

    /** A lag in frames; lags ascend. */
    public int lagFrames(final int lag) {
        return rows.get(lag).lagFrames;
    }

    /** A lag in fs. */
    public double lagTimeFs(final int lag) {
        return rows.get(lag).lagTimeFs;
    }

    /** Number of time scales at each lag, slowest first. */
    public int processes() {
        return processes;
    }

    /** Time scale, fs; NaN when there is none. */
    public double timescaleFs(final int lag, final int process) {
        return rows.get(lag).times[0][process];
    }

    /** Lower end of the 95 % interval of a time scale, fs; NaN without samples. */
    public double lowerFs(final int lag, final int process) {
        return rows.get(lag).times[1][process];
    }

    /** Upper end of the 95 % interval of a time scale, fs; NaN without samples. */
    public double upperFs(final int lag, final int process) {
        return rows.get(lag).times[2][process];
    }

    /** The quantity of the options at a lag; NaN without one. */
    public double quantity(final int lag) {
        return rows.get(lag).spread.quantity;
    }

    /** Its 95 % interval. */
    public LogInterval quantityInterval(final int lag) {
        return rows.get(lag).spread.interval;
    }

    /**
     * By how many standard errors a time scale differs between two lags, in logarithms; the samples of both lags have the same random weights, so that
     * what they share does not count. NaN without samples.
     */
    double difference(final int lag, final int other, final int process) {
        return difference(lag, other, process, rows.get(lag).times[0][process], rows.get(other).times[0][process]);
    }

    /** The same of the quantity. */
    double quantityDifference(final int lag, final int other) {
        return difference(lag, other, processes, quantity(lag), quantity(other));
    }

    private double difference(final int lag, final int other, final int row, final double here, final double there) {
        final Spread a = rows.get(lag).spread;
        final Spread b = rows.get(other).spread;
        if (a.samples.length == 0 || b.samples.length == 0 || !(here > 0) || !(there > 0)) {
            return Double.NaN;
        }
        final double[] logs = new double[a.samples[row].length];
        for (int s = 0; s < logs.length; s++) {
            logs[s] = Math.log(Math.max(a.samples[row][s], Double.MIN_NORMAL)) - Math.log(Math.max(b.samples[row][s], Double.MIN_NORMAL));
        }
        Arrays.sort(logs);
        final double error = Math.max(a.factor, b.factor) * (Quantiles.of(logs, .841345) - Quantiles.of(logs, .158655)) / 2;
        return Math.abs(Math.log(here / there)) / error;
    }

    /** Whether the eigenvalue is complex. */
    public boolean isComplex(final int lag, final int process) {
        return rows.get(lag).complex[process];
    }

    /** Share of the counts at this lag that lie within the states (0 … 1). */
    public double connectedShare(final int lag) {
        return rows.get(lag).share;
    }

    /** The states, the same for all lags. */
    public int[] stateIds() {
        return stateIds.clone();
    }

    /** The model at a lag, or null when the states are not connected there. */
    public MarkovStateModel model(final int lag) {
        return rows.get(lag).model;
    }

    /** What the user should know. */
    public List<String> warnings() {
        return warnings;
    }
}
