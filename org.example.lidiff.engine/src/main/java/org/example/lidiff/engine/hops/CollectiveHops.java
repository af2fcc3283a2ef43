package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.structure.MinimumImage;

/**
 * Strings of hops that follow each other: of different ions, closer in time than τ, one leaving the site that the other enters,
 * or one next to it.
 *
 * <p>Hops are the nodes of a graph, such pairs its edges, and its connected parts the strings. Chance does the same; so the number of hops in
 * strings is compared with that after the times of each ion's hops were shifted as a whole by a random amount, which keeps every ion's own path
 * and breaks the order between ions. Shuffled ions may share a site, which real ones avoid: fewer hops in strings than by chance are a sign of
 * that, not of a mistake. Immutable.
 */
public final class CollectiveHops {

    private final List<int[]> strings;
    private final int hopsInStrings;
    private final double expected;
    private final double deviation;
    private final double pValue;

    private CollectiveHops(final List<int[]> strings, final int hopsInStrings, final double[] shuffled) {
        this.strings = List.copyOf(strings);
        this.hopsInStrings = hopsInStrings;
        expected = Arrays.stream(shuffled).average().orElse(Double.NaN);
        deviation = Math.sqrt(Arrays.stream(shuffled).map(x -> (x - expected) * (x - expected)).sum() / (shuffled.length - 1));
        // the observed order is one of the possible ones: p is never zero
        pValue = (1.0 + Arrays.stream(shuffled).filter(x -> x >= hopsInStrings).count()) / (1.0 + shuffled.length);
    }

    /**
     * Which hops belong together.
     *
     * @param correlationTimeFs τ in fs
     * @param neighborDistance Å; a hop may also enter a site so close to the one that the other leaves, 0 for that site only
     * @param shuffles how many times the order is shuffled, 2 or more
     * @param seed of the shuffling
     */
    public record Options(double correlationTimeFs, double neighborDistance, int shuffles, long seed) {

        /** Refuses numbers out of range. */
        public Options {
            if (!(correlationTimeFs > 0)) {
                throw new InputException("The time within which hops belong together is " + correlationTimeFs + " fs; it must be positive.",
                    "Use about the time an ion needs for a hop, 100 to 1000 fs.");
            }
            if (!(neighborDistance >= 0)) {
                throw new InputException("The distance of neighboring sites is " + neighborDistance + " Å; it must not be negative.",
                    "Use 0 for hops into the very site that another ion leaves.");
            }
            if (shuffles < 2) {
                throw new IllegalArgumentException(shuffles + " shuffles give no deviation");
            }
        }

        /** The very same site, 200 shuffles. */
        public static Options within(final double correlationTimeFs) {
            return new Options(correlationTimeFs, 0, 200, 1);
        }
    }

    /** Finds the strings of {@code network}. */
    public static CollectiveHops find(final JumpNetwork network, final Options options) {
        final Events events = new Events(network, options);
        final List<int[]> strings = events.strings(events.times);
        final Random random = new Random(options.seed());
        final double[] shuffled = new double[options.shuffles()];
        for (int k = 0; k < shuffled.length; k++) {
            shuffled[k] = count(events.strings(events.shifted(random)));
        }
        return new CollectiveHops(strings, count(strings), shuffled);
    }

    private static int count(final List<int[]> strings) {
        return strings.stream().mapToInt(s -> s.length).sum();
    }

    private static final class Events {

        private static final double SAME = 1e-3;

        private final JumpNetwork network;
        private final Options options;
        private final Hops hops;
        private final double[] times;
        /** Unwrapped Cartesian positions of the sites left and entered. */
        private final double[] left;
        private final double[] entered;
        /** Numbers of the sites left and entered in the simulation cell. */
        private final long[] leftSite;
        private final long[] enteredSite;
        private final List<MinimumImage> images = new ArrayList<>();
        private final double[] d = new double[3];

