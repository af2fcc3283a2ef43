package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.diffusion.DiffusionAnalysisOptions.Part;
import org.example.lidiff.engine.diffusion.DiffusionCurve.Kind;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.Trajectory;

/** Analyzes the runs of one temperature. */
final class TemperatureAnalysis {

    /** Points of a curve against the lag. */
    private static final int CURVE_POINTS = 200;

    private final List<Trajectory> runs;
    private final double temperatureK;
    private final DiffusionAnalysisOptions options;
    private final Set<Element> species;
    private final List<DiffusionCurve> curves = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    TemperatureAnalysis(final List<Trajectory> runs, final double temperatureK, final DiffusionAnalysisOptions options) {
        this.runs = runs;
        this.temperatureK = temperatureK;
        this.options = options;
        species = new LinkedHashSet<>(options.mobile());
        final Set<Element> all = elements(runs.get(0));
        runs.forEach(r -> all.retainAll(elements(r)));
        species.addAll(all);
    }

    private static Set<Element> elements(final Trajectory run) {
        return IntStream.of(run.atomicNumbers()).distinct().mapToObj(Element::of).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    DiffusionAtTemperature run(final Progress progress) {
        final Map<Element, Double> charges = charges();
        final MeanSquaredDisplacement msd = MeanSquaredDisplacement.compute(runs, msdOptions(charges), progress.part(0, 0.5));
        warnings.addAll(msd.warnings());
        final double longestFs = runs.stream().mapToLong(r -> r.frames() - 1).max().orElseThrow() * runs.get(0).info().frameIntervalFs();
        final FitOptions fit = options.window().apply(FitOptions.defaults().withSiteDistance(options.siteDistance()).withSeed(options.seed()), longestFs);
        final List<SpeciesDiffusion> found = new ArrayList<>();
        for (final Element e : species) {
            // the framework is looked at between the same lags as the ions that move through it
            final FitOptions window = found.isEmpty() || options.mobile().contains(e) ? fit : SpeciesDiffusion.sameWindow(fit, found.get(0).fit());
            found.add(SpeciesDiffusion.of(e, options.mobile().contains(e), ions(e), msd.of(e), window));
            addCurves(found.get(found.size() - 1));
        }
        final Optional<ChargeDiffusion> charge = msd.collective().map(c -> new ChargeDiffusion(
            found.stream().filter(s -> charges.containsKey(s.species())).toList(), charges, c, fit, msd.volume(), temperatureK, !ionic()));
        charge.ifPresent(c -> addDisplacement(Kind.CHARGE_MSD, c.species(), c.curve(), -1));
        final List<SizeDependence> sizes = sizes(found, fit);
        final StructureCurves structure = new StructureCurves(runs, temperatureK, options);
        if (options.parts().contains(Part.RADIAL_DISTRIBUTION)) {
            structure.addPairs(species.stream().sorted(Comparator.comparingInt(Element::atomicNumber)).toList(), progress.part(0.5, 0.75));
        }
        if (options.parts().contains(Part.VAN_HOVE)) {
            addVanHove(structure, progress.part(0.75, 0.9));
        }
        if (options.parts().contains(Part.VIBRATIONS)) {
            addVibrations(structure, progress.part(0.9, 1));
        }
        curves.addAll(structure.curves());
        addWarnings(found, structure);
        return new DiffusionAtTemperature(temperatureK, runs.size(), found, charge, sizes, structure.vibrations(), curves,
            warnings.stream().distinct().toList());
    }

    /** D of the mobile species in the cells of each size, between the lags of all runs together; those that are not established are left out. */
    private List<SizeDependence> sizes(final List<SpeciesDiffusion> found, final FitOptions fit) {
        final TreeMap<Integer, List<Trajectory>> bySize = new TreeMap<>();
        runs.forEach(r -> bySize.computeIfAbsent(r.atoms(), n -> new ArrayList<>()).add(r));
        if (bySize.size() < 2) {
            return List.of();
        }
        final Map<Element, List<Integer>> atoms = new LinkedHashMap<>();
        final Map<Element, List<DiffusionFit>> fits = new LinkedHashMap<>();
        for (final Map.Entry<Integer, List<Trajectory>> size : bySize.entrySet()) {
            final MeanSquaredDisplacement msd = MeanSquaredDisplacement.compute(size.getValue(), msdOptions(Map.of()), Progress.NONE);
            for (final SpeciesDiffusion s : found.stream().filter(SpeciesDiffusion::mobile).toList()) {
                try {
                    final DiffusionFit own = DiffusionFit.of(msd.of(s.species()), SpeciesDiffusion.sameWindow(fit, s.fit()));
                    if (own.established()) {
                        atoms.computeIfAbsent(s.species(), e -> new ArrayList<>()).add(size.getKey());
                        fits.computeIfAbsent(s.species(), e -> new ArrayList<>()).add(own);
                        continue;
                    }
                    warnings.add("D of " + s.species() + " in cells of " + size.getKey() + " atoms is not established: they are not in its dependence on the size.");
                } catch (final InputException e) {
                    warnings.add("D of " + s.species() + " in cells of " + size.getKey() + " atoms is not known: " + e.summary());
                }
            }
        }
        return atoms.keySet().stream().filter(e -> atoms.get(e).size() > 1).map(e -> SizeDependence.of(e, atoms.get(e), fits.get(e))).toList();
    }

    private MsdOptions msdOptions(final Map<Element, Double> charges) {
        final Set<Element> framework = new LinkedHashSet<>(options.framework());
        if (framework.isEmpty()) {
            framework.addAll(species);
            framework.removeAll(options.mobile());
        }
        return MsdOptions.of(options.mobile().get(0), framework).withSpecies(List.copyOf(species)).withCharges(charges).withPath(options.path())
            .withLongestLag(options.longestLag()).withCoarseAllowed(options.coarseAllowed());
    }

    /** The charges of the mobile species; none when a conductivity is not asked for, or cannot be given. */
    private Map<Element, Double> charges() {
        if (!options.parts().contains(Part.CONDUCTIVITY) || Double.isNaN(temperatureK)) {
            return Map.of();
        }
        final Map<Element, Double> charges = new LinkedHashMap<>();
        for (final Element e : options.mobile()) {
            final OptionalDouble formal = FormalCharges.of(e);
            final Double charge = options.charges().getOrDefault(e, formal.isPresent() ? (Double)formal.getAsDouble() : null);
            if (charge == null) {
                warnings.add("The charge of " + e + " is not known, so there is no conductivity. Give its charge.");
                return Map.of();
            } else if (charge != 0) {
                charges.put(e, charge);
            }
        }
        if (!charges.isEmpty() && !ionic()) {
            warnings.add("None of the species (" + species.stream().map(Element::symbol).collect(Collectors.joining(", "))
                + ") is an anion: the conductivity is a formal ionic number, in an alloy electrons conduct.");
        }
        return charges;
    }

    private boolean ionic() {
        return FormalCharges.ionic(species);
    }

    /** Ions of a species in the cell, mean over the runs by their frames. */
    private double ions(final Element e) {
        double sum = 0;
        double frames = 0;
        for (final Trajectory r : runs) {
            sum += r.frames() * (double)IntStream.of(r.atomicNumbers()).filter(z -> z == e.atomicNumber()).count();
            frames += r.frames();
        }
        return sum / frames;
    }

    private void addCurves(final SpeciesDiffusion s) {
        final String name = s.species().symbol();
        addDisplacement(Kind.MSD, name, s.msd(), -1);
        if (s.mobile()) {
            addDisplacement(Kind.MSD_X, name, s.msd(), 0);
            addDisplacement(Kind.MSD_Y, name, s.msd(), 1);
            addDisplacement(Kind.MSD_Z, name, s.msd(), 2);
        }
        final int[] lags = Lags.logarithmic(1, s.msd().lags() - 1, CURVE_POINTS);
        curves.add(DiffusionCurve.of(temperatureK, Kind.NON_GAUSSIAN, name, times(s.msd(), lags), IntStream.of(lags).mapToDouble(s.msd()::nonGaussian)
            .toArray()));
    }

    private void addDisplacement(final Kind kind, final String name, final MsdCurve msd, final int axis) {
        final int[] lags = Lags.logarithmic(1, msd.lags() - 1, CURVE_POINTS);
        final double[] y = IntStream.of(lags).mapToDouble(l -> axis < 0 ? msd.value(l) : msd.axis(l, axis)).toArray();
        final double[] lower = new double[lags.length];
        final double[] upper = new double[lags.length];
        for (int i = 0; i < lags.length; i++) {
            final double error = axis < 0 ? msd.standardError(lags[i]) : Math.sqrt(msd.axisVariance(lags[i], axis) / msd.independentWindows(lags[i]));
            lower[i] = y[i] - DiffusionFit.NORMAL_95 * error;
            upper[i] = y[i] + DiffusionFit.NORMAL_95 * error;
        }
        curves.add(new DiffusionCurve(temperatureK, kind, name, Double.NaN, times(msd, lags), y, lower, upper));
    }

    private static double[] times(final MsdCurve msd, final int[] lags) {
        return IntStream.of(lags).mapToDouble(l -> msd.timeFs(l) / Units.PICOSECOND).toArray();
    }

    private void addVanHove(final StructureCurves structure, final Progress progress) {
        final int n = options.mobile().size();
        for (int k = 0; k < n; k++) {
            structure.addVanHove(options.mobile().get(k), progress.part((double)k / n, (k + 1.0) / n));
        }
    }

    private void addVibrations(final StructureCurves structure, final Progress progress) {
        int k = 0;
        for (final Element e : species) {
            structure.addVibrations(e, progress.part((double)k / species.size(), (k + 1.0) / species.size()));
            k++;
        }
    }

    private void addWarnings(final List<SpeciesDiffusion> found, final StructureCurves structure) {
        for (final SpeciesDiffusion s : found) {
            if (s.mobile() && !s.fit().established()) {
                warnings.add(s.sentence());
            } else if (!s.mobile() && s.fit().established() && s.fit().lower() > 0) {
                warnings.add(s.species() + " was taken as framework, but it diffuses, too (D = " + Digits.of(s.fit().squareMetersPerSecond(), 2)
                    + " m²/s): the crystal melts, or " + s.species() + " should be among the mobile species.");
            }
        }
        final List<String> doubts = structure.vibrations().stream().filter(v -> options.mobile().contains(v.species()))
            .map(SpeciesVibrations::doubt).flatMap(Optional::stream).toList();
        warnings.addAll(doubts);
    }
}
