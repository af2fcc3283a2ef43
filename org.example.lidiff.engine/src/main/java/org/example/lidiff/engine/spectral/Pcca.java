package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.Absorption;
import org.example.lidiff.engine.markov.Eigenmodes;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;

/**
 * Fuzzy metastable sets of a transition matrix with detailed balance (PCCA+; Deuflhard and Weber, Linear Algebra Appl. 398, 161
 * (2005); Röblitz and Weber, Adv. Data Anal. Classif. 7, 147 (2013)).
 *
 * <p>Memberships χ ≥ 0 sum to one for each state. Two sets have the closed form χ = (ψ₂ − min)/(max − min). A matrix that falls
 * into closed parts is divided part by part, the slowest processes first; a state outside all parts belongs to the sets it will end
 * in. Sets are ordered by their first state. Immutable.
 */
public final class Pcca {

    private static final double DEGENERATE = 1e-10;

    private final double[][] memberships;
    private final double[][] coarse;
    private final double[] weights;
    private final List<String> warnings;

    private Pcca(final double[][] memberships, final double[][] coarse, final double[] weights, final List<String> warnings) {
        this.memberships = memberships;
        this.coarse = coarse;
        this.weights = weights;
        this.warnings = List.copyOf(warnings);
    }

    /** The {@code sets} most metastable sets of a model. */
    public static Pcca of(final MarkovStateModel model, final int sets) {
        return of(model.transitions(), sets);
    }

    /**
     * The {@code sets} most metastable sets of a transition matrix, which need not be connected.
     *
     * @throws InputException if the matrix is not stochastic or has no detailed balance, or the number of sets is impossible
     */
    public static Pcca of(final PeriodicMatrix transitions, final int sets) {
        check(transitions, sets);
        final List<int[]> parts = closedParts(transitions);
        if (sets < parts.size()) {
            throw new InputException("The matrix falls into " + parts.size() + " parts that are never left, more than the " + sets + " sets asked for.",
                "Ask for at least " + parts.size() + " sets, or restrict the counts to one connected set.");
        }
        final List<String> warnings = new ArrayList<>();
        final List<Eigenmodes> modes = new ArrayList<>();
        final List<MarkovStateModel> models = new ArrayList<>();
        for (final int[] part : parts) {
            final MarkovStateModel model = MarkovStateModel.of(transitions.restrictedTo(part), 1);
            final Eigenmodes own = Eigenmodes.of(model, Math.min(part.length, sets + 1));
            if (!own.reversible()) {
                throw new InputException("The transition matrix has no detailed balance; metastable sets need it.", "Use the reversible estimator.");
            }
            models.add(model);
            modes.add(own);
        }
        final int[] share = share(modes, sets, warnings);
        final double[][] chi = new double[transitions.size()][sets];
        final double[] pi = new double[transitions.size()];
        int first = 0;
        for (int p = 0; p < parts.size(); p++) {
            final double[][] own = share[p] == 1 ? ones(parts.get(p).length) : SimplexMemberships.of(modes.get(p), share[p]);
            for (int k = 0; k < own.length; k++) {
                System.arraycopy(own[k], 0, chi[parts.get(p)[k]], first, share[p]);
                pi[parts.get(p)[k]] = models.get(p).stationary()[k] / parts.size();
            }
            first += share[p];
        }
        extend(transitions, parts, chi);
        final double[][] ordered = ordered(chi);
        return coarsened(transitions, ordered, pi, warnings);
    }

    private static void check(final PeriodicMatrix t, final int sets) {
        if (sets < 1 || sets > t.size()) {
            throw new InputException("There are " + t.size() + " states; they cannot be divided into " + sets + " sets.",
                "Choose a number of sets between 1 and " + t.size() + ".");
        }
        final double[] rows = t.rowSums();
        for (int i = 0; i < rows.length; i++) {
            if (!(Math.abs(rows[i] - 1) <= 1e-9)) {
                throw new InputException("Row " + i + " of the transition matrix sums to " + rows[i] + ", not 1.", "Give a matrix whose rows are probabilities.");
            }
        }
        for (int e = 0; e < t.entries(); e++) {
            if (t.value(e) < 0) {
                throw new InputException("The transition probability from " + t.from(e) + " to " + t.to(e) + " is " + t.value(e) + ".",
                    "Give probabilities that are not negative.");
            }
        }
    }

    private static List<int[]> closedParts(final PeriodicMatrix t) {
        final List<int[]> sets = TransitionCounts.of(t, 1).connectedSets();
        final int[] setOf = new int[t.size()];
        for (int s = 0; s < sets.size(); s++) {
            for (final int i : sets.get(s)) {
                setOf[i] = s;
            }
        }
        final boolean[] open = new boolean[sets.size()];
        for (int e = 0; e < t.entries(); e++) {
            open[setOf[t.from(e)]] |= t.value(e) > 0 && setOf[t.from(e)] != setOf[t.to(e)];
        }
        final List<int[]> closed = new ArrayList<>();
        for (int s = 0; s < open.length; s++) {
            if (!open[s]) {
                closed.add(sets.get(s));
            }
        }
        closed.sort(Comparator.comparingInt(part -> part[0]));
        return closed;
    }

