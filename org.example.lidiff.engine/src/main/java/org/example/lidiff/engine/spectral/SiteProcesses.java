package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.LogInterval;
import org.example.lidiff.engine.markov.MarkovStateModel;

/**
 * How ions go from one group of sites to another: metastable sets, first passage, transition paths, relaxation. Immutable.
 *
 * <p>Groups are the types of sites; where all sites are of one type, the metastable sets.
 */
public final class SiteProcesses {

    private static final int MOST_PATHS = 5;
    /** Largest model whose passage times get intervals: each sample is solved anew. */
    private static final int MOST_SITES = 300;

    /**
     * The way from one group to another.
     *
     * @param from name of a group
     * @param to name of another
     * @param meanFirstPassageFs mean time of ions that start in equilibrium within the first group, fs; an upper bound, because visits between frames
     *            are missed
     * @param interval of it, 95 %; none without samples
     * @param ratePerFs of transition paths, 1/fs
     * @param paths the ways that carry most of the flux, as site names
     * @param shares part of the flux of each
     * @param byTypes the ways from type to type of site, with the part of the flux of each; empty where there are only two
     */
    public record Passage(String from, String to, double meanFirstPassageFs, LogInterval interval, double ratePerFs, List<String> paths, List<Double> shares,
        List<String> byTypes) { }

    /**
     * Sites to start from and to end at, as {@link SiteSelection} reads them.
     *
     * @param from types, names or numbers of sites, separated by commas
     * @param to likewise
     */
    public record Ends(String from, String to) { }

    /**
     * Probability to be in each group after 0, 1, … lags.
     *
     * @param start name of the group of the start, in equilibrium within it
     * @param in name of a group
     * @param probability after each number of lags
     * @param equilibrium what it tends to
     */
    public record Relaxation(String start, String in, double[] probability, double equilibrium) { }

    private final MarkovStateModel model;
    private final Optional<Pcca> sets;
    private final Map<String, int[]> groups;
    private final List<Passage> passages;
    private final List<Relaxation> relaxations;
    private final List<String> warnings;

