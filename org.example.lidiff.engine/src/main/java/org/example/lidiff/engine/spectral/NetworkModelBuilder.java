package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.NetworkRun;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.hops.SiteStatistics;
import org.example.lidiff.engine.hops.SiteSymmetry;
import org.example.lidiff.engine.markov.ChapmanKolmogorov;
import org.example.lidiff.engine.markov.CountKind;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.markov.ImpliedTimescales;
import org.example.lidiff.engine.markov.LagSelection;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.SymmetryOperation;
import org.example.lidiff.engine.markov.SymmetryCheck;
import org.example.lidiff.engine.markov.TransitionCounts;
import org.example.lidiff.engine.trajectory.TemperatureGroups;

/** Builds the Markov state models of a jump network, with their tests. */
public final class NetworkModelBuilder {

    private static final int NAMED_SITES = 8;
    /** Cubic crystals have up to 192 in their conventional cell. */
    private static final int MOST_OPERATIONS = 192;
    /** p value below which averaging is warned of. */
    private static final double REJECTED = 0.01;

    /**
     * What to build.
     *
     * @param lagTimeFs lag time in fs; empty for the smallest one that passes the tests
     * @param estimator of the transition probabilities
     * @param samples models drawn for the intervals; 0 for none
     * @param seed of the samples
     * @param counts which pairs of frames the model is counted from; the tests of the lag take sliding counts in any case
     * @param occupancies for a fixed stationary vector: ions on a site of each type; types that are not named keep what was seen
     * @param equivalentSites whether counts are averaged over the symmetry operations of the crystal
     */
    public record Options(OptionalDouble lagTimeFs, Estimator estimator, int samples, long seed, CountKind counts, Map<String, Double> occupancies,
        EquivalentSites equivalentSites) {

        /** Copies the map. */
        public Options {
            occupancies = Collections.unmodifiableMap(new TreeMap<>(occupancies));
        }

        /** Sliding counts, without averaging. */
        public Options(final OptionalDouble lagTimeFs, final Estimator estimator, final int samples, final long seed) {
            this(lagTimeFs, estimator, samples, seed, CountKind.SLIDING, Map.of(), EquivalentSites.APART);
        }

        /** Automatic lag, reversible, 100 samples, sliding counts, without averaging. */
        public static Options defaults() {
            return new Options(OptionalDouble.empty(), Estimator.REVERSIBLE, 100, 1);
        }

        /** With other counts. */
        public Options withCounts(final CountKind other) {
            return new Options(lagTimeFs, estimator, samples, seed, other, occupancies, equivalentSites);
        }

        /** Reversible, with occupancies of types of sites. */
        public Options withOccupancies(final Map<String, Double> byType) {
            return new Options(lagTimeFs, Estimator.FIXED_STATIONARY, samples, seed, counts, byType, equivalentSites);
        }

        /** With another treatment of equivalent sites. */
        public Options withEquivalentSites(final EquivalentSites other) {
            return new Options(lagTimeFs, estimator, samples, seed, counts, occupancies, other);
        }
    }

    /** What becomes of sites that are equivalent by symmetry. */
    public enum EquivalentSites {
        /** Each has its own counts. */
        APART,
        /** Equivalent edges get the mean of their counts. */
        AVERAGED
    }

    /**
     * The model at one temperature with its tests.
     *
     * @param at the model
     * @param timescales implied time scales against lag; empty when no lag was usable
     * @param selection the tested lags; empty when the lag was given
     * @param chapmanKolmogorov test of the model; empty when the runs are too short for it
     * @param symmetry whether equivalent edges have equal rates; empty without averaging
     * @param warnings what makes it doubtful
     */
    public record Built(NetworkModel.AtTemperature at, Optional<ImpliedTimescales> timescales, Optional<LagSelection> selection,
        Optional<ChapmanKolmogorov> chapmanKolmogorov, Optional<Symmetry> symmetry, List<String> warnings) { }

    /**
     * The symmetry that counts were averaged over.
     *
     * @param operations number of operations
     * @param test of the rates before averaging
     */
    public record Symmetry(int operations, SymmetryCheck test) { }

    private NetworkModelBuilder() {
    }

