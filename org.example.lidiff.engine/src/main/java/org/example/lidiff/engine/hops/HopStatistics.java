package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.diffusion.VibrationalSpectrum;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.TemperatureGroups;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/**
 * What the hops at one temperature tell beyond their counts: residence times, strings, vacancies, attempt frequency and effective barriers.
 *
 * @param temperatureK mean of the runs, NaN when unknown
 * @param network the runs at this temperature
 * @param runs index of each of them among all runs
 * @param residence residence times by type of site; more than one type: first those of all sites under the name ""
 * @param strings hops that follow each other
 * @param vacancies empty sites; absent where most sites are empty, or sites are moving acceptors
 * @param vibrations vibrational density of states of the ions, whose centroid is the attempt frequency; absent where it cannot be had
 * @param warnings what makes these numbers doubtful
 */
public record HopStatistics(double temperatureK, JumpNetwork network, List<Integer> runs, Map<String, ResidenceTimes> residence, CollectiveHops strings,
    Optional<Vacancies> vacancies, Optional<VibrationalSpectrum> vibrations, List<String> warnings) {

    /** Centroid over the highest frequency above which frames are too far apart to follow the vibrations: 0.5 for white noise. */
    private static final double RESOLVED = 0.4;
    /** Share of sites that are empty above which an empty site is no vacancy. */
    private static final double MOST_EMPTY = 0.5;
    private static final int MOST_SHUFFLES = 200;
    private static final int FEWEST_SHUFFLES = 20;
    /** Hops that are sorted and compared for all shuffles. */
    private static final double SHUFFLED_HOPS = 4e6;
    private static final String MISSED = "corrected for hops there and back between two frames";

    /** Copies the collections. */
    public HopStatistics {
        residence = Collections.unmodifiableMap(new LinkedHashMap<>(residence));
        runs = List.copyOf(runs);
        warnings = List.copyOf(warnings);
    }

    /**
     * How strings and clusters are defined.
     *
     * @param stringTimeFs hops belong together when they follow each other within this time, in fs
     * @param neighborDistance vacancies closer than this are neighbors, in Å; absent for a tenth more than the largest distance of a site to the
     *     nearest other one
     * @param seed of shuffled times and random places
     */
    public record Options(double stringTimeFs, Optional<Double> neighborDistance, long seed) {

        /** Refuses numbers out of range. */
        public Options {
            if (!(stringTimeFs > 0)) {
                throw new InputException("The time within which hops form a string is " + stringTimeFs + " fs; it must be positive.",
                    "Use about the time that an ion needs for a hop, 100 to 1000 fs.");
            }
            if (neighborDistance.isPresent() && !(neighborDistance.get() > 0)) {
                throw new InputException("The distance of neighboring vacancies is " + neighborDistance.get() + " Å; it must be positive.",
                    "Use the distance of neighboring sites, or leave it empty.");
            }
        }

        /** 500 fs, neighbors by the sites' distances. */
        public static Options defaults() {
            return new Options(500, Optional.empty(), 1);
        }
    }

    /** The statistics of each temperature, ascending; runs of {@code set} in the order of those of {@code network}. */
    public static List<HopStatistics> of(final JumpNetwork network, final TrajectorySet set, final Options options, final Progress progress) {
        final List<TemperatureGroups.Group> groups = TemperatureGroups.of(network.runs().stream().mapToDouble(NetworkRun::temperatureK).toArray(),
            network.runs().stream().mapToDouble(NetworkRun::timeFs).toArray());
        final List<HopStatistics> result = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            final int[] runs = groups.get(g).runs();
            result.add(of(network.select(runs), groups.get(g).temperatureK(), IntStream.of(runs).boxed().toList(), set, options,
                progress.part((double)g / groups.size(), (g + 1.0) / groups.size())));
        }
        return result;
    }

    private static HopStatistics of(final JumpNetwork network, final double temperatureK, final List<Integer> runs, final TrajectorySet set,
        final Options options, final Progress progress) {
        final List<String> warnings = new ArrayList<>();
        final Map<String, ResidenceTimes> residence = new LinkedHashMap<>();
        if (network.sites().types().size() > 1) {
            residence.put("", ResidenceTimes.of(network, s -> true));
        }
        network.sites().types().keySet().forEach(l -> residence.put(l, ResidenceTimes.of(network, s -> network.sites().label(s).equals(l))));
        final int shuffles = (int)Math.max(FEWEST_SHUFFLES, Math.min(MOST_SHUFFLES, SHUFFLED_HOPS / Math.max(1, network.hops().size())));
        final CollectiveHops strings = CollectiveHops.find(network, new CollectiveHops.Options(options.stringTimeFs(), 0, shuffles, options.seed()));
        progress.advance(3, 10, "Strings of hops");
        Optional<Vacancies> vacancies = Optional.empty();
        if (network.options().kind() != HopOptions.SiteKind.ACCEPTOR && network.shares().emptySites() <= MOST_EMPTY) {
            vacancies = Optional.of(Vacancies.of(network, options.neighborDistance().orElse(Vacancies.defaultNeighborDistance(network.sites())),
                options.seed()));
        }
        progress.advance(6, 10, "Vacancies");
        return new HopStatistics(temperatureK, network, runs, residence, strings, vacancies,
            vibrations(network, runs.stream().map(set.runs()::get).toList(), warnings), warnings);
    }

    private static Optional<VibrationalSpectrum> vibrations(final JumpNetwork network, final List<Trajectory> runs, final List<String> warnings) {
        try {
            final VibrationalSpectrum spectrum = VibrationalSpectrum.compute(runs, network.sites().mobile(), Progress.NONE);
            if (spectrum.centroidTHz() > RESOLVED * spectrum.nyquistTHz()) {
                warnings.add(String.format(Locale.ROOT, "Frames %.4g fs apart show vibrations up to %.3g THz only: no attempt frequency, and no barriers from it."
                    + " Store frames every 10 fs for them.", runs.get(0).info().frameIntervalFs(), spectrum.nyquistTHz()));
                return Optional.empty();
            }
            return Optional.of(spectrum);
        } catch (final InputException e) {
            warnings.add("There is no attempt frequency: " + e.summary());
            return Optional.empty();
        }
    }

    /**
     * Effective barrier −kT ln(Γ/ν*) of a rate in eV with the ends of its interval, in order value, lower, upper: {@code null} without attempt
     * frequency, temperature or event.
     */
    public double[] barrier(final RateEstimate rate) {
        if (vibrations.isEmpty() || Double.isNaN(temperatureK) || !(rate.rate() > 0)) {
            return null;
        }
        final VibrationalSpectrum v = vibrations.get();
        return new double[] {v.barrier(rate.rate(), temperatureK), v.barrier(rate.upper(), temperatureK), v.barrier(rate.lower(), temperatureK)};
    }

    /**
     * One number about the hops.
     *
     * @param name what it is
     * @param value the number; NaN when unknown
     * @param lower lower end of its 95 % interval, NaN without
     * @param upper upper end
     * @param unit unit, "" for a pure number
     * @param remark what must be known about it
     */
    public record Quantity(String name, double value, double lower, double upper, String unit, String remark) {
    }

    /** The numbers of a table for the user, in ps, Å²/ps, THz, eV and %. */
    public List<Quantity> quantities() {
        final List<Quantity> q = new ArrayList<>();
        final AssignmentShares s = network.shares();
        final boolean acceptors = network.options().kind() == HopOptions.SiteKind.ACCEPTOR;
        final RateEstimate rate = network.hopRate();
        q.add(number("Sites", network.sites().size(), "", ""));
        q.add(number("Ions", network.runs().stream().mapToInt(NetworkRun::ions).sum(), "", network.runs().size() > 1 ? "of all runs" : ""));
        q.add(number("Ion time", rate.timeFs() / Units.PICOSECOND, "ps", "time that ions are assigned to a site, all ions"));
        q.add(number("Hops", network.hops().size(), "", ""));
        q.add(new Quantity("Hop rate of an ion", rate.rate() * Units.PICOSECOND, rate.lower() * Units.PICOSECOND, rate.upper() * Units.PICOSECOND, "1/ps",
            rate.count() == 0 ? "no hop was seen: the upper limit is 3.00 over the ion time" : "hops over ion time"));
        if (rate.count() > 0) {
            final RateEstimate corrected = network.correctedHopRate();
            q.add(new Quantity("Hop rate of an ion, corrected", corrected.rate() * Units.PICOSECOND, corrected.lower() * Units.PICOSECOND,
                corrected.upper() * Units.PICOSECOND, "1/ps", MISSED));
        }
        q.add(number("Hops straight back", 100 * network.returnShare(), "%", "share of the hops after which the ion hops back"));
        q.add(number("Unassigned", 100 * s.unassigned(), "%", "ion time before the first core: not counted anywhere"));
        q.add(number("Outside cores", 100 * s.outsideCores(), "%", "ion time after it, counted for the last core"));
        q.add(number("Empty sites", 100 * s.emptySites(), "%", "share of the sites' time"));
        q.add(number(acceptors ? "Sites with two ions or more" : "Doubly occupied sites", 100 * s.multiplyOccupied(), "%", "share of the sites' time"));
        if (!acceptors) {
            q.add(number("D of uncorrelated hops", network.jumpDiffusivity(3) * Units.PICOSECOND, "Å²/ps",
                "Σ r²/(6 N t) of all hops, as if each knew nothing of the one before"));
            q.add(number("D of uncorrelated hops, corrected", network.correctedJumpDiffusivity(3) * Units.PICOSECOND, "Å²/ps", MISSED));
        }
        vibrations.ifPresent(v -> q.add(number("Attempt frequency", v.centroidTHz(), "THz", "centroid of the vibrational density of states"
            + (v.fromPositions() ? "; velocities from differences of positions" : ""))));
        final double[] barrier = barrier(rate);
        if (barrier != null) {
            q.add(new Quantity("Effective barrier", barrier[0], barrier[1], barrier[2], "eV", "−kT ln(hop rate/attempt frequency); interval of the hop rate alone"));
        }
        strings(q);
        vacancies.ifPresent(v -> vacancies(q, v));
        return q;
    }

    private static Quantity number(final String name, final double value, final String unit, final String remark) {
        return new Quantity(name, value, Double.NaN, Double.NaN, unit, remark);
    }

    private void strings(final List<Quantity> q) {
        if (network.hops().size() == 0) {
            return;
        }
        final int longest = strings.strings().stream().mapToInt(s -> s.length).max().orElse(1);
        q.add(number("Hops in strings", strings.hopsInStrings(), "", "hops of different ions that follow each other"));
        q.add(new Quantity("Hops in strings by chance", strings.expectedByChance(), Math.max(0, strings.expectedByChance() - 1.96 * strings.deviation()),
            strings.expectedByChance() + 1.96 * strings.deviation(), "", "with the times of each ion's hops shifted at random"));
        q.add(number("Strings by chance, p value", strings.pValue(), "", "share of random shifts with as many hops in strings"));
        q.add(number("Longest string", longest, "", "hops"));
    }

    private static void vacancies(final List<Quantity> q, final Vacancies v) {
        q.add(number("Vacancies", v.mean(), "", "mean number in the simulation cell"));
        q.add(number("Moves of vacancies", v.moves(), "", ""));
        if (v.mean() > 0) {
            q.add(number("D of uncorrelated vacancy moves", v.jumpDiffusivity() * Units.PICOSECOND, "Å²/ps", "Σ r²/(6 N t) of all their moves"));
            q.add(number("Cluster size of a vacancy", v.meanClusterSize(), "", "mean number of vacancies in its cluster"));
            q.add(number("Cluster size of a vacancy by chance", v.expectedClusterSize(), "", "for vacancies at random sites"));
        }
    }
}
