package org.example.lidiff.engine.hops;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.structure.SupercellTranslations;

/**
 * Empty sites: their paths, and the clusters they form. Immutable.
 *
 * <p>A vacancy moves against the ion that fills it; where in one frame an ion follows another, it moves to the site that the last of them left. An
 * ion that enters an occupied site leaves a new vacancy behind; when one of the two leaves for a vacancy, that vacancy goes on from there, so that
 * a short double occupancy does not end a path. A vacancy that ends at a site shared by two ions from the start is filled for good. Ions count from
 * the first frame on as being where they are first known to be. A cluster is a connected group of vacancies on neighboring sites.
 */
public final class Vacancies {

    private final List<Path> paths;
    private final List<Census> census;
    private final TreeMap<Integer, Double> sizes;
    private final TreeMap<Integer, Double> expected;
    private final double jumpDiffusivity;
    private final double mean;

    private Vacancies(final Builder b) {
        paths = List.copyOf(b.paths);
        census = List.copyOf(b.census);
        sizes = b.sizes;
        expected = b.expected;
        jumpDiffusivity = b.vacancyTime > 0 ? b.squares / (6 * b.vacancyTime) : Double.NaN;
        mean = b.time > 0 ? b.vacancyTime / b.time : Double.NaN;
    }

    /**
     * The path of one vacancy.
     *
     * @param run index of the run
     * @param startFs when it was first there
     * @param endFs when it was gone, or the end of the run
     * @param from site of its first frame
     * @param to site of its last frame
     * @param moves number of moves
     * @param displacement from first to last in Å, unwrapped
     */
    public record Path(int run, double startFs, double endFs, int from, int to, int moves, double[] displacement) {

        /** Copies the array. */
        public Path {
            displacement = displacement.clone();
        }

        @Override
        public double[] displacement() {
            return displacement.clone();
        }
    }

    /**
     * Vacancies from one change to the next.
     *
     * @param run index of the run
     * @param timeFs when it begins
     * @param vacancies number of empty sites
     * @param clusters number of clusters, single vacancies included
     * @param largest size of the largest cluster
     * @param shared sites with two ions or more
     */
    public record Census(int run, double timeFs, int vacancies, int clusters, int largest, int shared) {
    }

    /**
     * Finds them.
     *
     * @param neighborDistance sites closer than this, in Å, are neighbors
     * @param seed of the random placements that clusters are compared with
     */
    public static Vacancies of(final JumpNetwork network, final double neighborDistance, final long seed) {
        final Builder b = new Builder(network, neighborDistance, seed);
        for (int r = 0; r < network.runs().size(); r++) {
            b.run(r);
        }
        b.finish();
        return new Vacancies(b);
    }

    /** The distance within which each site has a neighbor: the largest distance of a site to the nearest other one, and a tenth more, in Å. */
    public static double defaultNeighborDistance(final SiteNetwork sites) {
        double largest = 0;
        for (int i = 0; i < sites.size(); i++) {
            largest = Math.max(largest, sites.nearestDistance(i));
        }
        return 1.1 * largest;
    }

    /** The paths, by run and beginning. */
    public List<Path> paths() {
        return paths;
    }

    /** The number of vacancies and clusters at each change, by run and time. */
    public List<Census> census() {
        return census;
    }

    /** Mean number of clusters of each size. */
    public Map<Integer, Double> clusterSizes() {
        return Collections.unmodifiableMap(sizes);
    }

    /** The same if as many vacancies lay on sites at random. */
    public Map<Integer, Double> expectedClusterSizes() {
        return Collections.unmodifiableMap(expected);
    }

    /** Mean number of vacancies in the simulation cell. */
    public double mean() {
        return mean;
    }

    /** Mean size of the cluster of a vacancy, Σ n s²/Σ n s. */
    public double meanClusterSize() {
        return meanSize(sizes);
    }

    /** The same by chance. */
    public double expectedClusterSize() {
        return meanSize(expected);
    }

    private static double meanSize(final Map<Integer, Double> numbers) {
        double a = 0;
        double b = 0;
        for (final Map.Entry<Integer, Double> e : numbers.entrySet()) {
            a += e.getValue() * e.getKey();
            b += e.getValue() * e.getKey() * e.getKey();
        }
        return b / a;
    }

    /** Uncorrelated diffusion coefficient Σ r²/(6 N t) of the vacancies' moves in Å²/fs. */
    public double jumpDiffusivity() {
        return jumpDiffusivity;
    }

    /** Number of moves of all vacancies. */
    public int moves() {
        return paths.stream().mapToInt(Path::moves).sum();
    }

    private static final class Builder {

        private static final int PLACEMENTS = 200;

