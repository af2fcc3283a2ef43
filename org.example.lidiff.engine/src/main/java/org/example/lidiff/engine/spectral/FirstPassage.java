package org.example.lidiff.engine.spectral;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.Absorption;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/** When, and whether, a walk first comes to a set of states. */
public final class FirstPassage {

    private FirstPassage() {
    }

    /**
     * Probability that a walk from each state ever comes to {@code target}: one on the target, zero where it cannot be reached.
     *
     * @param network transition matrix or rates; need not be connected
     */
    public static double[] hittingProbability(final PeriodicMatrix network, final int... target) {
        final boolean[] isTarget = flags(network.size(), target);
        final boolean[] reaching = Absorption.reaching(network, isTarget);
        final boolean[] given = new boolean[reaching.length];
        final double[] boundary = new double[reaching.length];
        for (int i = 0; i < given.length; i++) {
            // The smallest non-negative solution: a closed set without target would leave it open.
            given[i] = isTarget[i] || !reaching[i];
            boundary[i] = isTarget[i] ? 1 : 0;
        }
        return new Absorption(network, given).solve(boundary, new double[given.length]);
    }

    /**
     * Mean first passage times to {@code target}, fs: (I − T) m = 1 off the target, times the lag.
     *
     * <p>An upper bound: visits between two frames are missed. Infinite where the target may be missed for ever.
     */
    public static double[] meanTimesFs(final MarkovStateModel model, final int... target) {
        return times(model.transitions(), model.lagTimeFs(), target);
    }

    /** Mean first passage times of rates in 1/fs, fs: −K m = 1 off the target. */
    public static double[] meanTimesFs(final PeriodicMatrix rates, final int... target) {
        return times(rates, 1, target);
    }

    private static double[] times(final PeriodicMatrix network, final double unit, final int[] target) {
        final boolean[] isTarget = flags(network.size(), target);
        final boolean[] reaching = Absorption.reaching(network, isTarget);
        final boolean[] lost = new boolean[reaching.length];
        for (int i = 0; i < lost.length; i++) {
            lost[i] = !reaching[i];
        }
        final boolean[] mayBeLost = lostBeforeTarget(network, isTarget, lost);
        final double[] source = new double[lost.length];
        final boolean[] given = new boolean[lost.length];
        for (int i = 0; i < lost.length; i++) {
            source[i] = unit;
            given[i] = isTarget[i] || mayBeLost[i];
        }
        final double[] times = new Absorption(network, given).solve(new double[lost.length], source);
        for (int i = 0; i < times.length; i++) {
            times[i] = mayBeLost[i] ? Double.POSITIVE_INFINITY : times[i];
        }
        return times;
    }

    /** States that can come to a lost state without passing the target. */
    private static boolean[] lostBeforeTarget(final PeriodicMatrix network, final boolean[] target, final boolean[] lost) {
        final double[] open = network.values();
        for (int e = 0; e < open.length; e++) {
            open[e] = target[network.from(e)] ? 0 : open[e];
        }
        return Absorption.reaching(network.withValues(open), lost);
    }

    /** Membership of {@code states} as flags. */
    static boolean[] flags(final int size, final int... states) {
        if (states.length == 0) {
            throw new InputException("A set of sites is empty.", "Choose at least one site.");
        }
        final boolean[] flags = new boolean[size];
        for (final int s : states) {
            if (s < 0 || s >= size) {
                throw new InputException("There is no state " + s + "; the model has the states 0 to " + (size - 1) + ".", "Choose one of these.");
            }
            flags[s] = true;
        }
        return flags;
    }
}