        Events(final JumpNetwork network, final Options options) {
            this.network = network;
            this.options = options;
            hops = network.hops();
            times = new double[hops.size()];
            left = new double[3 * hops.size()];
            entered = new double[3 * hops.size()];
            leftSite = new long[hops.size()];
            enteredSite = new long[hops.size()];
            int h = 0;
            for (int r = 0; r < network.runs().size(); r++) {
                images.add(new MinimumImage(network.sites().cell().supercell(network.runs().get(r).supercell())));
                final int number = network.runs().get(r).copies();
                final CellCopies copies = new CellCopies(network.runs().get(r).supercell());
                for (final DiscreteTrajectory t : network.trajectories(r)) {
                    for (int k = 1; k < t.stays(); k++) {
                        if (Hops.isHop(t, k)) {
                            times[h] = hops.timeFs(h);
                            leftSite[h] = number(t, k - 1, copies, number);
                            enteredSite[h] = number(t, k, copies, number);
                            position(t, k - 1, left, 3 * h);
                            position(t, k, entered, 3 * h);
                            h++;
                        }
                    }
                }
            }
        }

        private static long number(final DiscreteTrajectory t, final int stay, final CellCopies copies, final int number) {
            return (long)t.state(stay) * number + copies.of(t.image(stay, 0), t.image(stay, 1), t.image(stay, 2));
        }

        private void position(final DiscreteTrajectory t, final int stay, final double[] out, final int at) {
            for (int a = 0; a < 3; a++) {
                out[at + a] = network.sites().fractional(t.state(stay), a) + t.image(stay, a);
            }
            network.sites().cell().toCartesian(out, at, out, at);
        }

        /** Whether hop {@code j} enters the site that {@code i} leaves, or one next to it. */
        private boolean follows(final int i, final int j) {
            if (enteredSite[j] == leftSite[i]) {
                return true;
            }
            if (options.neighborDistance() == 0) {
                return false;
            }
            for (int a = 0; a < 3; a++) {
                d[a] = entered[3 * j + a] - left[3 * i + a];
            }
            final double limit = options.neighborDistance() + SAME;
            return images.get(hops.run(i)).apply(d, 0) < limit * limit;
        }

        /** Times with all hops of an ion shifted around the run by the same random amount. */
        double[] shifted(final Random random) {
            final double[] result = times.clone();
            for (int h = 0; h < result.length;) {
                final int first = h;
                final double length = network.runs().get(hops.run(h)).timeFs();
                final double shift = random.nextDouble() * length;
                for (; h < result.length && hops.run(h) == hops.run(first) && hops.ion(h) == hops.ion(first); h++) {
                    result[h] = (result[h] + shift) % length;
                }
            }
            return result;
        }

        List<int[]> strings(final double[] at) {
            final double tau = options.correlationTimeFs();
            final int n = at.length;
            final Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.<Integer>comparingInt(i -> hops.run(i)).thenComparingDouble(i -> at[i]).thenComparingInt(i -> i));
            final DisjointSets sets = new DisjointSets(n);
            for (int a = 0; a < n; a++) {
                final int i = order[a];
                for (int b = a + 1; b < n && hops.run(order[b]) == hops.run(i) && at[order[b]] - at[i] <= tau; b++) {
                    final int j = order[b];
                    if (hops.ion(i) != hops.ion(j) && (follows(i, j) || follows(j, i))) {
                        sets.join(i, j);
                    }
                }
            }
            return sets.groups(Arrays.stream(order).mapToInt(Integer::intValue).toArray()).stream().filter(g -> g.length > 1).toList();
        }
    }

    /** The strings of two hops or more: hop indices of {@link JumpNetwork#hops()}, in order of time. */
    public List<int[]> strings() {
        return strings;
    }

    /** Number of hops in strings. */
    public int hopsInStrings() {
        return hopsInStrings;
    }

    /** Mean number of hops in strings after shuffling. */
    public double expectedByChance() {
        return expected;
    }

    /** Standard deviation of the number after shuffling. */
    public double deviation() {
        return deviation;
    }

    /** Share of shuffled orders with as many hops in strings. */
    public double pValue() {
        return pValue;
    }
}