        private final JumpNetwork network;
        private final double neighborDistance;
        private final Random random;
        private final List<Path> paths = new ArrayList<>();
        private final List<Census> census = new ArrayList<>();
        private final TreeMap<Integer, Double> sizes = new TreeMap<>();
        private final TreeMap<Integer, Double> expected = new TreeMap<>();
        private double squares;
        private double vacancyTime;
        private double time;

        // of the current run
        private int copies;
        private int[][] neighbors;
        private int[] ions;
        private Open[] holders;
        private Map<Integer, Deque<Newborn>> newborns;
        private double interval;
        private int run;
        private List<int[]> current = List.of();

        /** A vacancy that is there now. */
        private static final class Open {
            private final int from;
            private final int start;
            private int site;
            private int moves;
            private final double[] displacement = new double[3];

            Open(final int site, final int start) {
                from = site;
                this.site = site;
                this.start = start;
            }
        }

        /** @param ion displacement of the ion that left it for an occupied site */
        private record Newborn(Open vacancy, double[] ion) {
        }

        /** One hop: sites in the simulation cell. */
        private record Move(int frame, int from, int to, double[] vector) {
        }

        Builder(final JumpNetwork network, final double neighborDistance, final long seed) {
            this.network = network;
            this.neighborDistance = neighborDistance;
            random = new Random(seed);
        }

        void run(final int index) {
            run = index;
            final NetworkRun info = network.runs().get(index);
            interval = info.frameIntervalFs();
            copies = info.copies();
            final CellCopies numbering = new CellCopies(info.supercell());
            neighbors = neighbors(info, numbering);
            ions = new int[network.sites().size() * copies];
            final List<Move> moves = moves(numbering);
            holders = new Open[ions.length];
            newborns = new HashMap<>();
            for (int s = 0; s < ions.length; s++) {
                holders[s] = ions[s] == 0 ? new Open(s, 0) : null;
            }
            int from = 0;
            int frame = 0;
            record(0);
            final double[] vacancyFrames = new double[1];
            while (from < moves.size()) {
                int to = from;
                while (to < moves.size() && moves.get(to).frame() == moves.get(from).frame()) {
                    to++;
                }
                weigh(frame, moves.get(from).frame(), vacancyFrames);
                frame = moves.get(from).frame();
                step(moves.subList(from, to), frame);
                record(frame);
                from = to;
            }
            weigh(frame, info.frames(), vacancyFrames);
            for (final Open v : holders) {
                if (v != null) {
                    end(v, info.frames());
                }
            }
            time += info.timeFs();
            expect((int)Math.rint(vacancyFrames[0] / info.frames()), info.timeFs());
        }

        /** Neighbors of each site of the simulation cell. */
        private int[][] neighbors(final NetworkRun info, final CellCopies numbering) {
            final SiteNetwork sites = network.sites();
            final int[][] result = new int[sites.size() * copies][];
            final List<int[]> translations = SupercellTranslations.of(info.supercell());
            for (int s = 0; s < sites.size(); s++) {
                final List<int[]> near = sites.within(s, neighborDistance);
                for (final int[] t : translations) {
                    result[s * copies + numbering.of(t[0], t[1], t[2])] = near.stream()
                        .mapToInt(v -> v[0] * copies + numbering.of(t[0] + v[1], t[1] + v[2], t[2] + v[3])).distinct().toArray();
                }
            }
            return result;
        }

        /** The hops in order of frames and ions; puts the ions on their first sites. */
        private List<Move> moves(final CellCopies numbering) {
            final List<Move> moves = new ArrayList<>();
            for (final DiscreteTrajectory t : network.trajectories(run)) {
                int last = -1;
                for (int k = 0; k < t.stays(); k++) {
                    if (t.state(k) >= 0) {
                        final int site = t.state(k) * copies + numbering.of(t.image(k, 0), t.image(k, 1), t.image(k, 2));
                        if (last < 0) {
                            ions[site]++;
                        } else {
                            moves.add(new Move(t.start(k), last, site, network.sites().vector(t.state(k - 1), t.state(k), t.image(k, 0) - t.image(k - 1, 0),
                                t.image(k, 1) - t.image(k - 1, 1), t.image(k, 2) - t.image(k - 1, 2))));
                        }
                        last = site;
                    }
                }
            }
            // stable: ions stay in order
            moves.sort(Comparator.comparingInt(Move::frame));
            return moves;
        }

        private void step(final List<Move> moves, final int frame) {
            final List<Move> left = new ArrayList<>(moves);
            for (final Move m : moves) {
                ions[m.from()]--;
                ions[m.to()]++;
            }
            for (final Move m : moves) {
                if (holders[m.to()] != null && ions[m.to()] > 0 && left.contains(m)) {
                    fill(m, left, frame);
                }
            }
            // what is empty now and was not reached: its ion went to an occupied site
            for (final Move m : moves) {
                if (ions[m.from()] == 0 && holders[m.from()] == null) {
                    final Open born = new Open(m.from(), frame);
                    holders[m.from()] = born;
                    if (left.remove(m)) {
                        newborns.computeIfAbsent(m.to(), k -> new ArrayDeque<>()).add(new Newborn(born, m.vector()));
                    }
                }
            }
            // ions may have passed through a vacancy in one frame: no one holds what is occupied
            for (final Move m : moves) {
                if (ions[m.to()] > 0 && holders[m.to()] != null) {
                    end(holders[m.to()], frame);
                    holders[m.to()] = null;
                }
            }
        }

