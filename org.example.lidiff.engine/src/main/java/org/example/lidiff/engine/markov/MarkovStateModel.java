package org.example.lidiff.engine.markov;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;

/**
 * Transition probabilities T(i, j, R) of one ion within a lag, with their stationary vector.
 *
 * <p>T is row-stochastic over j and R, p' = p T. States are numbered 0 … n − 1; {@link #stateIds()} are the numbers they had
 * before restrictions. Immutable.
 */
public final class MarkovStateModel {

    private static final int VERSION = 1;

    private final TransitionCounts counts;
    private final PeriodicMatrix transitions;
    private final double[] stationary;
    private final Estimator estimator;
    private final int iterations;
    private final List<String> warnings;

    private MarkovStateModel(final TransitionCounts counts, final Estimation estimation, final Estimator estimator) {
        this.counts = counts;
        this.transitions = estimation.transitions();
        this.stationary = estimation.stationary();
        this.estimator = estimator;
        this.iterations = estimation.iterations();
        this.warnings = List.copyOf(estimation.warnings());
    }

    /**
     * Each row of the counts divided by its sum.
     *
     * @throws InputException if a state was never seen to start a transition, or the stationary vector is not unique
     */
    public static MarkovStateModel nonReversible(final TransitionCounts counts) {
        final PeriodicMatrix c = counts.matrix();
        final double[] rows = c.rowSums();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == 0) {
                throw new InputException("Site " + counts.stateIds()[i] + " has no transition that starts there.",
                    "Restrict the counts to a connected set.");
            }
        }
        final double[] t = c.values();
        for (int e = 0; e < t.length; e++) {
            t[e] /= rows[c.from(e)];
        }
        final PeriodicMatrix transitions = c.withValues(t);
        return new MarkovStateModel(counts, new Estimation(transitions, new Generator(transitions).stationary(), 0, lost(counts)),
            Estimator.NON_REVERSIBLE);
    }

    /**
     * Maximum likelihood under detailed balance π_i T(i, j, R) = π_j T(j, i, −R).
     *
     * @throws InputException if the counts are not strongly connected
     */
    public static MarkovStateModel reversible(final TransitionCounts counts) {
        requireConnected(counts);
        return new MarkovStateModel(counts, with(ReversibleEstimator.estimate(counts.matrix()), lost(counts)), Estimator.REVERSIBLE);
    }

    /**
     * Maximum likelihood under detailed balance with a given stationary vector, on the largest connected set of the states of
     * positive probability.
     *
     * @param stationary one number ≥ 0 for each state of {@code counts}; normalized on the set that is kept
     */
    public static MarkovStateModel fixedStationary(final TransitionCounts counts, final double[] stationary) {
        if (stationary.length != counts.states()) {
            throw new InputException("The given stationary vector has " + stationary.length + " entries, but there are " + counts.states() + " sites.",
                "Give one number for each site.");
        }
        for (int i = 0; i < stationary.length; i++) {
            if (!(stationary[i] >= 0) || Double.isInfinite(stationary[i])) {
                throw new InputException("The given stationary vector is " + stationary[i] + " at site " + counts.stateIds()[i] + ".",
                    "Give numbers that are not negative.");
            }
        }
        final int[] positive = java.util.stream.IntStream.range(0, stationary.length).filter(i -> stationary[i] > 0).toArray();
        final TransitionCounts some = counts.restrictTo(positive);
        some.requireTransitions();
        final int[] set = some.connectedSets().get(0);
        final TransitionCounts kept = some.restrictTo(set);
        final double[] pi = Arrays.stream(set).mapToDouble(k -> stationary[positive[k]]).toArray();
        final double sum = Arrays.stream(pi).sum();
        return new MarkovStateModel(kept, with(FixedStationaryEstimator.estimate(kept.matrix(), Arrays.stream(pi).map(p -> p / sum).toArray()),
            lost(kept)), Estimator.FIXED_STATIONARY);
    }

    /**
     * T(i, j, R) = N_sites c(i, j, R)/(N_ions N_windows), the diagonal is one minus the row sum.
     *
     * @throws InputException if a diagonal element would be negative
     */
    public static MarkovStateModel uniformOccupancy(final TransitionCounts counts) {
        return new MarkovStateModel(counts, with(UniformOccupancyEstimator.estimate(counts.matrix(), counts.stateIds()), lost(counts)),
            Estimator.UNIFORM_OCCUPANCY);
    }

    /** The model of one of the estimators that need nothing but counts. */
    public static MarkovStateModel estimate(final TransitionCounts counts, final Estimator estimator) {
        return switch (estimator) {
            case NON_REVERSIBLE -> nonReversible(counts);
            case REVERSIBLE -> reversible(counts);
            case UNIFORM_OCCUPANCY -> uniformOccupancy(counts);
            default -> throw new IllegalArgumentException("The estimator " + estimator + " needs more than counts");
        };
    }

    /**
     * The model of any of the estimators of counts.
     *
     * @param occupancies relative occupancy of each state before any restriction of the counts, positive; read by {@link Estimator#FIXED_STATIONARY} only,
     *     otherwise it may be null
     */
    public static MarkovStateModel estimate(final TransitionCounts counts, final Estimator estimator, final double[] occupancies) {
        return estimator == Estimator.FIXED_STATIONARY
            ? fixedStationary(counts, Arrays.stream(counts.stateIds()).mapToDouble(i -> occupancies[i]).toArray()) : estimate(counts, estimator);
    }

    /** The model of other counts of the same states by the same estimator; a fixed stationary vector is kept. */
    MarkovStateModel of(final TransitionCounts other) {
        return estimator == Estimator.FIXED_STATIONARY ? fixedStationary(other, stationary) : estimate(other, estimator);
    }

    /**
     * A transition matrix from elsewhere.
     *
     * @param transitions row-stochastic to 1e-9, not negative
     * @param lagTimeFs lag, fs
     */
    public static MarkovStateModel of(final PeriodicMatrix transitions, final double lagTimeFs) {
        final double[] rows = transitions.rowSums();
        for (int i = 0; i < rows.length; i++) {
            if (!(Math.abs(rows[i] - 1) <= 1e-9)) {
                throw new InputException("Row " + i + " of the transition matrix sums to " + rows[i] + ", not 1.",
                    "Give a matrix whose rows are probabilities.");
            }
        }
        for (int e = 0; e < transitions.entries(); e++) {
            if (!(transitions.value(e) >= 0)) {
                throw new InputException("The transition probability from " + transitions.from(e) + " to " + transitions.to(e) + " is "
                    + transitions.value(e) + ".", "Give probabilities that are not negative.");
            }
        }
        final TransitionCounts none = TransitionCounts.of(transitions.withValues(new double[transitions.entries()]), lagTimeFs);
        return new MarkovStateModel(none, new Estimation(transitions, new Generator(transitions).stationary(), 0, List.of()), Estimator.GIVEN);
    }

    private static void requireConnected(final TransitionCounts counts) {
        final List<int[]> sets = counts.connectedSets();
        if (sets.size() > 1) {
            final TransitionCounts largest = counts.restrictTo(sets.get(0));
            throw new InputException(String.format(Locale.ROOT, "The %d sites fall into %d sets that are not connected in both directions at a lag of %s fs; "
                + "the largest holds %d sites and %.1f %% of the counts.", counts.states(), sets.size(), counts.lagTimeFs(), largest.states(),
                100 * largest.total() / counts.total()), "Restrict the counts to one connected set.");
        }
    }

    private static List<String> lost(final TransitionCounts counts) {
        final List<String> warnings = new ArrayList<>(counts.warnings());
        if (counts.dropped() > 1e-9 * counts.total()) {
            warnings.add(String.format(Locale.ROOT, "%.0f counts (%.2f %%) touch sites outside the %d connected ones and were dropped.",
                counts.dropped(), 100 * counts.droppedShare(), counts.states()));
        }
        if (counts.transitions() == 0) {
            warnings.add("No transition between sites was seen: the model can only stay where it is.");
        }
        return warnings;
    }

    private static Estimation with(final Estimation estimation, final List<String> first) {
        final List<String> all = new ArrayList<>(first);
        all.addAll(estimation.warnings());
        return new Estimation(estimation.transitions(), estimation.stationary(), estimation.iterations(), all);
    }

    /** This model with other probabilities on the same entries. */
    MarkovStateModel withTransitions(final double[] values, final double[] pi) {
        return new MarkovStateModel(counts, new Estimation(transitions.withValues(values), pi, 0, List.of()), estimator);
    }

    /** Number of states. */
    public int states() {
        return transitions.size();
    }

    /** The number each state had before any restriction: the site. */
    public int[] stateIds() {
        return counts.stateIds();
    }

    /** Lag, fs. */
    public double lagTimeFs() {
        return counts.lagTimeFs();
    }

    /** The probabilities T(i, j, R). */
    public PeriodicMatrix transitions() {
        return transitions;
    }

    /** T summed over R, dense [i][j]. */
    public double[][] folded() {
        return transitions.folded();
    }

    /** Stationary vector: π T = π, Σ π = 1. */
    public double[] stationary() {
        return stationary.clone();
    }

    /** The counts the model was made from; all zero for a given matrix. */
    public TransitionCounts counts() {
        return counts;
    }

    /** How the model was made. */
    public Estimator estimator() {
        return estimator;
    }

    /** Steps the estimator took. */
    public int iterations() {
        return iterations;
    }

    /** What the user should know about this model. */
    public List<String> warnings() {
        return warnings;
    }

    /** Whether π_i T(i, j, R) = π_j T(j, i, −R) for all entries, to 1e-9 of the larger flux. */
    public boolean reversible() {
        final int[] reverse = transitions.reverses();
        for (int e = 0; e < reverse.length; e++) {
            final double forward = stationary[transitions.from(e)] * transitions.value(e);
            final double backward = reverse[e] < 0 ? 0 : stationary[transitions.to(e)] * transitions.value(reverse[e]);
            if (Math.abs(forward - backward) > 1e-9 * Math.max(forward, backward)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Transition matrix of the walk seen backward, T̃(j, i, −R) = π_i T(i, j, R)/π_j; equal to T under detailed balance.
     *
     * <p>Needs π > 0 everywhere.
     */
    public PeriodicMatrix timeReversed() {
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(states());
        for (int e = 0; e < transitions.entries(); e++) {
            final int i = transitions.from(e);
            final int j = transitions.to(e);
            builder.add(j, i, -transitions.image(e, 0), -transitions.image(e, 1), -transitions.image(e, 2), stationary[i] * transitions.value(e) / stationary[j]);
        }
        return builder.build();
    }

    /** Σ c ln T of {@code observed} (same states) under this model; −∞ when a transition was seen that has no probability. */
    public double logLikelihood(final TransitionCounts observed) {
        final PeriodicMatrix c = observed.matrix();
        double sum = 0;
        for (int e = 0; e < c.entries(); e++) {
            if (c.value(e) > 0) {
                final int t = transitions.find(c.from(e), c.to(e), c.image(e, 0), c.image(e, 1), c.image(e, 2));
                sum += c.value(e) * (t < 0 ? Double.NEGATIVE_INFINITY : Math.log(transitions.value(t)));
            }
        }
        return sum;
    }

    /** Writes this model with a version number in front. */
    public void write(final DataOutput out) throws IOException {
        out.writeInt(VERSION);
        counts.write(out);
        transitions.write(out);
        Serialization.writeDoubles(out, stationary);
        out.writeUTF(estimator.name());
        out.writeInt(iterations);
        Serialization.writeStrings(out, warnings);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InputException if it was written by a newer version, or is damaged
     */
    public static MarkovStateModel read(final DataInput in) throws IOException {
        Serialization.readVersion(in, "Markov state model", VERSION);
        final TransitionCounts counts = TransitionCounts.read(in);
        final PeriodicMatrix transitions = PeriodicMatrix.read(in);
        final double[] stationary = Serialization.readDoubles(in, "states");
        final String name = in.readUTF();
        final int iterations = in.readInt();
        if (stationary.length != transitions.size() || counts.states() != transitions.size()) {
            throw Serialization.damaged("The Markov state model has " + transitions.size() + " states, " + stationary.length
                + " stationary probabilities and counts of " + counts.states() + " states.");
        }
        final Estimator estimator = Arrays.stream(Estimator.values()).filter(k -> k.name().equals(name)).findFirst()
            .orElseThrow(() -> Serialization.damaged("The estimator is '" + name + "'."));
        return new MarkovStateModel(counts, new Estimation(transitions, stationary, iterations, Serialization.readStrings(in, "warnings")), estimator);
    }
}
