package org.example.lidiff.engine.markov;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/**
 * Counts c(i, j, R) of pairs of frames one lag apart, the ion in site i first and in site j, R cells away, afterwards.
 *
 * <p>No pair spans the end of a run or a frame in which the state is unknown. Immutable; {@link #restrictTo(int[])} returns a
 * new, smaller object and remembers what it dropped. Sliding and strided counts are integers and exact, unless they are averaged
 * over symmetry operations.
 */
public final class TransitionCounts {

    private static final int VERSION = 1;

    private final PeriodicMatrix matrix;
    private final CountKind kind;
    private final double lagTimeFs;
    private final double inefficiency;
    private final int[] stateIds;
    private final double totalBeforeRestriction;
    private final List<String> warnings;

    private TransitionCounts(final PeriodicMatrix matrix, final CountKind kind, final double lagTimeFs, final double inefficiency,
            final int[] stateIds, final double totalBeforeRestriction, final List<String> warnings) {
        this.matrix = matrix;
        this.kind = kind;
        this.lagTimeFs = lagTimeFs;
        this.inefficiency = inefficiency;
        this.stateIds = stateIds;
        this.totalBeforeRestriction = totalBeforeRestriction;
        this.warnings = List.copyOf(warnings);
    }

    /** Counts of every pair of frames; see {@link CountKind#SLIDING}. */
    public static TransitionCounts sliding(final DiscreteTrajectorySet set, final int lagFrames) {
        return count(set, lagFrames, CountKind.SLIDING);
    }

    /**
     * Sliding counts of several lags, as {@link #sliding(DiscreteTrajectorySet, int)} gives them one by one.
     *
     * <p>The cost is that of the pairs of stays that any of the lags joins: many lags cost little more than the longest.
     */
    public static List<TransitionCounts> sliding(final DiscreteTrajectorySet set, final int[] lagsFrames, final Progress progress) {
        for (final int lag : lagsFrames) {
            requirePositive(set, lag);
        }
        final int[] sorted = Arrays.stream(lagsFrames).sorted().distinct().toArray();
        final PeriodicMatrix[] counts = new LagCounter(set).count(sorted, Progress.throttled(progress));
        return Arrays.stream(lagsFrames).mapToObj(lag -> of(set, lag, CountKind.SLIDING, counts[Arrays.binarySearch(sorted, lag)])).toList();
    }

    /**
     * Counts of pairs of frames at one lag.
     *
     * @param lagFrames lag in frames, at least 1
     * @throws InputException if no run is longer than the lag
     */
    public static TransitionCounts count(final DiscreteTrajectorySet set, final int lagFrames, final CountKind kind) {
        requirePositive(set, lagFrames);
        final EntryAccumulator accumulator = new EntryAccumulator(set.states());
        for (final DiscreteTrajectory t : set.trajectories()) {
            RunLengthCounter.count(t, lagFrames, kind == CountKind.STRIDED, 0, t.frames(), accumulator);
        }
        return of(set, lagFrames, kind, accumulator.toMatrix());
    }

    private static void requirePositive(final DiscreteTrajectorySet set, final int lagFrames) {
        if (lagFrames < 1) {
            throw new InputException("The lag is " + lagFrames + " frames; it must be at least 1.",
                "Choose a lag of one frame interval (" + set.frameIntervalFs() + " fs) or more.");
        }
    }

    private static TransitionCounts of(final DiscreteTrajectorySet set, final int lagFrames, final CountKind kind, final PeriodicMatrix counts) {
        final double lagTimeFs = lagFrames * set.frameIntervalFs();
        final double total = counts.sum();
        if (total == 0) {
            throw new InputException("The lag of " + lagFrames + " frames (" + lagTimeFs + " fs) leaves no pair of frames: the longest run has "
                + set.longestFrames() + " frames.", "Choose a shorter lag, or load longer trajectories.");
        }
        final long tooShort = set.trajectories().stream().filter(t -> t.frames() <= lagFrames).count();
        final List<String> warnings = new ArrayList<>();
        if (tooShort > 0) {
            warnings.add(tooShort + " of " + set.trajectories().size() + " discrete trajectories are not longer than the lag of " + lagFrames
                + " frames and add nothing.");
        }
        final double g = kind == CountKind.EFFECTIVE ? StatisticalInefficiency.estimate(set, lagFrames, counts) : 1;
        final PeriodicMatrix averaged = set.symmetry().isEmpty() ? counts : SymmetryOperation.average(counts, set.symmetry());
        return new TransitionCounts(g == 1 ? averaged : scaled(averaged, 1 / g), kind, lagTimeFs, g, identity(set.states()), total / g, warnings);
    }

    /**
     * Counts that were made elsewhere.
     *
     * @param matrix non-negative counts
     * @param lagTimeFs lag, fs
     */
    public static TransitionCounts of(final PeriodicMatrix matrix, final double lagTimeFs) {
        for (int e = 0; e < matrix.entries(); e++) {
            if (!(matrix.value(e) >= 0) || Double.isInfinite(matrix.value(e))) {
                throw new IllegalArgumentException("The count from " + matrix.from(e) + " to " + matrix.to(e) + " is " + matrix.value(e));
            }
        }
        if (!(lagTimeFs > 0)) {
            throw new IllegalArgumentException("The lag time is " + lagTimeFs + " fs");
        }
        return new TransitionCounts(matrix, CountKind.SLIDING, lagTimeFs, 1, identity(matrix.size()), matrix.sum(), List.of());
    }

    private static PeriodicMatrix scaled(final PeriodicMatrix matrix, final double factor) {
        final double[] values = matrix.values();
        for (int e = 0; e < values.length; e++) {
            values[e] *= factor;
        }
        return matrix.withValues(values);
    }

