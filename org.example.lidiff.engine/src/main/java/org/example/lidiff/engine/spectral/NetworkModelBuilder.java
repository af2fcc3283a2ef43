package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.NetworkRun;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.ChapmanKolmogorov;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.markov.ImpliedTimescales;
import org.example.lidiff.engine.markov.LagSelection;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.TransitionCounts;
import org.example.lidiff.engine.trajectory.TemperatureGroups;

/** Builds the Markov state models of a jump network, with their tests. */
public final class NetworkModelBuilder {

    private static final int NAMED_SITES = 8;

    /**
     * What to build.
     *
     * @param lagTimeFs lag time in fs; empty for the smallest one that passes the tests
     * @param estimator of the transition probabilities
     * @param samples models drawn for the intervals; 0 for none
     * @param seed of the samples
     */
    public record Options(OptionalDouble lagTimeFs, Estimator estimator, int samples, long seed) {

        /** Automatic lag, reversible, 100 samples. */
        public static Options defaults() {
            return new Options(OptionalDouble.empty(), Estimator.REVERSIBLE, 100, 1);
        }
    }

    /**
     * The model at one temperature with its tests.
     *
     * @param at the model
     * @param timescales implied time scales against lag; empty when no lag was usable
     * @param selection the tested lags; empty when the lag was given
     * @param chapmanKolmogorov test of the model; empty when the runs are too short for it
     * @param warnings what makes it doubtful
     */
    public record Built(NetworkModel.AtTemperature at, Optional<ImpliedTimescales> timescales, Optional<LagSelection> selection,
        Optional<ChapmanKolmogorov> chapmanKolmogorov, List<String> warnings) { }

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
        final DiscreteTrajectorySet set = network.discreteTrajectories();
        final List<String> warnings = new ArrayList<>();
        final ImpliedTimescales timescales = ImpliedTimescales.compute(set, ImpliedTimescales.Options.defaults(set)
            .withEstimator(options.estimator()).withSamples(Math.min(options.samples(), 50), options.seed())
            .withQuantity(new LagDiffusion(NetworkModel.geometry(network.sites()))), progress.part(0, 0.4));
        warnings.addAll(timescales.warnings());
        Optional<LagSelection> selection = Optional.empty();
        final MarkovStateModel model;
        if (options.lagTimeFs().isPresent()) {
            model = given(set, options);
        } else {
            selection = Optional.of(LagSelection.select(set, timescales, tests(set, network, timescales), progress.part(0.4, 0.6)));
            warnings.addAll(selection.get().warnings());
            model = selection.get().model();
        }
        warnings.addAll(model.warnings());
        cutOff(network, model).ifPresent(warnings::add);
        final Optional<ChapmanKolmogorov> test = test(set, model, warnings, progress.part(0.6, 0.7));
        Optional<ModelSamples> samples = Optional.empty();
        if (options.samples() > 0) {
            samples = Optional.of(ModelSamples.ionBootstrap(set, model, options.samples(), options.seed(), progress.part(0.7, 1)));
            warnings.addAll(samples.get().warnings());
        }
        return new Built(new NetworkModel.AtTemperature(temperatureK, network, model, samples), Optional.of(timescales), selection, test,
            warnings.stream().distinct().map(w -> prefix(temperatureK) + w).collect(Collectors.toList()));
    }

    /** All three tests; the displacement of the model must be that of the ions from site to site. */
    private static LagSelection.Options tests(final DiscreteTrajectorySet set, final JumpNetwork network, final ImpliedTimescales timescales) {
        final NetworkGeometry geometry = NetworkModel.geometry(network.sites());
        return LagSelection.Options.defaults().withMsd(SiteDisplacement.of(set, geometry, timescales.stateIds()).band(),
            (model, steps) -> NetworkDiffusion.of(model, geometry).meanSquaredDisplacement(steps));
    }

    private static MarkovStateModel given(final DiscreteTrajectorySet set, final Options options) {
        final double lag = options.lagTimeFs().getAsDouble();
        final int frames = (int)Math.max(1, Math.round(lag / set.frameIntervalFs()));
        if (frames >= set.longestFrames()) {
            throw new InputException(String.format(Locale.ROOT, "The lag time of %.4g ps is not shorter than the longest run of %.4g ps.", lag / 1000,
                set.longestFrames() * set.frameIntervalFs() / 1000), "Choose a lag time of at most a tenth of the run.");
        }
        return MarkovStateModel.estimate(TransitionCounts.sliding(set, frames).largestConnected(), options.estimator());
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
