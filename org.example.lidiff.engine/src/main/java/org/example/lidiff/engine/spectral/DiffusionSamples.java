package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/** Diffusion tensors of samples of a model: the error of a diffusion coefficient. Units Å²/fs. Immutable. */
public final class DiffusionSamples {

    private final List<NetworkDiffusion> samples;

    private DiffusionSamples(final List<NetworkDiffusion> samples) {
        this.samples = List.copyOf(samples);
    }

    /** Diffusion of each sample of a Markov state model; {@code geometry} holds all sites. */
    public static DiffusionSamples of(final ModelSamples models, final NetworkGeometry geometry, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final List<NetworkDiffusion> list = new ArrayList<>();
        for (int k = 0; k < models.size(); k++) {
            list.add(NetworkDiffusion.of(models.model(k), geometry));
            throttled.advance(k + 1L, models.size(), "Diffusion of samples");
        }
        return new DiffusionSamples(list);
    }

    /**
     * Diffusion of rates drawn from the posterior of their hop counts.
     *
     * @param rates connected; see {@link JumpRates#largestConnected()}
     * @param geometry all sites
     */
    public static DiffusionSamples of(final JumpRates rates, final NetworkGeometry geometry, final int count, final long seed) {
        final NetworkGeometry some = geometry.select(rates.stateIds());
        final List<NetworkDiffusion> list = new ArrayList<>();
        for (final PeriodicMatrix k : rates.samples(count, seed)) {
            list.add(NetworkDiffusion.ofRates(k, some));
        }
        return new DiffusionSamples(list);
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

    /** Standard deviation of each component of the drift velocity, Å/fs. */
    public double[] driftDeviation() {
        final double[] result = new double[3];
        for (int x = 0; x < 3; x++) {
            final int axis = x;
            result[x] = deviation(samples.stream().mapToDouble(d -> d.driftVelocity()[axis]).toArray());
        }
        return result;
    }

    /**
     * Central interval of the scalar D.
     *
     * @param confidence probability inside, for example 0.95
     * @return lower and upper end
     */
    public double[] interval(final double confidence) {
        final double[] sorted = samples.stream().mapToDouble(NetworkDiffusion::scalar).sorted().toArray();
        return new double[]{quantile(sorted, (1 - confidence) / 2), quantile(sorted, (1 + confidence) / 2)};
    }

    private static double quantile(final double[] sorted, final double probability) {
        final double place = probability * (sorted.length - 1);
        final int low = (int)Math.floor(place);
        final int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }

    private static double deviation(final double[] x) {
        final double mean = Arrays.stream(x).average().orElse(Double.NaN);
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
    }
}