    private static int[] identity(final int n) {
        return IntStream.range(0, n).toArray();
    }

    /** Sets of states that can reach each other, the one with the most counts first; unvisited states are sets of one. */
    public List<int[]> connectedSets() {
        final List<int[]> sets = new ArrayList<>(StronglyConnectedSets.of(matrix));
        final double[] weight = new double[sets.size()];
        final int[] setOf = new int[matrix.size()];
        for (int s = 0; s < sets.size(); s++) {
            for (final int i : sets.get(s)) {
                setOf[i] = s;
            }
        }
        for (int e = 0; e < matrix.entries(); e++) {
            if (setOf[matrix.from(e)] == setOf[matrix.to(e)]) {
                weight[setOf[matrix.from(e)]] += matrix.value(e);
            }
        }
        return IntStream.range(0, weight.length).boxed()
            .sorted(Comparator.<Integer>comparingDouble(s -> -weight[s]).thenComparing(s -> -sets.get(s).length).thenComparing(s -> sets.get(s)[0]))
            .map(sets::get).toList();
    }

    /**
     * The counts within the connected set that has the most of them.
     *
     * @throws InputException if no ion ever changes its site
     */
    public TransitionCounts largestConnected() {
        requireTransitions();
        final List<int[]> sets = connectedSets();
        return sets.get(0).length == states() ? this : restrictTo(sets.get(0));
    }

    /** @throws InputException if there is no count other than (i, i, 0) */
    void requireTransitions() {
        if (transitions() == 0) {
            throw new InputException("No transition between sites was seen in " + total() + " pairs of frames " + lagTimeFs + " fs apart.",
                "Run longer or at a higher temperature, or check the sites and the core radius of Detect Hops.");
        }
    }

    /**
     * The counts between {@code states} only.
     *
     * @param states distinct state numbers of this object, kept in this order
     */
    public TransitionCounts restrictTo(final int[] states) {
        final int[] ids = Arrays.stream(states).map(s -> stateIds[s]).toArray();
        return new TransitionCounts(matrix.restrictedTo(states), kind, lagTimeFs, inefficiency, ids, totalBeforeRestriction, warnings);
    }

    /**
     * Counts of a prior: {@code alpha} for each entry that was seen in either direction, and its reverse.
     *
     * @param alpha positive
     */
    public PeriodicMatrix neighborPrior(final double alpha) {
        final PeriodicMatrix both = matrix.withReverses();
        final int[] reverse = both.reverses();
        final double[] values = new double[both.entries()];
        for (int e = 0; e < values.length; e++) {
            values[e] = both.value(e) > 0 || both.value(reverse[e]) > 0 ? alpha : 0;
        }
        return both.withValues(values);
    }

    /** Number of states. */
    public int states() {
        return matrix.size();
    }

    /** The number each state had before any restriction. */
    public int[] stateIds() {
        return stateIds.clone();
    }

    /** The counts c(i, j, R). */
    public PeriodicMatrix matrix() {
        return matrix;
    }

    /** Counts summed over R, dense [i][j]. */
    public double[][] folded() {
        return matrix.folded();
    }

    /** Which pairs were counted. */
    public CountKind kind() {
        return kind;
    }

    /** Lag, fs. */
    public double lagTimeFs() {
        return lagTimeFs;
    }

    /** Number by which the sliding counts were divided; 1 unless the kind is {@link CountKind#EFFECTIVE}. */
    public double statisticalInefficiency() {
        return inefficiency;
    }

    /** Sum of all counts. */
    public double total() {
        return matrix.sum();
    }

    /** Sum of the counts that are not (i, i, 0). */
    public double transitions() {
        double sum = 0;
        for (int e = 0; e < matrix.entries(); e++) {
            sum += matrix.isDiagonal(e) ? 0 : matrix.value(e);
        }
        return sum;
    }

    /** Counts lost by restrictions. */
    public double dropped() {
        return totalBeforeRestriction - total();
    }

    /** Counts lost by restrictions, as a share of those before (0 … 1). */
    public double droppedShare() {
        return totalBeforeRestriction > 0 ? dropped() / totalBeforeRestriction : 0;
    }

    /** What the user should know about these counts. */
    public List<String> warnings() {
        return warnings;
    }

    void write(final DataOutput out) throws IOException {
        out.writeInt(VERSION);
        matrix.write(out);
        out.writeUTF(kind.name());
        out.writeDouble(lagTimeFs);
        out.writeDouble(inefficiency);
        Serialization.writeInts(out, stateIds);
        out.writeDouble(totalBeforeRestriction);
        Serialization.writeStrings(out, warnings);
    }

    static TransitionCounts read(final DataInput in) throws IOException {
        Serialization.readVersion(in, "count matrix", VERSION);
        final PeriodicMatrix matrix = PeriodicMatrix.read(in);
        final String kind = in.readUTF();
        final double lagTimeFs = in.readDouble();
        final double inefficiency = in.readDouble();
        final int[] ids = Serialization.readInts(in, "states");
        final double total = in.readDouble();
        if (ids.length != matrix.size()) {
            throw Serialization.damaged("The count matrix has " + matrix.size() + " states and " + ids.length + " state numbers.");
        }
        final CountKind known = Arrays.stream(CountKind.values()).filter(k -> k.name().equals(kind)).findFirst()
            .orElseThrow(() -> Serialization.damaged("The kind of the counts is '" + kind + "'."));
        return new TransitionCounts(matrix, known, lagTimeFs, inefficiency, ids, total, Serialization.readStrings(in, "warnings"));
    }
}