    /**
     * The models of {@code network}, one for each temperature of its runs.
     *
     * @throws InputException if no ion ever hops, or the lag time does not fit the runs
     */
    public static List<Built> build(final JumpNetwork network, final Options options, final Progress progress) {
        final List<TemperatureGroups.Group> groups = TemperatureGroups.of(
            network.runs().stream().mapToDouble(NetworkRun::temperatureK).toArray(),
            network.runs().stream().mapToDouble(NetworkRun::timeFs).toArray());
        final List<Built> built = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            final TemperatureGroups.Group group = groups.get(g);
            built.add(build(network.select(group.runs()), group.temperatureK(), options,
                progress.part((double)g / groups.size(), (g + 1.0) / groups.size())));
        }
        return built;
    }

    /** The models alone. */
    public static NetworkModel model(final List<Built> built) {
        return new NetworkModel(built.stream().map(Built::at).collect(Collectors.toList()));
    }

    private static Built build(final JumpNetwork network, final double temperatureK, final Options options, final Progress progress) {
        if (network.hops().size() == 0) {
            throw new InputException("There are no hops" + at(temperatureK) + ", so there is nothing to build a model from.",
                "Run longer or hotter, add vacancies, or check the sites in Detect Hops.");
        }
        final List<String> warnings = new ArrayList<>();
        final List<SymmetryOperation> group = group(network, options);
        final Optional<Symmetry> symmetry = group.isEmpty() ? Optional.empty()
            : Optional.of(new Symmetry(group.size(), SymmetryCheck.of(network.edgeRates().rates(), group)));
        symmetry.flatMap(NetworkModelBuilder::rejected).ifPresent(warnings::add);
        final DiscreteTrajectorySet set = network.discreteTrajectories().averagedOver(group);
        final double[] occupancies = options.estimator() == Estimator.FIXED_STATIONARY ? occupancies(network, options.occupancies(), group) : null;
        final ImpliedTimescales timescales = ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set)
            .withEstimator(options.estimator(), occupancies).withSamples(Math.min(options.samples(), 50), options.seed())
            .withQuantity(new LagDiffusion(NetworkModel.geometry(network.sites()))), progress.part(0, 0.4));
        warnings.addAll(timescales.warnings());
        Optional<LagSelection> selection = Optional.empty();
        final MarkovStateModel model;
        if (options.lagTimeFs().isPresent()) {
            model = MarkovStateModel.estimate(TransitionCounts.count(set, given(set, options), options.counts()).largestConnected(), options.estimator(), occupancies);
        } else {
            selection = Optional.of(LagSelection.select(set, timescales, tests(set, network, timescales), progress.part(0.4, 0.6)));
            warnings.addAll(selection.get().warnings());
            model = options.counts() == CountKind.SLIDING ? selection.get().model() : MarkovStateModel.estimate(TransitionCounts
                .count(set, selection.get().lagFrames(), options.counts()).restrictTo(timescales.stateIds()).largestConnected(), options.estimator(), occupancies);
        }
        warnings.addAll(model.warnings());
        cutOff(network, model).ifPresent(warnings::add);
        final Optional<ChapmanKolmogorov> test = test(set, model, warnings, progress.part(0.6, 0.7));
        Optional<ModelSamples> samples = Optional.empty();
        if (options.samples() > 0) {
            samples = Optional.of(samples(set, model, options, progress.part(0.7, 1)));
            warnings.addAll(samples.get().warnings());
        }
        return new Built(new NetworkModel.AtTemperature(temperatureK, network, model, samples), Optional.of(timescales), selection, test, symmetry,
            warnings.stream().distinct().map(w -> prefix(temperatureK) + w).collect(Collectors.toList()));
    }

    /**
     * Independent counts have a posterior; sliding counts, counts that were averaged, and estimators without a posterior are resampled over ions.
     */
    private static ModelSamples samples(final DiscreteTrajectorySet set, final MarkovStateModel model, final Options options, final Progress progress) {
        final boolean posterior = options.counts() != CountKind.SLIDING && set.symmetry().isEmpty()
            && (model.estimator() == Estimator.REVERSIBLE || model.estimator() == Estimator.NON_REVERSIBLE);
        return posterior ? ModelSamples.posterior(model, options.samples(), options.seed(), progress)
            : ModelSamples.ionBootstrap(set, model, options.samples(), options.seed(), progress);
    }

    private static List<SymmetryOperation> group(final JumpNetwork network, final Options options) {
        if (options.equivalentSites() == EquivalentSites.APART) {
            return List.of();
        }
        final List<SymmetryOperation> group = SiteSymmetry.of(network.sites(), MOST_OPERATIONS);
        if (group.size() > MOST_OPERATIONS) {
            throw new InputException("The crystal of the sites has more than " + MOST_OPERATIONS + " symmetry operations, the limit of averaging. Its "
                + network.sites().size() + " sites are those of a supercell that was not folded onto the unit cell.",
                "Fold the sites in Detect Hops where the framework allows it, or do not average over equivalent sites.");
        }
        return group;
    }

    private static Optional<String> rejected(final Symmetry symmetry) {
        final SymmetryCheck t = symmetry.test();
        return t.pValue() < REJECTED ? Optional.of(String.format(Locale.ROOT, "The hops along equivalent edges differ by more than chance (χ² = %.4g for %d degrees of"
            + " freedom, p = %.2g; the limit is %.2g): the averaged rates do not describe them. The sites may not be equivalent, as in a disordered crystal, or the runs"
            + " are too short for ions to have been everywhere. Keep equivalent sites apart, or run longer.", t.chiSquare(), t.degrees(), t.pValue(), REJECTED))
            : Optional.empty();
    }

    /** Ions on each site: as given for its type, or as seen, the mean over equivalent sites where these are averaged. */
    private static double[] occupancies(final JumpNetwork network, final Map<String, Double> byType, final List<SymmetryOperation> group) {
        final SiteNetwork sites = network.sites();
        for (final Map.Entry<String, Double> e : byType.entrySet()) {
            if (!sites.types().containsKey(e.getKey())) {
                throw new InputException("An occupancy is given for sites of type '" + e.getKey() + "'; the types are " + String.join(", ", sites.types().keySet())
                    + ".", "Name one of these types.");
            }
            if (!(e.getValue() > 0) || Double.isInfinite(e.getValue())) {
                throw new InputException("The occupancy of the sites of type '" + e.getKey() + "' is " + e.getValue() + "; it must be above 0.",
                    "Give the mean number of ions on a site, for example 0.5.");
            }
        }
        final double[] seen = network.siteStatistics().stream().mapToDouble(SiteStatistics::occupancy).toArray();
        final double[] occupancies = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            for (final SymmetryOperation g : group) {
                occupancies[i] += seen[g.states()[i]] / group.size();
            }
            occupancies[i] = byType.getOrDefault(sites.label(i), group.isEmpty() ? seen[i] : occupancies[i]);
        }
        return occupancies;
    }

    /** All three tests; the displacement of the model must be that of the ions from site to site. */
    private static LagSelection.Options tests(final DiscreteTrajectorySet set, final JumpNetwork network, final ImpliedTimescales timescales) {
        final NetworkGeometry geometry = NetworkModel.geometry(network.sites());
        return LagSelection.Options.defaults().withMsd(SiteDisplacement.of(set, geometry, timescales.stateIds()).band(),
            (model, steps) -> NetworkDiffusion.of(model, geometry).meanSquaredDisplacement(steps));
    }

    private static int given(final DiscreteTrajectorySet set, final Options options) {
        final double lag = options.lagTimeFs().getAsDouble();
        final int frames = (int)Math.max(1, Math.round(lag / set.frameIntervalFs()));
        if (frames >= set.longestFrames()) {
            throw new InputException(String.format(Locale.ROOT, "The lag time of %.4g ps is not shorter than the longest run of %.4g ps.", lag / 1000,
                set.longestFrames() * set.frameIntervalFs() / 1000), "Choose a lag time of at most a tenth of the run.");
        }
        return frames;
    }

    private static Optional<ChapmanKolmogorov> test(final DiscreteTrajectorySet set, final MarkovStateModel model,
        final List<String> warnings, final Progress progress) {
        try {
            final ChapmanKolmogorov test = ChapmanKolmogorov.test(set, model, ChapmanKolmogorov.Options.defaults(), progress);
            warnings.addAll(test.warnings());
            return Optional.of(test);
        } catch (InputException e) {
            warnings.add("The Chapman-Kolmogorov test could not be made: " + e.summary());
            return Optional.empty();
        }
    }

    /** Names the sites that are not in the model. */
    private static Optional<String> cutOff(final JumpNetwork network, final MarkovStateModel model) {
        final SiteNetwork sites = network.sites();
        final boolean[] inside = new boolean[sites.size()];
        Arrays.stream(model.stateIds()).forEach(i -> inside[i] = true);
        final List<String> outside = new ArrayList<>();
        for (int i = 0; i < inside.length; i++) {
            if (!inside[i]) {
                outside.add(sites.name(i));
            }
        }
        if (outside.isEmpty()) {
            return Optional.empty();
        }
        final String names = String.join(", ", outside.subList(0, Math.min(NAMED_SITES, outside.size())))
            + (outside.size() > NAMED_SITES ? " and " + (outside.size() - NAMED_SITES) + " more" : "");
        return Optional.of(String.format(Locale.ROOT, "%d of %d sites are not connected to the others by hops there and back (%s): they are left out with "
            + "%.1f %% of the counts, and no diffusion coefficient is given for them.", outside.size(), sites.size(), names,
            100 * model.counts().droppedShare()));
    }

    private static String at(final double temperatureK) {
        return Double.isNaN(temperatureK) ? "" : String.format(Locale.ROOT, " at %.0f K", temperatureK);
    }

    private static String prefix(final double temperatureK) {
        return Double.isNaN(temperatureK) ? "" : String.format(Locale.ROOT, "%.0f K: ", temperatureK);
    }
}
