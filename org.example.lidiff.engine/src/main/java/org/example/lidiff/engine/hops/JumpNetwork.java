package org.example.lidiff.engine.hops;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.EdgeRates;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * Sites of the mobile ions, the discrete trajectories of the ions among them, and the hops with their rates. Immutable.
 *
 * <p>A state of a discrete trajectory is a site index; its image is the unwrapped translation in cells of {@link #sites()}, whose
 * cell is the mean cell of the runs.
 */
public final class JumpNetwork {

    private static final int[] RESIDENCE_FRAMES = {1, 2, 3, 5, 10, 20, 50};

    private final SiteNetwork sites;
    private final HopOptions options;
    private final List<RunHops> runs;
    private final List<String> detectionWarnings;
    private final List<String> notes;
    private final Hops hops;
    private final List<SiteStatistics> siteStatistics;
    private final HopRates rates;
    private final List<HopEdge> edges;
    private final AssignmentShares shares;

    JumpNetwork(final SiteNetwork sites, final HopOptions options, final List<RunHops> runs, final List<String> warnings,
        final List<String> notes) {
        this.sites = sites;
        this.options = options;
        this.runs = List.copyOf(runs);
        this.detectionWarnings = List.copyOf(warnings);
        this.notes = List.copyOf(notes);
        this.hops = new Hops(sites, runs);
        this.rates = new HopRates(sites, options, runs);
        final NetworkCounts counts = new NetworkCounts(sites, runs, rates);
        this.siteStatistics = counts.siteStatistics();
        this.shares = counts.shares();
        this.edges = countedEdges();
    }

    private List<HopEdge> countedEdges() {
        final PeriodicMatrix counts = rates.edges().rates().hops();
        final List<HopEdge> list = new ArrayList<>();
        for (int e = 0; e < counts.entries(); e++) {
            final int[] image = {counts.image(e, 0), counts.image(e, 1), counts.image(e, 2)};
            final int from = counts.from(e);
            list.add(new HopEdge(from, counts.to(e), image, sites.vector(from, counts.to(e), image),
                RateEstimate.of((long)counts.value(e), siteStatistics.get(from).timeFs()), rates.edge(e)));
        }
        return List.copyOf(list);
    }

    /** The sites; their cell is the mean cell of the runs, a unit cell where the sites were folded. */
    public SiteNetwork sites() {
        return sites;
    }

    /** How the hops were found. */
    public HopOptions options() {
        return options;
    }

    /** The runs. */
    public List<NetworkRun> runs() {
        return runs.stream().map(RunHops::run).toList();
    }

    List<RunHops> runHops() {
        return runs;
    }

    List<String> detectionWarnings() {
        return detectionWarnings;
    }

    /** The ions of one run, in the order of the mobile atoms. */
    public List<DiscreteTrajectory> trajectories(final int run) {
        return runs.get(run).trajectories();
    }

    /**
     * The ions of all runs as one set.
     *
     * @throws InputException if the runs have different frame intervals
     */
    public DiscreteTrajectorySet discreteTrajectories() {
        final List<DiscreteTrajectory> all = new ArrayList<>();
        final double interval = runs.get(0).run().frameIntervalFs();
        for (final RunHops r : runs) {
            if (Math.abs(r.run().frameIntervalFs() - interval) > 1e-9 * interval) {
                throw new InputException("The frames of " + runs.get(0).run().source() + " are " + interval + " fs apart, those of "
                    + r.run().source() + " " + r.run().frameIntervalFs() + " fs.", "Use runs with one frame interval, or build one model for each.");
            }
            all.addAll(r.trajectories());
        }
        return new DiscreteTrajectorySet(all, sites.size(), interval);
    }

    /** The temperatures of the runs in K, ascending, each once; NaN (last) stands for unknown. */
    public double[] temperaturesK() {
        return runs.stream().mapToDouble(r -> r.run().temperatureK()).sorted().distinct().toArray();
    }

    /** The network of the runs at one temperature, as {@link #temperaturesK()} lists it. */
    public JumpNetwork atTemperature(final double temperatureK) {
        final int[] chosen = IntStream.range(0, runs.size())
            .filter(r -> Double.compare(runs.get(r).run().temperatureK(), temperatureK) == 0).toArray();
        return select(chosen);
    }

    /** The network of some of the runs. */
    public JumpNetwork select(final int... chosen) {
        if (chosen.length == 0) {
            throw new IllegalArgumentException("No run is chosen");
        }
        return new JumpNetwork(sites, options, Arrays.stream(chosen).mapToObj(runs::get).toList(), detectionWarnings, notes);
    }

    /** Every hop. */
    public Hops hops() {
        return hops;
    }

    /** Hops by edge (from, to, R), sorted in this order. */
    public List<HopEdge> edges() {
        return edges;
    }

    /** The corrected rates of the edges, entry by entry in the order of {@link #edges()}. */
    public EdgeRates edgeRates() {
        return rates.edges();
    }

    /** Rate of any hop of an ion: hops over all the time that ions are assigned to a site. */
    public RateEstimate hopRate() {
        return RateEstimate.of(hops.size(), timeFs());
    }

    /** The same corrected for hops between frames. */
    public RateEstimate correctedHopRate() {
        return rates.any();
    }

    private double timeFs() {
        return siteStatistics.stream().mapToDouble(SiteStatistics::timeFs).sum();
    }

    /** What was seen of each site. */
    public List<SiteStatistics> siteStatistics() {
        return siteStatistics;
    }

    /** What could not be assigned, and empty and multiply occupied sites. */
    public AssignmentShares shares() {
        return shares;
    }

    /** Hop counts against core radius, ascending; the last is plain nearest-site assignment. */
    public List<CoreSensitivity> sensitivity() {
        final TreeMap<Double, Long> sums = new TreeMap<>();
        for (final RunHops r : runs) {
            r.sensitivity().forEach(s -> sums.merge(s.coreFraction(), s.hops(), Long::sum));
        }
        return sums.entrySet().stream().map(e -> new CoreSensitivity(e.getKey(), e.getValue())).toList();
    }

    /** Hop counts against the minimum residence time, ascending in steps of frames; times below the chosen one change nothing. */
    public List<ResidenceSensitivity> residenceSensitivity() {
        double interval = Double.POSITIVE_INFINITY;
        for (final RunHops r : runs) {
            interval = Math.min(interval, r.run().frameIntervalFs());
        }
        final List<ResidenceSensitivity> list = new ArrayList<>();
        for (final int frames : RESIDENCE_FRAMES) {
            long count = 0;
            for (final RunHops r : runs) {
                final int shortest = (int)Math.ceil(frames * interval / r.run().frameIntervalFs() - 1e-9);
                for (final DiscreteTrajectory t : r.trajectories()) {
                    final DiscreteTrajectory longer = shortest <= 1 ? t : StayRecorder.withoutShortStays(t, shortest);
                    for (int k = 1; k < longer.stays(); k++) {
                        count += Hops.isHop(longer, k) ? 1 : 0;
                    }
                }
            }
            list.add(new ResidenceSensitivity(frames == 1 ? 0 : frames * interval, count));
        }
        return list;
    }

    /** Share of the hops after which the next hop of the ion leads straight back; NaN without hops that are followed by another one. */
    public double returnShare() {
        long followed = 0;
        long back = 0;
        for (final RunHops r : runs) {
            for (final DiscreteTrajectory t : r.trajectories()) {
                for (int k = 1; k + 1 < t.stays(); k++) {
                    if (Hops.isHop(t, k)) {
                        followed++;
                        back += t.state(k + 1) == t.state(k - 1) && t.image(k + 1, 0) == t.image(k - 1, 0) && t.image(k + 1, 1) == t.image(k - 1, 1)
                            && t.image(k + 1, 2) == t.image(k - 1, 2) ? 1 : 0;
                    }
                }
            }
        }
        return followed == 0 ? Double.NaN : (double)back / followed;
    }

    /** Hops by types of sites: one for each ordered pair of labels of which the first was visited. */
    public List<TypeRate> typeRates() {
        return TypeRate.of(this);
    }

    /**
     * Uncorrelated diffusion coefficient Σ r²/(2 d N t) of all hops, in Å²/fs: what ions would have whose hops know nothing of each other.
     *
     * @param dimensions d, 1 to 3
     */
    public double jumpDiffusivity(final int dimensions) {
        double sum = 0;
        for (final HopEdge e : edges) {
            sum += e.count() * e.distance() * e.distance();
        }
        return sum / (2 * checked(dimensions) * timeFs());
    }

    /**
     * The same of the hops that have happened, also between frames, see {@link EdgeRates#expectedHops}.
     *
     * @param dimensions d, 1 to 3
     */
    public double correctedJumpDiffusivity(final int dimensions) {
        return rates.squares() / (2 * checked(dimensions) * rates.timeFs());
    }

    private static int checked(final int dimensions) {
        if (dimensions < 1 || dimensions > 3) {
            throw new IllegalArgumentException("There are 1 to 3 dimensions, not " + dimensions);
        }
        return dimensions;
    }

    /** Sites joined by hops in either direction; largest group first. A site without hops is a group of its own. */
    public List<int[]> connectedSites() {
        return ConnectedSites.of(sites.size(), hops);
    }

    /** What makes numbers from this network doubtful, in words for the user. */
    public List<String> warnings() {
        final List<String> all = new ArrayList<>(detectionWarnings);
        all.addAll(new NetworkWarnings(this).list());
        return Collections.unmodifiableList(all);
    }

    /** What was done: folding, shift of the crystal, drift. */
    public List<String> notes() {
        return notes;
    }

    /** Writes this network with a version number in front. */
    public void write(final DataOutput out) throws IOException {
        NetworkFormat.write(this, out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InputException if it was written by a newer version, or is damaged
     */
    public static JumpNetwork read(final DataInput in) throws IOException {
        return NetworkFormat.read(in);
    }
}