        /** Moves the vacancy that the hop {@code first} fills along the chain of hops of this frame. */
        private void fill(final Move first, final List<Move> left, final int frame) {
            final Open v = holders[first.to()];
            holders[first.to()] = null;
            final double[] d = new double[3];
            Move m = first;
            while (true) {
                left.remove(m);
                add(d, m.vector(), -1);
                final int at = m.from();
                if (ions[at] == 0 && holders[at] == null) {
                    move(v, at, d);
                    holders[at] = v;
                    return;
                }
                final Move next = left.stream().filter(o -> o.to() == at).findFirst().orElse(null);
                if (next == null) {
                    join(v, at, d, frame);
                    return;
                }
                m = next;
            }
        }

        /** An ion left the site {@code shared} of two: the vacancy goes on where the other one came from. */
        private void join(final Open v, final int shared, final double[] d, final int frame) {
            final Deque<Newborn> born = newborns.get(shared);
            while (born != null && !born.isEmpty()) {
                final Newborn other = born.poll();
                final Open w = other.vacancy();
                if (holders[w.site] == w) {
                    add(d, other.ion(), -1);
                    move(v, w.site, d);
                    // what the new one did since is part of this path, and counted already
                    add(v.displacement, w.displacement, 1);
                    v.moves += w.moves;
                    holders[w.site] = v;
                    return;
                }
            }
            end(v, frame);
        }

        private static void add(final double[] sum, final double[] v, final int sign) {
            for (int k = 0; k < 3; k++) {
                sum[k] += sign * v[k];
            }
        }

        private void move(final Open v, final int site, final double[] d) {
            v.site = site;
            v.moves++;
            add(v.displacement, d, 1);
            squares += d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
        }

        private void end(final Open v, final int frame) {
            paths.add(new Path(run, v.start * interval, frame * interval, v.from / copies, v.site / copies, v.moves, v.displacement));
        }

        private List<int[]> clusters(final int[] empty, final boolean[] isEmpty) {
            final DisjointSets sets = new DisjointSets(ions.length);
            for (final int s : empty) {
                for (final int n : neighbors[s]) {
                    if (isEmpty[n]) {
                        sets.join(s, n);
                    }
                }
            }
            return sets.groups(empty);
        }

        private void record(final int frame) {
            final boolean[] isEmpty = new boolean[ions.length];
            int count = 0;
            int shared = 0;
            for (int s = 0; s < ions.length; s++) {
                isEmpty[s] = ions[s] == 0;
                count += isEmpty[s] ? 1 : 0;
                shared += ions[s] > 1 ? 1 : 0;
            }
            final int[] empty = new int[count];
            int n = 0;
            for (int s = 0; s < ions.length; s++) {
                if (isEmpty[s]) {
                    empty[n++] = s;
                }
            }
            current = clusters(empty, isEmpty);
            census.add(new Census(run, frame * interval, count, current.size(), current.stream().mapToInt(c -> c.length).max().orElse(0), shared));
        }

        private void weigh(final int from, final int to, final double[] vacancyFrames) {
            final double t = (to - from) * interval;
            for (final int[] c : current) {
                sizes.merge(c.length, t, Double::sum);
                vacancyFrames[0] += (double)c.length * (to - from);
                vacancyTime += c.length * t;
            }
        }

        /** Clusters of as many vacancies at random places. */
        private void expect(final int vacancies, final double weight) {
            final int[] order = new int[ions.length];
            Arrays.setAll(order, i -> i);
            for (int k = 0; k < PLACEMENTS; k++) {
                final boolean[] isEmpty = new boolean[ions.length];
                final int[] empty = new int[vacancies];
                for (int i = 0; i < vacancies; i++) {
                    final int j = i + random.nextInt(order.length - i);
                    final int o = order[i];
                    order[i] = order[j];
                    order[j] = o;
                    empty[i] = order[i];
                    isEmpty[order[i]] = true;
                }
                for (final int[] c : clusters(empty, isEmpty)) {
                    expected.merge(c.length, weight / PLACEMENTS, Double::sum);
                }
            }
        }

        /** Numbers of clusters in place of their times. */
        void finish() {
            paths.sort(Comparator.comparingInt(Path::run).thenComparingDouble(Path::startFs).thenComparingInt(Path::from));
            sizes.replaceAll((s, t) -> t / time);
            expected.replaceAll((s, t) -> t / time);
        }
    }
}
