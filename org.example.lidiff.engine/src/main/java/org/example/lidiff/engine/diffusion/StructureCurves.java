package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.Trajectory;

/** Pair distributions, van Hove correlations and vibrations of the runs of one temperature. */
final class StructureCurves {

    private static final int PAIR_FRAMES = 200;
    private static final int SPECTRUM_POINTS = 500;
    private static final int FEWEST_SPECTRUM_FRAMES = 16;
    // longer runs do not make the resolution finer
    private static final int LONG_SPECTRUM_FRAMES = 4096;

    private final List<Trajectory> runs;
    private final double temperatureK;
    private final DiffusionAnalysisOptions options;
    private final List<DiffusionCurve> curves = new ArrayList<>();
    private final List<SpeciesVibrations> vibrations = new ArrayList<>();

    StructureCurves(final List<Trajectory> runs, final double temperatureK, final DiffusionAnalysisOptions options) {
        this.runs = runs;
        this.temperatureK = temperatureK;
        this.options = options;
    }

    List<DiffusionCurve> curves() {
        return List.copyOf(curves);
    }

    List<SpeciesVibrations> vibrations() {
        return List.copyOf(vibrations);
    }

    /** Adds the pair distributions of all pairs of {@code species}. */
    void addPairs(final List<Element> species, final Progress progress) {
        final int all = species.size() * (species.size() + 1) / 2;
        int done = 0;
        for (int a = 0; a < species.size(); a++) {
            for (int b = a; b < species.size(); b++) {
                addPair(species.get(a), species.get(b), progress.part((double)done / all, (done + 1.0) / all));
                done++;
            }
        }
    }

    private void addPair(final Element first, final Element second, final Progress progress) {
        final RadialDistribution g = RadialDistribution.compute(runs,
            new RadialDistribution.Options(first, second, options.cutoff(), options.shells(), PAIR_FRAMES), progress);
        final String pair = first + "-" + second;
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.RADIAL_DISTRIBUTION, pair, all(g.bins(), g::distance), all(g.bins(), g::value)));
        // a neighbor counts once it is within the outer end of its shell
        final double half = options.cutoff() / options.shells() / 2;
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.COORDINATION, pair, all(g.bins(), k -> g.distance(k) + half),
            all(g.bins(), g::coordination)));
    }

    private static double[] all(final int size, final IntToDoubleFunction values) {
        return IntStream.range(0, size).mapToDouble(values).toArray();
    }

    /** Adds the van Hove correlations of {@code species} at the lags of the options, or at three that fit the runs. */
    void addVanHove(final Element species, final Progress progress) {
        final long longest = runs.stream().mapToLong(Trajectory::frames).max().orElseThrow() - 1;
        final double interval = runs.get(0).info().frameIntervalFs();
        final int[] lags = options.vanHoveLagsFs().isEmpty()
            ? IntStream.of(100, 20, 4).map(share -> (int)Math.max(1, longest / share)).distinct().toArray()
            : options.vanHoveLagsFs().stream().mapToInt(t -> (int)Math.max(1, Math.min(longest + 1, Math.round(t / interval)))).distinct().toArray();
        for (int l = 0; l < lags.length; l++) {
            addVanHove(species, lags[l], lags[l] * interval, progress.part((double)l / lags.length, (l + 1.0) / lags.length));
        }
    }

    private void addVanHove(final Element species, final int lag, final double lagFs, final Progress progress) {
        // runs that are too short have no such displacement; when all are, the computation says so
        final List<Trajectory> fitting = runs.stream().filter(r -> r.frames() > lag).toList();
        final VanHove h = VanHove.compute(fitting.isEmpty() ? runs : fitting, new VanHove.Options(species, lag, options.cutoff(), options.shells(),
            VanHove.Options.of(species, lag).origins()), progress);
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.VAN_HOVE_SELF, species.symbol(), all(h.bins(), h::selfDistance), all(h.bins(), h::self))
            .atLag(lagFs));
        final double[] distinct = all(h.bins(), h::distinct);
        // a single ion has no others
        if (!Double.isNaN(distinct[0])) {
            curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.VAN_HOVE_DISTINCT, species.symbol(), all(h.bins(), h::distinctDistance), distinct)
                .atLag(lagFs));
        }
    }

    /** Adds velocity autocorrelation and density of states of {@code species}; nothing for runs of a few frames. */
    void addVibrations(final Element species, final Progress progress) {
        final List<Trajectory> used = spectrumRuns();
        if (used.isEmpty()) {
            return;
        }
        final VibrationalSpectrum s = VibrationalSpectrum.compute(used, species, progress);
        final double[] density = all(s.size(), s::density);
        final int[] some = Lags.even(s.size(), SPECTRUM_POINTS);
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.DENSITY_OF_STATES, species.symbol(), averaged(all(s.size(), s::frequencyTHz), some),
            averaged(density, some)));
        final VelocityAutocorrelation c = s.autocorrelation();
        final int lags = Math.min(c.lags(), SPECTRUM_POINTS);
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.VELOCITY_AUTOCORRELATION, species.symbol(),
            all(lags, k -> c.timeFs(k) / Units.PICOSECOND), all(lags, c::normalized)));
        double high = 0;
        double sum = 0;
        for (int k = 0; k < density.length; k++) {
            sum += density[k];
            high += 5 * k >= 4 * density.length ? density[k] : 0;
        }
        vibrations.add(new SpeciesVibrations(species, s.centroidTHz(), s.nyquistTHz(), high / sum, s.fromPositions()));
    }

    /** The runs that are averaged: the shortest one sets the resolution, so those below half of the longest are left out; velocities go before positions. */
    private List<Trajectory> spectrumRuns() {
        final boolean velocities = runs.stream().anyMatch(r -> r.quantities().contains(Quantity.VELOCITIES));
        final List<Trajectory> alike = runs.stream().filter(r -> r.quantities().contains(Quantity.VELOCITIES) == velocities).toList();
        final long longest = alike.stream().mapToLong(Trajectory::frames).max().orElseThrow();
        return alike.stream().filter(r -> r.frames() > FEWEST_SPECTRUM_FRAMES && (2 * r.frames() >= longest || r.frames() > LONG_SPECTRUM_FRAMES)).toList();
    }

    /** Means over the points up to the next kept one, so that no peak falls between two of them. */
    private static double[] averaged(final double[] y, final int[] kept) {
        final double[] result = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            final int end = i + 1 < kept.length ? kept[i + 1] : y.length;
            for (int k = kept[i]; k < end; k++) {
                result[i] += y[k] / (end - kept[i]);
            }
        }
        return result;
    }
}
