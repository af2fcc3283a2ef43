package org.example.lidiff.engine.spectral;

import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.Absorption;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;

/**
 * Reactive paths from a set of sources A to a set of targets B (transition path theory).
 *
 * <p>Forward committor q⁺: probability to come to B before A. Backward committor q⁻: probability to have come from A rather than from
 * B, by the walk seen backward, T̃_ij = π_j T_ji/π_i; q⁻ = 1 − q⁺ under detailed balance. Flux π_i q⁻_i T_ij q⁺_j, net flux its
 * positive excess over the reverse. Vanden-Eijnden, Lect. Notes Phys. 703, 453 (2006); Metzner, Schütte, Vanden-Eijnden, Multiscale
 * Model. Simul. 7, 1192 (2009). Images R are summed over: in a crystal, the sets must tell the direction. Immutable.
 */
public final class TransitionPaths {

    private final MarkovStateModel model;
    private final boolean[] source;
    private final boolean[] target;
    private final double[] forward;
    private final double[] backward;
    private final PeriodicMatrix net;
    private final double total;

    private TransitionPaths(final MarkovStateModel model, final boolean[] source, final boolean[] target) {
        this.model = model;
        this.source = source;
        this.target = target;
        this.forward = committor(model.transitions(), source, target);
        this.backward = committor(model.timeReversed(), target, source);
        this.net = netFlux();
        double sum = 0;
        for (int e = 0; e < net.entries(); e++) {
            sum += source[net.from(e)] ? net.value(e) : 0;
        }
        this.total = sum;
    }

    /**
     * Paths between two disjoint sets of states of a connected model.
     *
     * @throws InputException if a set is empty, the sets overlap, or the model falls into parts
     */
    public static TransitionPaths of(final MarkovStateModel model, final int[] source, final int[] target) {
        final boolean[] a = FirstPassage.flags(model.states(), source);
        final boolean[] b = FirstPassage.flags(model.states(), target);
        for (int i = 0; i < a.length; i++) {
            if (a[i] && b[i]) {
                throw new InputException("State " + i + " is both a source and a target.", "Choose sets that do not overlap.");
            }
        }
        final int parts = TransitionCounts.of(model.transitions(), 1).connectedSets().size();
        if (parts > 1) {
            throw new InputException(String.format(Locale.ROOT, "The model falls into %d parts that are not connected in both directions: "
                + "there are no stationary paths between all of them.", parts), "Restrict the counts to one connected set.");
        }
        return new TransitionPaths(model, a, b);
    }

    private static double[] committor(final PeriodicMatrix t, final boolean[] zero, final boolean[] one) {
        final boolean[] given = new boolean[zero.length];
        final double[] boundary = new double[zero.length];
        for (int i = 0; i < given.length; i++) {
            given[i] = zero[i] || one[i];
            boundary[i] = one[i] ? 1 : 0;
        }
        return new Absorption(t, given).solve(boundary, new double[given.length]);
    }

    private PeriodicMatrix netFlux() {
        final PeriodicMatrix t = model.transitions();
        final double[] pi = model.stationary();
        final PeriodicMatrix.Builder both = new PeriodicMatrix.Builder(pi.length);
        for (int e = 0; e < t.entries(); e++) {
            final int i = t.from(e);
            final int j = t.to(e);
            if (i != j) {
                final double flux = pi[i] * backward[i] * t.value(e) * forward[j];
                both.add(i, j, 0, 0, 0, flux).add(j, i, 0, 0, 0, -flux);
            }
        }
        final PeriodicMatrix difference = both.build();
        final PeriodicMatrix.Builder positive = new PeriodicMatrix.Builder(pi.length);
        for (int e = 0; e < difference.entries(); e++) {
            if (difference.value(e) > 0) {
                positive.add(difference.from(e), difference.to(e), 0, 0, 0, difference.value(e));
            }
        }
        return positive.build();
    }

    /** q⁺ of each state. */
    public double[] forwardCommittor() {
        return forward.clone();
    }

    /** q⁻ of each state. */
    public double[] backwardCommittor() {
        return backward.clone();
    }

    /** Net flux f(i → j), transitions per lag; entries that are not positive are absent. */
    public PeriodicMatrix netFluxes() {
        return net;
    }

    /** Reactive transitions from A to B per lag. */
    public double totalFlux() {
        return total;
    }

    /** Rate k_AB = F/(τ Σ π q⁻), 1/fs. */
    public double rate() {
        double coming = 0;
        final double[] pi = model.stationary();
        for (int i = 0; i < pi.length; i++) {
            coming += pi[i] * backward[i];
        }
        return total / (coming * model.lagTimeFs());
    }

    /**
     * The same flux between sets of states, seen from afar.
     *
     * @param stationary probability of each set
     * @param forward mean q⁺ of each set, weighted with π
     * @param backward mean q⁻
     * @param net net flux between sets, transitions per lag
     * @param sources which sets are sources
     * @param targets which sets are targets
     */
    public record Coarse(double[] stationary, double[] forward, double[] backward, double[][] net, boolean[] sources, boolean[] targets) {

        /** Paths from set to set in the order of their flux, as {@link TransitionPaths#dominantPaths}. */
        public List<Pathway> dominantPaths(final int limit, final double share) {
            return Pathway.decompose(PeriodicMatrix.of(net), sources, targets, limit, share);
        }
    }

    /**
     * Sums over sets of states; fluxes are added first, and then the reverse ones are taken off.
     *
     * @param setOf set of each state, 0, 1, …; no set may hold both a source or target and another state
     */
    public Coarse coarse(final int... setOf) {
        final int sets = java.util.Arrays.stream(setOf).max().orElse(-1) + 1;
        final double[] pi = model.stationary();
        final double[][] means = new double[3][sets];
        final int[] first = new int[sets];
        java.util.Arrays.fill(first, -1);
        for (int i = 0; i < setOf.length; i++) {
            means[0][setOf[i]] += pi[i];
            means[1][setOf[i]] += pi[i] * forward[i];
            means[2][setOf[i]] += pi[i] * backward[i];
            if (first[setOf[i]] < 0) {
                first[setOf[i]] = i;
            } else {
                final int j = first[setOf[i]];
                if (source[i] != source[j] || target[i] != target[j]) {
                    throw new InputException("States " + j + " and " + i + " are in one set, but only one of them is a source or a target.",
                        "Choose sets that hold only sources, only targets, or none of them.");
                }
            }
        }
        final double[][] net = new double[sets][sets];
        for (int e = 0; e < this.net.entries(); e++) {
            net[setOf[this.net.from(e)]][setOf[this.net.to(e)]] += this.net.value(e);
        }
        for (int a = 0; a < sets; a++) {
            means[1][a] /= means[0][a];
            means[2][a] /= means[0][a];
            net[a][a] = 0;
            for (int b = 0; b < a; b++) {
                final double common = Math.min(net[a][b], net[b][a]);
                net[a][b] -= common;
                net[b][a] -= common;
            }
        }
        final boolean[] sources = new boolean[sets];
        final boolean[] targets = new boolean[sets];
        for (int i = 0; i < setOf.length; i++) {
            sources[setOf[i]] |= source[i];
            targets[setOf[i]] |= target[i];
        }
        return new Coarse(means[0], means[1], means[2], net, sources, targets);
    }

    /**
     * Paths in the order of their flux: the path with the widest bottleneck is taken out again and again.
     *
     * @param limit largest number of paths
     * @param share stop when this part of the total flux is covered, for example 0.99
     */
    public List<Pathway> dominantPaths(final int limit, final double share) {
        return Pathway.decompose(net, source, target, limit, share);
    }
}
