package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteStatistics;
import org.example.lidiff.engine.markov.EdgeRates;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.LogInterval;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * Transport that follows from the hops: diffusion of the Markov model at its lag, diffusion of the hop rates (lag → 0) with its
 * correlation factor, and the mean squared displacement of the network. Immutable.
 *
 * <p>Sites are put at the mean positions of their ions; the diffusion coefficient does not depend on that, the mean squared
 * displacement does (SCIENCE, section 8).
 */
public final class NetworkTransport {

    private static final int MOST_STEPS = 4000;

    private final NetworkDiffusion fromModel;
    private final Optional<DiffusionSamples> modelSamples;
    private final NetworkDiffusion fromRates;
    private final DiffusionSamples rateSamples;
    private final double missed;
    private final double[] msd;
    private final double[][] band;
    private final double vibration;
    private final List<String> warnings;

    private NetworkTransport(final NetworkDiffusion fromModel, final Optional<DiffusionSamples> modelSamples,
        final NetworkDiffusion fromRates, final DiffusionSamples rateSamples, final double missed, final double[] msd, final double[][] band,
        final double vibration) {
        this.fromModel = fromModel;
        this.modelSamples = modelSamples;
        this.fromRates = fromRates;
        this.rateSamples = rateSamples;
        this.missed = missed;
        this.msd = msd;
        this.band = band;
        this.vibration = vibration;
        final List<String> all = new ArrayList<>(fromModel.warnings());
        fromRates.warnings().stream().filter(w -> !all.contains(w)).forEach(all::add);
        warnings = List.copyOf(all);
    }

    /**
     * Transport of the model at one temperature.
     *
     * @param longestTimeFs how far the mean squared displacement is followed, in fs
     * @param seed of the samples of the hop rates
     */
    public static NetworkTransport of(final NetworkModel.AtTemperature at, final double longestTimeFs, final long seed,
        final Progress progress) {
        final JumpNetwork network = at.network();
        final MarkovStateModel model = at.model();
        final NetworkGeometry geometry = meanPositions(network);
        final NetworkDiffusion fromModel = NetworkDiffusion.of(model, geometry);
        progress.advance(1, 4, "Diffusion of the network");
        final Optional<DiffusionSamples> modelSamples = at.samples()
            .map(s -> DiffusionSamples.of(s, geometry, progress.part(0.25, 0.5)));
        final JumpRates rates = network.edgeRates().rates().largestConnected();
        final NetworkDiffusion fromRates = NetworkDiffusion.of(rates, geometry);
        final int count = at.samples().map(s -> s.size()).orElse(100);
        final DiffusionSamples rateSamples = DiffusionSamples.of(rates, geometry, count, seed);
        progress.advance(3, 4, "Displacement of the network");
        final int steps = (int)Math.max(2, Math.min(MOST_STEPS, Math.round(longestTimeFs / model.lagTimeFs())));
        final double[] msd = fromModel.meanSquaredDisplacement(steps);
        final double[][] band = modelSamples.map(s -> band(s, msd)).orElse(null);
        progress.advance(4, 4, "Displacement of the network");
        return new NetworkTransport(fromModel, modelSamples, fromRates, rateSamples, missed(network.edgeRates(), rates, geometry, fromRates), msd, band,
            vibration(network, model));
    }

    /**
     * Squared hop lengths along the conducting directions of all hops that have happened, over those of the hops seen. Hops there and back between two
     * frames are no diffusion, so that D of the hops seen is right; without correlation each of them counts.
     */
    private static double missed(final EdgeRates edges, final JumpRates part, final NetworkGeometry geometry, final NetworkDiffusion diffusion) {
        final boolean[] inside = new boolean[geometry.sites()];
        Arrays.stream(part.stateIds()).forEach(i -> inside[i] = true);
        final double[][] directions = diffusion.conductingBasis();
        final double[] happened = new double[1];
        edges.expectedHops((i, j, a, b, c, n) -> happened[0] += inside[i] && inside[j] ? n * square(geometry, directions, i, j, a, b, c) : 0);
        final PeriodicMatrix hops = edges.rates().hops();
        double seen = 0;
        for (int e = 0; e < hops.entries(); e++) {
            seen += inside[hops.from(e)] && inside[hops.to(e)] ? hops.value(e)
                * square(geometry, directions, hops.from(e), hops.to(e), hops.image(e, 0), hops.image(e, 1), hops.image(e, 2)) : 0;
        }
        return seen > 0 ? happened[0] / seen : 1;
    }

