package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.TemperatureGroups;
import org.example.lidiff.engine.trajectory.Trajectory;

/**
 * Diffusion, conductivity and structure of the runs of molecular dynamics at each of their temperatures, and how they depend on temperature. Immutable.
 *
 * <p>Runs whose temperatures differ by less than 2.5 % are one temperature ({@link TemperatureGroups}).
 */
public final class DiffusionAnalysis {

    private final DiffusionAnalysisOptions options;
    private final List<DiffusionAtTemperature> temperatures;
    private final List<ActivatedQuantity> activated;
    private final List<String> warnings;

    private DiffusionAnalysis(final DiffusionAnalysisOptions options, final List<DiffusionAtTemperature> temperatures, final List<String> warnings) {
        this.options = options;
        this.temperatures = List.copyOf(temperatures);
        this.activated = List.copyOf(findActivated());
        final Set<String> all = new LinkedHashSet<>(warnings);
        for (final DiffusionAtTemperature t : temperatures) {
            final String prefix = temperatures.size() > 1 && !Double.isNaN(t.temperatureK()) ? String.format(Locale.ROOT, "At %.0f K: ", t.temperatureK()) : "";
            t.warnings().forEach(w -> all.add(everywhere(w) ? w : prefix + w));
        }
        activated.forEach(a -> a.doubt().ifPresent(all::add));
        this.warnings = List.copyOf(all);
    }

    /** Whether every temperature says the same, so that it is said once. */
    private boolean everywhere(final String warning) {
        return temperatures.stream().allMatch(t -> t.warnings().contains(warning));
    }

    /**
     * Analyzes {@code runs}.
     *
     * @throws InputException if a run is independent, has no frame interval, lacks a species, or is too short to fit
     */
    public static DiffusionAnalysis of(final List<Trajectory> runs, final DiffusionAnalysisOptions options, final Progress progress) {
        check(runs, options);
        final List<TemperatureGroups.Group> groups = TemperatureGroups.of(runs);
        final double all = runs.stream().mapToDouble(Trajectory::frames).sum();
        final List<DiffusionAtTemperature> found = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        double done = 0;
        for (final TemperatureGroups.Group g : groups) {
            final List<Trajectory> some = IntStream.of(g.runs()).mapToObj(i -> (Trajectory)runs.get(i)).toList();
            if (Double.isNaN(g.temperatureK())) {
                warnings.add("The temperature of " + some.stream().map(r -> "'" + r.info().source() + "'").distinct().limit(3).collect(Collectors.joining(", "))
                    + (some.size() > 3 ? " and others" : "") + " is not known, so there is D, but no conductivity and no Arrhenius line. Give the temperature in"
                    + " Load AIMD.");
            }
            final double next = Math.min(1, done + some.stream().mapToDouble(Trajectory::frames).sum() / all);
            found.add(new TemperatureAnalysis(some, g.temperatureK(), options).run(progress.part(done, next)));
            done = next;
        }
        return new DiffusionAnalysis(options, found, warnings);
    }

    // everything that can be refused is refused before hours of work at another temperature
    private static void check(final List<Trajectory> runs, final DiffusionAnalysisOptions options) {
        if (runs.isEmpty()) {
            throw new InputException("There is no run to analyze.", "Load at least one trajectory.");
        }
        for (final Trajectory run : runs) {
            final RunInfo info = run.info();
            if (info.kind() == RunKind.INDEPENDENT) {
                throw new InputException("The run '" + info.source() + "' holds independent frames: there is no displacement in time.",
                    "Use a molecular dynamics run, or choose 'Dynamics' in Load AIMD if its frames are successive.");
            }
            if (!(info.frameIntervalFs() > 0)) {
                throw new InputException("The time between frames of the run '" + info.source() + "' is not known.",
                    "Give the time between frames in Load AIMD.");
            }
            final Set<Integer> there = Arrays.stream(run.atomicNumbers()).boxed().collect(Collectors.toCollection(LinkedHashSet::new));
            for (final Element e : options.mobile()) {
                if (!there.contains(e.atomicNumber())) {
                    throw new InputException("The run '" + info.source() + "' has no " + e + "; it has " + names(there) + ".",
                        "Choose mobile species among those.");
                }
            }
            if (!options.framework().isEmpty() && options.framework().stream().noneMatch(e -> there.contains(e.atomicNumber()))) {
                throw new InputException("The run '" + info.source() + "' has none of the framework species "
                    + options.framework().stream().map(Element::symbol).sorted().collect(Collectors.joining(", ")) + "; it has " + names(there) + ".",
                    "Choose framework species among those.");
            }
        }
    }

