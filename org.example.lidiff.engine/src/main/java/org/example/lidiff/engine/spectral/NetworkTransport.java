package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteStatistics;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Quantiles;

/**
 * Transport that follows from the hops: diffusion of the Markov model at its lag, diffusion of the hop rates (lag → 0) with its
 * correlation factor, and the mean squared displacement of the network. Immutable.
 *
 * <p>Sites are put at the mean positions of their ions; the diffusion coefficient does not depend on that, the mean squared
 * displacement does (SCIENCE, section 8).
 */
public final class NetworkTransport {

    private static final int MOST_STEPS = 4000;
    /** Of the normal distribution, for 95 %. */
    private static final double QUANTILE = 1.959964;
    /** Share of a normal distribution more than one standard deviation below its mean. */
    private static final double ONE_SIGMA = 0.158655;

    private final NetworkDiffusion fromModel;
    private final Optional<DiffusionSamples> modelSamples;
    private final NetworkDiffusion fromRates;
    private final DiffusionSamples rateSamples;
    private final double[] msd;
    private final double[][] band;
    private final double vibration;
    private final List<String> warnings;

    private NetworkTransport(final NetworkDiffusion fromModel, final Optional<DiffusionSamples> modelSamples,
        final NetworkDiffusion fromRates, final DiffusionSamples rateSamples, final double[] msd, final double[][] band,
        final double vibration) {
        this.fromModel = fromModel;
        this.modelSamples = modelSamples;
        this.fromRates = fromRates;
        this.rateSamples = rateSamples;
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
        final JumpRates rates = JumpRates.of(network.discreteTrajectories()).largestConnected();
        final int count = at.samples().map(s -> s.size()).orElse(100);
        final DiffusionSamples rateSamples = DiffusionSamples.of(rates, geometry, count, seed);
        progress.advance(3, 4, "Displacement of the network");
        final int steps = (int)Math.max(2, Math.min(MOST_STEPS, Math.round(longestTimeFs / model.lagTimeFs())));
        final double[] msd = fromModel.meanSquaredDisplacement(steps);
        final double[][] band = modelSamples.map(s -> band(s, msd)).orElse(null);
        progress.advance(4, 4, "Displacement of the network");
        return new NetworkTransport(fromModel, modelSamples, NetworkDiffusion.of(rates, geometry), rateSamples, msd, band,
            vibration(network, model));
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
            final double[] interval = around(msd[n], values);
            result[0][n] = interval[0];
            result[1][n] = interval[1];
        }
        return result;
    }

    /**
     * The 95 % interval of a positive quantity whose logarithm scatters as that of its samples. It is centered at the estimate: where many
     * edges were seen only once or twice, the samples lie on one side of it (resampling thins the network out) and their quantiles
     * would not even hold the estimate. The scatter is half the distance of the 16 % and 84 % quantiles, which a single far sample does
     * not move.
     */
    static double[] around(final double estimate, final double[] samples) {
        final double[] logs = Arrays.stream(samples).filter(s -> s > 0 && Double.isFinite(s)).map(Math::log).sorted().toArray();
        if (logs.length < 2 || !(estimate > 0)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        final double factor = Math.exp(QUANTILE * (Quantiles.of(logs, 1 - ONE_SIGMA) - Quantiles.of(logs, ONE_SIGMA)) / 2);
        return new double[] {estimate / factor, estimate * factor};
    }

    private static double[] values(final DiffusionSamples samples, final ToDoubleFunction<NetworkDiffusion> of) {
        final double[] values = new double[samples.size()];
        for (int s = 0; s < values.length; s++) {
            values[s] = of.applyAsDouble(samples.sample(s));
        }
        return values;
    }

    /** Diffusion of the Markov model at its lag. */
    public NetworkDiffusion fromModel() {
        return fromModel;
    }

    /** 95 % interval of its scalar D in Å²/fs, if the model has samples. */
    public Optional<double[]> modelInterval() {
        return modelSamples.map(s -> around(fromModel.scalar(), values(s, NetworkDiffusion::scalar)));
    }

    /** Standard deviations of its tensor in Å²/fs, nine numbers, if the model has samples. */
    public Optional<double[]> modelTensorDeviation() {
        return modelSamples.map(DiffusionSamples::tensorDeviation);
    }

    /** Diffusion of the hop rates, lag → 0; its correlation factor is that of the network. */
    public NetworkDiffusion fromRates() {
        return fromRates;
    }

    /** 95 % interval of its scalar D in Å²/fs. */
    public double[] rateInterval() {
        return around(fromRates.scalar(), values(rateSamples, NetworkDiffusion::scalar));
    }

    /** 95 % interval of the correlation factor. */
    public double[] correlationInterval() {
        return around(fromRates.correlationFactor(), values(rateSamples, NetworkDiffusion::correlationFactor));
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
