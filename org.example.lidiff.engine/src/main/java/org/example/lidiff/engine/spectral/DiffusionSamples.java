package org.example.lidiff.engine.spectral;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.LogInterval;
import org.example.lidiff.engine.markov.ModelSamples;

/** Diffusion tensors of samples of a model: the error of a diffusion coefficient. Units Å²/fs. Immutable. */
public final class DiffusionSamples {

    private final List<NetworkDiffusion> samples;
    private final double freedom;
    private final double factor;

    private DiffusionSamples(final List<NetworkDiffusion> samples, final double freedom, final double factor) {
        this.samples = List.copyOf(samples);
        this.freedom = freedom;
        this.factor = factor;
    }

    /** Diffusion of each sample of a Markov state model; {@code geometry} holds all sites. */
    public static DiffusionSamples of(final ModelSamples models, final NetworkGeometry geometry, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final NetworkDiffusion point = NetworkDiffusion.of(models.point(), geometry);
        final AtomicInteger done = new AtomicInteger();
        final List<NetworkDiffusion> list = IntStream.range(0, models.size()).parallel().mapToObj(k -> {
            final NetworkDiffusion sample = point.sample(models.model(k).transitions());
            throttled.advance(done.incrementAndGet(), models.size(), "Diffusion of samples");
            return sample;
        }).toList();
        return new DiffusionSamples(list, models.freedom(), models.factor());
    }

    /**
     * Diffusion of rates drawn from the posterior of their hop counts.
     *
     * @param rates connected; see {@link JumpRates#largestConnected()}
     * @param geometry all sites
     */
    public static DiffusionSamples of(final JumpRates rates, final NetworkGeometry geometry, final int count, final long seed) {
        final NetworkGeometry some = geometry.select(rates.stateIds());
        final NetworkDiffusion plain = NetworkDiffusion.ofRates(rates.rates(), some);
        final List<NetworkDiffusion> list = rates.samples(count, seed).parallelStream().map(plain::sample).toList();
        return new DiffusionSamples(list, Double.POSITIVE_INFINITY, 1);
    }

    /** Number of samples. */
    public int size() {
        return samples.size();
    }

    /** Diffusion of one sample. */
    public NetworkDiffusion sample(final int k) {
        return samples.get(k);
    }

    /** Mean of the scalar D. */
    public double mean() {
        return samples.stream().mapToDouble(NetworkDiffusion::scalar).average().orElse(Double.NaN);
    }

    /** Standard deviation of the scalar D. */
    public double standardDeviation() {
        return deviation(samples.stream().mapToDouble(NetworkDiffusion::scalar).toArray());
    }

    /** Standard deviation of each element of the tensor, nine numbers by rows. */
    public double[] tensorDeviation() {
        final double[] result = new double[9];
        for (int x = 0; x < 9; x++) {
            final int element = x;
            result[x] = deviation(samples.stream().mapToDouble(d -> d.tensor()[element]).toArray());
        }
        return result;
    }

    /** Half the 95 % interval of each element of the tensor, nine numbers by rows: Student's quantile times the deviation. */
    public double[] tensorHalfInterval() {
        final double quantile = factor * LogInterval.student(1 / (1 / freedom + 1.0 / (samples.size() - 1)));
        return Arrays.stream(tensorDeviation()).map(d -> quantile * d).toArray();
    }

    /**
     * The 95 % interval of a positive quantity, for example {@code NetworkDiffusion::scalar}, around its estimate.
     *
     * @param estimate its value in the point estimate
     */
    public LogInterval interval(final double estimate, final ToDoubleFunction<NetworkDiffusion> quantity) {
        return interval(estimate, samples.stream().mapToDouble(quantity).toArray());
    }

    /** The same from its values in the samples. */
    LogInterval interval(final double estimate, final double[] values) {
        return LogInterval.around(estimate, values, freedom, factor);
    }

    /** Standard deviation of each component of the drift velocity, Å/fs. */
    public double[] driftDeviation() {
        final double[] result = new double[3];
        for (int x = 0; x < 3; x++) {
            final int axis = x;
            result[x] = deviation(samples.stream().mapToDouble(d -> d.driftVelocity()[axis]).toArray());
        }
        return result;
    }

    private static double deviation(final double[] x) {
        final double mean = Arrays.stream(x).average().orElse(Double.NaN);
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
    }
}
