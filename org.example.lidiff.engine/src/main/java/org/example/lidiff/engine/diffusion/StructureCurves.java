package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.Trajectory;

/** Pair distributions, van Hove correlations and vibrations of the runs of one temperature, averaged over the runs by their frames. */
final class StructureCurves {

    private static final int PAIR_FRAMES = 200;
    private static final int SPECTRUM_POINTS = 500;
    private static final int FEWEST_SPECTRUM_FRAMES = 16;

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
        final long frames = runs.stream().mapToLong(Trajectory::frames).sum();
        final double[] r = new double[options.shells()];
        final double[] g = new double[r.length];
        final double[] neighbors = new double[r.length];
        double done = 0;
        for (final Trajectory run : runs) {
            final double share = (double)run.frames() / frames;
            final int count = (int)Math.max(1, Math.round(PAIR_FRAMES * share));
            final RadialDistribution one = RadialDistribution.compute(run,
                new RadialDistribution.Options(first, second, options.cutoff(), options.shells(), count), progress.part(done, Math.min(1, done + share)));
            for (int k = 0; k < r.length; k++) {
                r[k] = one.distance(k);
                g[k] += share * one.value(k);
                neighbors[k] += share * one.coordination(k);
            }
            done = Math.min(1, done + share);
        }
        final String pair = first + "-" + second;
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.RADIAL_DISTRIBUTION, pair, r, g));
        // a neighbor counts once it is within the outer end of its shell
        final double half = options.cutoff() / options.shells() / 2;
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.COORDINATION, pair, IntStream.range(0, r.length).mapToDouble(k -> r[k] + half).toArray(),
            neighbors));
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
        final List<Trajectory> used = fitting.isEmpty() ? runs : fitting;
        final double windows = used.stream().mapToDouble(r -> r.frames() - lag).sum();
        final double[][] c = new double[4][options.shells()];
        double done = 0;
        for (final Trajectory run : used) {
            final double share = (run.frames() - lag) / windows;
            final VanHove one = VanHove.compute(run, new VanHove.Options(species, lag, options.cutoff(), options.shells(), VanHove.Options.of(species, lag)
                .origins()), progress.part(done, Math.min(1, done + share)));
            for (int k = 0; k < options.shells(); k++) {
                c[0][k] = one.selfDistance(k);
                c[1][k] += share * one.self(k);
                c[2][k] = one.distinctDistance(k);
                c[3][k] += share * one.distinct(k);
            }
            done = Math.min(1, done + share);
        }
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.VAN_HOVE_SELF, species.symbol(), c[0], c[1]).atLag(lagFs));
        if (!Double.isNaN(c[3][0])) {
            curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.VAN_HOVE_DISTINCT, species.symbol(), c[2], c[3]).atLag(lagFs));
        }
    }

    /** Adds velocity autocorrelation and density of states of {@code species}; nothing for runs of a few frames. */
    void addVibrations(final Element species, final Progress progress) {
        final List<Trajectory> used = runs.stream().filter(r -> r.frames() > FEWEST_SPECTRUM_FRAMES).toList();
        final List<VibrationalSpectrum> spectra = new ArrayList<>();
        for (int r = 0; r < used.size(); r++) {
            spectra.add(VibrationalSpectrum.compute(used.get(r), species, progress.part((double)r / used.size(), (r + 1.0) / used.size())));
        }
        if (spectra.isEmpty()) {
            return;
        }
        // only spectra of one resolution can be averaged: the finest
        final int size = spectra.stream().mapToInt(VibrationalSpectrum::size).max().orElseThrow();
        double weight = 0;
        final double[] density = new double[size];
        final double[] correlation = new double[size - 1];
        double centroid = 0;
        VibrationalSpectrum any = null;
        for (int r = 0; r < spectra.size(); r++) {
            final VibrationalSpectrum s = spectra.get(r);
            if (s.size() == size) {
                final double w = used.get(r).frames();
                weight += w;
                centroid += w * s.centroidTHz();
                final double[] d = densities(s);
                for (int k = 0; k < size; k++) {
                    density[k] += w * d[k];
                }
                for (int k = 0; k < correlation.length; k++) {
                    correlation[k] += w * s.autocorrelation(k);
                }
                any = s;
            }
        }
        final double total = weight;
        final double interval = runs.get(0).info().frameIntervalFs() / 1000;
        final VibrationalSpectrum first = any;
        final int[] some = Lags.even(size, SPECTRUM_POINTS);
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.DENSITY_OF_STATES, species.symbol(),
            averaged(IntStream.range(0, size).mapToDouble(first::frequencyTHz).toArray(), 1, some), averaged(density, total, some)));
        final int[] lags = IntStream.range(0, Math.min(correlation.length, SPECTRUM_POINTS)).toArray();
        curves.add(DiffusionCurve.of(temperatureK, DiffusionCurve.Kind.VELOCITY_AUTOCORRELATION, species.symbol(),
            IntStream.of(lags).mapToDouble(k -> k * interval).toArray(), IntStream.of(lags).mapToDouble(k -> correlation[k] / total).toArray()));
        double high = 0;
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += density[k];
            high += 5 * k >= 4 * size ? density[k] : 0;
        }
        vibrations.add(new SpeciesVibrations(species, centroid / total, first.nyquistTHz(), high / sum, first.fromPositions()));
    }

    private static double[] densities(final VibrationalSpectrum s) {
        // density(k) sums the whole spectrum each time; its integral is 1, so that the first frequency gives the scale
        final double[] d = new double[s.size()];
        for (int k = 0; k < d.length; k++) {
            d[k] = s.density(k);
        }
        return d;
    }

    /** Means over the points up to the next kept one, so that no peak falls between two of them. */
    private static double[] averaged(final double[] y, final double divisor, final int[] kept) {
        final double[] result = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            final int end = i + 1 < kept.length ? kept[i + 1] : y.length;
            for (int k = kept[i]; k < end; k++) {
                result[i] += y[k] / divisor / (end - kept[i]);
            }
        }
        return result;
    }
}