    private SiteProcesses(final MarkovStateModel model, final Optional<Pcca> sets, final Map<String, int[]> groups, final List<Passage> passages,
        final List<Relaxation> relaxations, final List<String> warnings) {
        this.model = model;
        this.sets = sets;
        this.groups = groups;
        this.passages = List.copyOf(passages);
        this.relaxations = List.copyOf(relaxations);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * The processes of a model.
     *
     * @param metastableSets number of sets to divide the sites into; 0 for none
     * @param steps lags to follow relaxation
     * @param chosen further passages
     * @throws InputException if the sites of a chosen passage do not exist, are not in the model, or are the same
     */
    public static SiteProcesses of(final NetworkModel.AtTemperature at, final int metastableSets, final int steps, final List<Ends> chosen) {
        final MarkovStateModel model = at.model();
        final List<String> warnings = new ArrayList<>();
        final Optional<Pcca> sets = sets(model, metastableSets, warnings);
        final Map<String, int[]> groups = groups(at.network().sites(), model, sets);
        final List<Passage> passages = new ArrayList<>();
        for (final Ends ends : chosen) {
            passages.add(passage(at, ends));
        }
        final List<Relaxation> relaxations = new ArrayList<>();
        // the times to a group are those from every site: solved once for all starts
        final Map<String, List<double[]>> times = new HashMap<>();
        for (final Map.Entry<String, int[]> from : groups.entrySet()) {
            for (final Map.Entry<String, int[]> to : groups.entrySet()) {
                if (groups.size() > 1) {
                    relaxations.add(relaxation(model, from, to, steps));
                }
                if (!from.getKey().equals(to.getKey())) {
                    passages.add(passage(at, from, to, times.computeIfAbsent(to.getKey(), k -> times(at, to.getValue()))));
                }
            }
        }
        return new SiteProcesses(model, sets, groups, passages, relaxations, warnings);
    }

    private static Optional<Pcca> sets(final MarkovStateModel model, final int number, final List<String> warnings) {
        if (number < 2 || model.states() < number) {
            return Optional.empty();
        }
        try {
            final Pcca sets = Pcca.of(model, number);
            warnings.addAll(sets.warnings());
            return Optional.of(sets);
        } catch (final InputException e) {
            // A model without detailed balance has everything else.
            warnings.add("No metastable sets: " + e.summary());
            return Optional.empty();
        }
    }

    private static Map<String, int[]> groups(final SiteNetwork sites, final MarkovStateModel model, final Optional<Pcca> sets) {
        final Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
        final int[] ids = model.stateIds();
        for (int i = 0; i < ids.length; i++) {
            byLabel.computeIfAbsent(sites.label(ids[i]), l -> new ArrayList<>()).add(i);
        }
        if (byLabel.size() == 1 && sets.isPresent()) {
            byLabel.clear();
            final int[] assignment = sets.get().assignment();
            for (int s = 0; s < sets.get().sets(); s++) {
                for (int i = 0; i < ids.length; i++) {
                    if (assignment[i] == s) {
                        byLabel.computeIfAbsent("Set " + (s + 1), l -> new ArrayList<>()).add(i);
                    }
                }
            }
        }
        final Map<String, int[]> groups = new LinkedHashMap<>();
        byLabel.forEach((name, list) -> groups.put(name, list.stream().mapToInt(i -> i).toArray()));
        return groups;
    }

    /** Mean first passage times from each state, of the model and then of its samples. */
    private static List<double[]> times(final NetworkModel.AtTemperature at, final int[] to) {
        final List<double[]> times = new ArrayList<>();
        times.add(FirstPassage.meanTimesFs(at.model(), to));
        at.samples().filter(s -> at.model().states() <= MOST_SITES)
            .ifPresent(samples -> IntStream.range(0, samples.size()).forEach(s -> times.add(FirstPassage.meanTimesFs(samples.model(s), to))));
        return times;
    }

    private static Passage passage(final NetworkModel.AtTemperature at, final Ends ends) {
        final int[] from = SiteSelection.states(at.network().sites(), at.model(), ends.from());
        final int[] to = SiteSelection.states(at.network().sites(), at.model(), ends.to());
        final int[] both = Arrays.stream(from).filter(i -> Arrays.stream(to).anyMatch(j -> i == j)).toArray();
        if (both.length > 0) {
            throw new InputException("The site " + at.network().sites().name(at.model().stateIds()[both[0]]) + " is among those of '" + ends.from() + "' and of '" + ends.to()
                + "'.", "Choose a start and an end without common sites.");
        }
        return passage(at, Map.entry(ends.from().strip(), from), Map.entry(ends.to().strip(), to), times(at, to));
    }

    private static Passage passage(final NetworkModel.AtTemperature at, final Map.Entry<String, int[]> from, final Map.Entry<String, int[]> to,
        final List<double[]> times) {
        final MarkovStateModel model = at.model();
        final double time = mean(model, from.getValue(), times.get(0));
        final LogInterval interval = at.samples().filter(s -> times.size() > 1).map(s -> s.interval(time, IntStream.range(0, s.size())
            .mapToDouble(k -> mean(s.model(k), from.getValue(), times.get(k + 1))).toArray())).orElse(LogInterval.NONE);
        final TransitionPaths paths = TransitionPaths.of(model, from.getValue(), to.getValue());
        final List<Pathway> ways = paths.dominantPaths(MOST_PATHS, 0.99);
        final SiteNetwork sites = at.network().sites();
        final int[] ids = model.stateIds();
        return new Passage(from.getKey(), to.getKey(), time, interval, paths.rate(),
            ways.stream().map(w -> Arrays.stream(w.states()).mapToObj(i -> sites.name(ids[i])).collect(Collectors.joining(" → "))).toList(),
            ways.stream().map(w -> w.flux() / paths.totalFlux()).toList(), byTypes(at, paths, from, to));
    }

    /** The ways seen from afar: start, end, and the types of the sites between them. */
    private static List<String> byTypes(final NetworkModel.AtTemperature at, final TransitionPaths paths, final Map.Entry<String, int[]> from,
        final Map.Entry<String, int[]> to) {
        final SiteNetwork sites = at.network().sites();
        final int[] ids = at.model().stateIds();
        final List<String> names = new ArrayList<>(List.of(from.getKey(), to.getKey()));
        final int[] setOf = new int[ids.length];
        Arrays.fill(setOf, -1);
        Arrays.stream(from.getValue()).forEach(i -> setOf[i] = 0);
        Arrays.stream(to.getValue()).forEach(i -> setOf[i] = 1);
        final Map<String, Integer> types = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (setOf[i] < 0) {
                setOf[i] = types.computeIfAbsent(sites.label(ids[i]), l -> {
                    names.add(l);
                    return names.size() - 1;
                });
            }
        }
        return names.size() < 3 ? List.of() : paths.coarse(setOf).dominantPaths(MOST_PATHS, 0.99).stream().map(w -> Arrays.stream(w.states()).mapToObj(names::get)
            .collect(Collectors.joining(" → ")) + String.format(Locale.ROOT, " (%.0f %%)", 100 * w.flux() / paths.totalFlux())).toList();
    }

    private static double mean(final MarkovStateModel model, final int[] from, final double[] times) {
        final double[] pi = model.stationary();
        double sum = 0;
        double weight = 0;
        for (final int i : from) {
            sum += pi[i] * times[i];
            weight += pi[i];
        }
        return sum / weight;
    }

    private static Relaxation relaxation(final MarkovStateModel model, final Map.Entry<String, int[]> from, final Map.Entry<String, int[]> to, final int steps) {
        final double[] pi = model.stationary();
        final double[] start = new double[pi.length];
        final double[] end = new double[pi.length];
        double weight = 0;
        for (final int i : from.getValue()) {
            weight += pi[i];
        }
        for (final int i : from.getValue()) {
            start[i] = pi[i] / weight;
        }
        double equilibrium = 0;
        for (final int i : to.getValue()) {
            end[i] = 1;
            equilibrium += pi[i];
        }
        return new Relaxation(from.getKey(), to.getKey(), Propagation.relaxation(model, start, end, steps), equilibrium);
    }

    /** Metastable sets, if asked for and possible. */
    public Optional<Pcca> sets() {
        return sets;
    }

    /** The states of each group. */
    public Map<String, int[]> groups() {
        return groups;
    }

    /** The ways between all pairs of groups. */
    public List<Passage> passages() {
        return passages;
    }

    /** Probabilities to be in each group from each start; empty with one group. */
    public List<Relaxation> relaxations() {
        return relaxations;
    }

    /** Lag of the model, fs: the step of the relaxations. */
    public double lagTimeFs() {
        return model.lagTimeFs();
    }

    /** What the user should know. */
    public List<String> warnings() {
        return warnings;
    }
}