    /** How many sets each part gets: one for each of its eigenvalues among the slowest of all. */
    private static int[] share(final List<Eigenmodes> modes, final int sets, final List<String> warnings) {
        final List<double[]> all = new ArrayList<>();
        for (int p = 0; p < modes.size(); p++) {
            for (int k = 0; k < modes.get(p).count(); k++) {
                all.add(new double[]{k == 0 ? Double.POSITIVE_INFINITY : modes.get(p).eigenvalue(k), p});
            }
        }
        all.sort(Comparator.comparingDouble(v -> -v[0]));
        final int[] share = new int[modes.size()];
        for (int k = 0; k < sets; k++) {
            share[(int)all.get(k)[1]]++;
        }
        if (sets < all.size() && Math.abs(all.get(sets - 1)[0] - all.get(sets)[0]) < DEGENERATE) {
            warnings.add("The eigenvalue of the fastest process that separates the " + sets + " sets occurs more than once: other sets are as good.");
        }
        return share;
    }

    private static double[][] ones(final int states) {
        final double[][] chi = new double[states][1];
        for (final double[] row : chi) {
            row[0] = 1;
        }
        return chi;
    }

    private static void extend(final PeriodicMatrix t, final List<int[]> parts, final double[][] chi) {
        final boolean[] given = new boolean[chi.length];
        parts.forEach(part -> Arrays.stream(part).forEach(i -> given[i] = true));
        final Absorption absorption = new Absorption(t, given);
        for (int s = 0; s < chi[0].length; s++) {
            final double[] boundary = new double[chi.length];
            for (int i = 0; i < chi.length; i++) {
                boundary[i] = chi[i][s];
            }
            final double[] all = absorption.solve(boundary, new double[chi.length]);
            for (int i = 0; i < chi.length; i++) {
                chi[i][s] = all[i];
            }
        }
    }

    private static double[][] ordered(final double[][] chi) {
        final int sets = chi[0].length;
        final int[] firstState = new int[sets];
        Arrays.fill(firstState, chi.length);
        for (int i = chi.length - 1; i >= 0; i--) {
            firstState[largest(chi[i])] = i;
        }
        final Integer[] order = new Integer[sets];
        Arrays.setAll(order, s -> s);
        Arrays.sort(order, Comparator.comparingInt(s -> firstState[s]));
        return Arrays.stream(chi).map(row -> Arrays.stream(order).mapToDouble(s -> row[s]).toArray()).toArray(double[][]::new);
    }

    private static int largest(final double[] row) {
        int best = 0;
        for (int s = 1; s < row.length; s++) {
            best = row[s] > row[best] ? s : best;
        }
        return best;
    }

    /** T_c = (χᵀ Π χ)⁻¹ χᵀ Π T χ. */
    private static Pcca coarsened(final PeriodicMatrix t, final double[][] chi, final double[] pi, final List<String> warnings) {
        final int sets = chi[0].length;
        final org.ejml.data.DMatrixRMaj overlap = new org.ejml.data.DMatrixRMaj(sets, sets);
        final org.ejml.data.DMatrixRMaj flow = new org.ejml.data.DMatrixRMaj(sets, sets);
        final double[] weights = new double[sets];
        for (int b = 0; b < sets; b++) {
            final int column = b;
            final double[] own = Arrays.stream(chi).mapToDouble(row -> row[column]).toArray();
            final double[] next = t.times(own);
            for (int i = 0; i < pi.length; i++) {
                weights[b] += pi[i] * own[i];
                for (int a = 0; a < sets; a++) {
                    overlap.add(a, b, pi[i] * chi[i][a] * own[i]);
                    flow.add(a, b, pi[i] * chi[i][a] * next[i]);
                }
            }
        }
        final org.ejml.data.DMatrixRMaj result = new org.ejml.data.DMatrixRMaj(sets, sets);
        final double[][] coarse = new double[sets][sets];
        boolean negative = false;
        if (org.ejml.dense.row.CommonOps_DDRM.solve(overlap, flow, result)) {
            for (int a = 0; a < sets; a++) {
                for (int b = 0; b < sets; b++) {
                    coarse[a][b] = result.get(a, b);
                    negative |= coarse[a][b] < -1e-12;
                }
            }
        }
        if (negative) {
            warnings.add("The coarse transition matrix has negative entries: the sets overlap. It is no matrix of probabilities.");
        }
        return new Pcca(chi, coarse, weights, warnings);
    }

    /** Number of sets. */
    public int sets() {
        return weights.length;
    }

    /** Membership of each state in each set, [state][set]. */
    public double[][] memberships() {
        return Arrays.stream(memberships).map(double[]::clone).toArray(double[][]::new);
    }

    /** The set each state belongs to most. */
    public int[] assignment() {
        return Arrays.stream(memberships).mapToInt(Pcca::largest).toArray();
    }

    /** Stationary weight of each set; closed parts count alike. */
    public double[] weights() {
        return weights.clone();
    }

    /** Coarse matrix (χᵀ Π χ)⁻¹ χᵀ Π T χ; may have negative entries, see {@link #warnings()}. Never use it for transition paths then. */
    public double[][] coarseMatrix() {
        return Arrays.stream(coarse).map(double[]::clone).toArray(double[][]::new);
    }

    /** What the user should know. */
    public List<String> warnings() {
        return warnings;
    }
}