    /** Squared length along {@code directions} of x_j + R·L − x_i. */
    private static double square(final NetworkGeometry geometry, final double[][] directions, final int i, final int j, final int... image) {
        double sum = 0;
        for (final double[] u : directions) {
            double along = 0;
            for (int x = 0; x < 3; x++) {
                along += u[x] * (geometry.positions()[3 * j + x] - geometry.positions()[3 * i + x] + image[0] * geometry.lattice()[x]
                    + image[1] * geometry.lattice()[3 + x] + image[2] * geometry.lattice()[6 + x]);
            }
            sum += along * along;
        }
        return sum;
    }

    private static NetworkGeometry meanPositions(final JumpNetwork network) {
        final NetworkGeometry sites = NetworkModel.geometry(network.sites());
        final double[] positions = sites.positions().clone();
        for (final SiteStatistics s : network.siteStatistics()) {
            final double[] offset = s.meanOffset();
            for (int k = 0; k < 3; k++) {
                // a site that was never visited has no mean position
                positions[3 * s.site() + k] += Double.isNaN(offset[k]) ? 0 : offset[k];
            }
        }
        return new NetworkGeometry(positions, sites.lattice());
    }

    /** 2 Σ π_i ⟨|r − x_i|²⟩: what vibration inside the sites adds to the mean squared displacement. */
    private static double vibration(final JumpNetwork network, final MarkovStateModel model) {
        final List<SiteStatistics> statistics = network.siteStatistics();
        final double[] pi = model.stationary();
        double sum = 0;
        for (int i = 0; i < pi.length; i++) {
            final double[] c = statistics.get(model.stateIds()[i]).covariance();
            sum += pi[i] * (c[0] + c[4] + c[8]);
        }
        return 2 * sum;
    }

    private static double[][] band(final DiffusionSamples samples, final double[] msd) {
        final double[][] curves = new double[samples.size()][];
        for (int s = 0; s < curves.length; s++) {
            curves[s] = samples.sample(s).meanSquaredDisplacement(msd.length - 1);
        }
        final double[][] result = new double[2][msd.length];
        final double[] values = new double[curves.length];
        for (int n = 1; n < msd.length; n++) {
            for (int s = 0; s < values.length; s++) {
                values[s] = curves[s][n];
            }
            final LogInterval interval = samples.interval(msd[n], values);
            result[0][n] = interval.lower();
            result[1][n] = interval.upper();
        }
        return result;
    }

    /** Diffusion of the Markov model at its lag. */
    public NetworkDiffusion fromModel() {
        return fromModel;
    }

    /** 95 % interval of its scalar D in Å²/fs, if the model has samples. */
    public Optional<LogInterval> modelInterval() {
        return modelSamples.map(s -> s.interval(fromModel.scalar(), NetworkDiffusion::scalar));
    }

    /** Half the 95 % intervals of the elements of its tensor in Å²/fs, nine numbers, if the model has samples. */
    public Optional<double[]> modelTensorHalfInterval() {
        return modelSamples.map(DiffusionSamples::tensorHalfInterval);
    }

    /** Diffusion of the hops seen from frame to frame, n/T, lag → 0. */
    public NetworkDiffusion fromRates() {
        return fromRates;
    }

    /** 95 % interval of its scalar D in Å²/fs. */
    public LogInterval rateInterval() {
        return rateSamples.interval(fromRates.scalar(), NetworkDiffusion::scalar);
    }

    /** Scalar D₀ of the hop rates as if no hop knew of the one before, in Å²/fs, corrected for hops there and back between two frames. */
    public double uncorrelated() {
        return missed * fromRates.uncorrelatedScalar();
    }

    /** Correlation factor of the network: D of the hop rates over {@link #uncorrelated()}. */
    public double correlationFactor() {
        return fromRates.correlationFactor() / missed;
    }

    /** 95 % interval of the correlation factor. */
    public LogInterval correlationInterval() {
        return rateSamples.interval(fromRates.correlationFactor(), NetworkDiffusion::correlationFactor).times(1 / missed);
    }

    /** Lag of the model in fs. */
    public double lagTimeFs() {
        return fromModel.lagTimeFs();
    }

    /** Mean squared displacement of the network after 0, 1, … lags in Å², without vibration. */
    public double[] meanSquaredDisplacement() {
        return msd.clone();
    }

    /** Lower (0) and upper (1) ends of its 95 % interval in Å², if the model has samples. */
    public Optional<double[][]> meanSquaredDisplacementBand() {
        return Optional.ofNullable(band).map(b -> new double[][] {b[0].clone(), b[1].clone()});
    }

    /** What vibration inside the sites adds to the mean squared displacement of all lags but 0, in Å². */
    public double vibration() {
        return vibration;
    }

    /** What makes the numbers doubtful. */
    public List<String> warnings() {
        return warnings;
    }
}