    private static String names(final Set<Integer> atomicNumbers) {
        return atomicNumbers.stream().map(z -> Element.of(z).symbol()).collect(Collectors.joining(", "));
    }

    private List<ActivatedQuantity> findActivated() {
        final List<ActivatedQuantity> list = new ArrayList<>();
        final List<DiffusionAtTemperature> known = temperatures.stream().filter(t -> !Double.isNaN(t.temperatureK())).toList();
        if (known.isEmpty()) {
            return list;
        }
        for (final Element e : options.mobile()) {
            final List<ActivatedQuantity.Point> points = new ArrayList<>();
            final List<String> leftOut = new ArrayList<>();
            for (final DiffusionAtTemperature t : known) {
                final DiffusionFit fit = t.of(e).fit();
                if (fit.established() && fit.lower() > 0) {
                    points.add(new ActivatedQuantity.Point(t.temperatureK(), fit, 1));
                } else {
                    leftOut.add(String.format(Locale.ROOT, "%.0f K is left out: D is not established there%s.", t.temperatureK(),
                        fit.established() ? ", it is not distinguished from zero" : ""));
                }
            }
            list.add(ActivatedQuantity.of("D of " + e, e.symbol(), false, points, leftOut, single(known, e)));
        }
        charge(known).ifPresent(list::add);
        return list;
    }

    /** σ T / D of the only carrier; NaN when it is not the only one. */
    private static double single(final List<DiffusionAtTemperature> known, final Element e) {
        return known.stream().map(DiffusionAtTemperature::charge).flatMap(Optional::stream).filter(c -> c.charges().keySet().equals(Set.of(e)))
            .mapToDouble(DiffusionAnalysis::factor).average().orElse(Double.NaN);
    }

    private static double factor(final ChargeDiffusion c) {
        return Conductivity.siemensPerMeter(c.density(), c.meanSquareCharge(), 1, 1);
    }

    private Optional<ActivatedQuantity> charge(final List<DiffusionAtTemperature> known) {
        final List<ActivatedQuantity.Point> points = new ArrayList<>();
        final List<String> leftOut = new ArrayList<>();
        String species = null;
        double factor = 0;
        for (final DiffusionAtTemperature t : known) {
            if (t.charge().isPresent()) {
                final ChargeDiffusion c = t.charge().get();
                species = c.species();
                factor += factor(c);
                if (c.distinct() && t.mobile().stream().filter(s -> c.charges().containsKey(s.species())).allMatch(s -> s.fit().established())) {
                    points.add(new ActivatedQuantity.Point(t.temperatureK(), c.fit(), 1 / c.meanSquareCharge()));
                } else {
                    leftOut.add(String.format(Locale.ROOT, "%.0f K is left out: D_σ is not known to better than half of itself, or D is not established there.",
                        t.temperatureK()));
                }
            }
        }
        final long charged = known.stream().filter(t -> t.charge().isPresent()).count();
        return species == null ? Optional.empty()
            : Optional.of(ActivatedQuantity.of("D_σ of " + species, species, true, points, leftOut, factor / charged));
    }

    /** What was asked for. */
    public DiffusionAnalysisOptions options() {
        return options;
    }

    /** The temperatures, ascending; runs of unknown temperature come last, as one. */
    public List<DiffusionAtTemperature> temperatures() {
        return temperatures;
    }

    /** D of each mobile species, then D_σ, against temperature; empty when no temperature is known. */
    public List<ActivatedQuantity> activated() {
        return activated;
    }

    /** The sentence of every species at every temperature. */
    public List<String> sentences() {
        return temperatures.stream().flatMap(t -> t.species().stream().map(s -> Double.isNaN(t.temperatureK()) ? s.sentence()
            : String.format(Locale.ROOT, "%.0f K: %s", t.temperatureK(), s.sentence()))).toList();
    }

    /** What makes numbers doubtful. */
    public List<String> warnings() {
        return warnings;
    }

    /** The options with the charges that were used. */
    public Map<Element, Double> charges() {
        return temperatures.stream().map(DiffusionAtTemperature::charge).flatMap(Optional::stream).findFirst().map(ChargeDiffusion::charges).orElse(Map.of());
    }
}
