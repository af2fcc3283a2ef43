package org.example.lidiff.engine.markov;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/**
 * Models that the data could also have come from: samples of the error of a Markov state model.
 *
 * <p>All have the states and entries of the point estimate. Immutable.
 */
public final class ModelSamples {

    private static final int VERSION = 2;
    private static final int FEWEST_PIECES = 10;
    /** From so many trajectories on none is cut. */
    private static final int ENOUGH_PIECES = 40;
    private static final int LAGS_PER_PIECE = 5;
    /** Freedom and factor of draws from a posterior. */
    private static final double[] INDEPENDENT = {Double.POSITIVE_INFINITY, 1};
    /** Largest model whose samples are diagonalized one by one. */
    private static final int SMALL = 40;
    private static final int CHAINS = 4;
    private static final int BURN_IN = 10;

    /** Where the spread of the samples comes from. */
    public enum Kind {
        /** Posterior of the transition matrix given its counts. */
        POSTERIOR,
        /** Random weights for the ions (Bayesian bootstrap, Rubin 1981). */
        ION_BOOTSTRAP
    }

    private final MarkovStateModel point;
    private final Kind kind;
    private final List<double[]> values;
    private final List<double[]> stationary;
    private final double freedom;
    private final double factor;
    private final List<String> warnings;

    private ModelSamples(final MarkovStateModel point, final Kind kind, final List<double[]> values, final List<double[]> stationary,
            final double[] scatter, final List<String> warnings) {
        this.freedom = scatter[0];
        this.factor = scatter[1];
        this.point = point;
        this.kind = kind;
        this.values = values;
        this.stationary = stationary;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Samples of the posterior: reversible matrices for a reversible model ({@link ReversibleSampler}, four
     * chains, √n/2 sweeps between samples and ten times as many before the first), else a Dirichlet variate for each row, with the counts as parameters.
     *
     * @param point a model of counts; sliding counts are not independent and give errors that are far too small
     * @param count number of samples
     * @throws InputException if the estimator of {@code point} has no posterior here
     */
    public static ModelSamples posterior(final MarkovStateModel point, final int count, final long seed, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final RandomVariates random = new RandomVariates(seed);
        final List<double[]> values = new ArrayList<>();
        final List<double[]> stationary = new ArrayList<>();
        switch (point.estimator()) {
            case REVERSIBLE -> reversible(point, count, random, throttled, values, stationary);
            case NON_REVERSIBLE -> dirichlet(point, count, random, throttled, values, stationary);
            default -> throw new InputException("There is no posterior for a model of kind " + point.estimator() + ".",
                "Use the bootstrap over ions, or the reversible estimator.");
        }
        final List<String> warnings = new ArrayList<>();
        if (point.counts().kind() == CountKind.SLIDING) {
            warnings.add("The samples were drawn with sliding counts, which overlap: the errors are too small. Use effective counts.");
        }
        return new ModelSamples(point, Kind.POSTERIOR, values, stationary, INDEPENDENT.clone(), warnings);
    }

    /** Chains of their own random numbers, so that the samples do not depend on the number of threads. */
    private static void reversible(final MarkovStateModel point, final int count, final RandomVariates random, final Progress progress,
            final List<double[]> values, final List<double[]> stationary) {
        final PeriodicMatrix t = point.transitions();
        final double[] start = t.values();
        final double[] pi = point.stationary();
        for (int e = 0; e < start.length; e++) {
            start[e] *= pi[t.from(e)];
        }
        final PeriodicMatrix counts = point.counts().matrix().withReverses();
        final int thinning = Math.max(3, (int)Math.ceil(Math.sqrt(pi.length) / 2));
        final RandomVariates[] randoms = new RandomVariates[CHAINS];
        Arrays.setAll(randoms, c -> random.split());
        final Estimation[] samples = new Estimation[count];
        final AtomicInteger done = new AtomicInteger();
        IntStream.range(0, CHAINS).parallel().forEach(chain -> {
            final ReversibleSampler sampler = new ReversibleSampler(counts, start, randoms[chain]);
            for (int s = chain - BURN_IN * CHAINS; s < count; s += CHAINS) {
                for (int k = 0; k < thinning; k++) {
                    sampler.sweep();
                    progress.advance(done.get(), count, "Sampling transition matrices");
                }
                if (s >= 0) {
                    samples[s] = sampler.current();
                    progress.advance(done.incrementAndGet(), count, "Sampling transition matrices");
                }
            }
        });
        for (final Estimation sample : samples) {
            values.add(sample.transitions().values());
            stationary.add(sample.stationary());
        }
    }

    private static void dirichlet(final MarkovStateModel point, final int count, final RandomVariates random, final Progress progress,
            final List<double[]> values, final List<double[]> stationary) {
        final PeriodicMatrix counts = point.counts().matrix();
        for (int s = 0; s < count; s++) {
            final double[] t = counts.values();
            for (int i = 0; i < counts.size(); i++) {
                random.dirichlet(t, counts.rowStart(i), counts.rowStart(i + 1));
            }
            values.add(t);
            stationary.add(new Generator(counts.withValues(t)).stationary());
            progress.advance(s + 1L, count, "Sampling transition matrices");
        }
    }

    /**
     * Samples in which the trajectory of each ion in each run has a random weight, exponentially distributed: the Bayesian form of
     * resampling whole trajectories with replacement, in which no transition ever vanishes. Any correlation within a
     * trajectory is accounted for; correlation between ions is not. Fewer than 40 trajectories are cut into as many pieces, each of
     * at least five lags, so that a single ion has an error too; correlation is then accounted for within a piece.
     *
     * @param set the trajectories that {@code point} was counted from
     */
    public static ModelSamples ionBootstrap(final DiscreteTrajectorySet set, final MarkovStateModel point, final int count, final long seed,
            final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final TrajectoryPieces pieces = TrajectoryPieces.of(set, point, ENOUGH_PIECES, LAGS_PER_PIECE);
        final RandomVariates random = new RandomVariates(seed);
        final List<double[]> values = new ArrayList<>();
        final List<double[]> stationary = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            final MarkovStateModel sample = again(point, pieces.weighted(random));
            values.add(sample.transitions().values());
            stationary.add(sample.stationary());
            throttled.advance(s + 1L, count, "Bootstrapping over ions");
        }
        final List<String> warnings = new ArrayList<>();
        if (pieces.size() < FEWEST_PIECES) {
            warnings.add("The bootstrap has only " + pieces.size() + " trajectories or pieces of them to choose from; its errors are uncertain.");
        }
        return new ModelSamples(point, Kind.ION_BOOTSTRAP, values, stationary, new double[]{pieces.freedom(), pieces.factor()}, warnings);
    }

    private static MarkovStateModel again(final MarkovStateModel point, final double[] counts) {
        final TransitionCounts weighted = TransitionCounts.of(point.counts().matrix().withValues(counts), point.lagTimeFs());
        return point.of(weighted);
    }

    /** Number of samples. */
    public int size() {
        return values.size();
    }

    /** A sample, with the states and counts of the point estimate. */
    public MarkovStateModel model(final int sample) {
        return point.withTransitions(values.get(sample), stationary.get(sample));
    }

    /** The model the samples are spread around. */
    public MarkovStateModel point() {
        return point;
    }

    /** Where the spread comes from. */
    public Kind kind() {
        return kind;
    }

    /** Degrees of freedom of the scatter of the samples: infinite for a posterior; the number of pieces less one for a bootstrap. */
    public double freedom() {
        return freedom;
    }

    /** By how much the samples scatter too little: 1 for a posterior; more for a bootstrap that chooses among few pieces. */
    public double factor() {
        return factor;
    }

    /** What the user should know about these samples. */
    public List<String> warnings() {
        return warnings;
    }

    /** Writes the samples, without the point estimate, with a version number in front. */
    public void write(final DataOutput out) throws IOException {
        out.writeInt(VERSION);
        out.writeUTF(kind.name());
        out.writeInt(values.size());
        for (int s = 0; s < values.size(); s++) {
            Serialization.writeDoubles(out, values.get(s));
            Serialization.writeDoubles(out, stationary.get(s));
        }
        Serialization.writeStrings(out, warnings);
        out.writeDouble(freedom);
        out.writeDouble(factor);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param point the model the samples belong to
     * @throws InputException if it was written by a newer version, or does not fit {@code point}
     */
    public static ModelSamples read(final DataInput in, final MarkovStateModel point) throws IOException {
        final int version = Serialization.readVersion(in, "samples of a Markov state model", VERSION);
        final String name = in.readUTF();
        final Kind kind = Arrays.stream(Kind.values()).filter(k -> k.name().equals(name)).findFirst()
            .orElseThrow(() -> Serialization.damaged("The kind of the samples is '" + name + "'."));
        final int count = Serialization.readCount(in, "samples");
        final List<double[]> values = new ArrayList<>();
        final List<double[]> stationary = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            values.add(Serialization.readDoubles(in, "entries"));
            stationary.add(Serialization.readDoubles(in, "states"));
            if (values.get(s).length != point.transitions().entries() || stationary.get(s).length != point.states()) {
                throw Serialization.damaged("A sample has " + values.get(s).length + " entries, the model " + point.transitions().entries() + ".");
            }
        }
        final List<String> warnings = Serialization.readStrings(in, "warnings");
        return new ModelSamples(point, kind, values, stationary, version < 2 ? INDEPENDENT.clone() : new double[]{in.readDouble(), in.readDouble()},
            warnings);
    }

    /** The 95 % interval of a positive quantity of the model, from its values in the samples. */
    public LogInterval interval(final double estimate, final double[] values) {
        return LogInterval.around(estimate, values, freedom, factor);
    }

    /**
     * The 95 % intervals of the time scales of the point estimate, process by process: mode 1 is process 0.
     *
     * <p>Small models with detailed balance are diagonalized sample by sample; otherwise each mode is followed by perturbation.
     *
     * @param modes of the point estimate
     */
    public LogInterval[] timescaleIntervals(final Eigenmodes modes) {
        final double[][] times = timescales(modes);
        final LogInterval[] intervals = new LogInterval[times.length];
        Arrays.setAll(intervals, k -> interval(modes.timescaleFs(k + 1), times[k]));
        return intervals;
    }

    /** Time scales, fs, of each process in each sample; zero or NaN where there is none. */
    double[][] timescales(final Eigenmodes modes) {
        final int processes = modes.count() - 1;
        final double[][] times = new double[processes][size()];
        final boolean exact = modes.reversible() && point.states() <= SMALL;
        for (int s = 0; s < size(); s++) {
            final MarkovStateModel sample = model(s);
            final Eigenmodes own = exact ? Eigenmodes.of(sample, processes + 1) : null;
            for (int k = 0; k < processes; k++) {
                if (exact) {
                    times[k][s] = own.timescaleFs(k + 1);
                } else {
                    final double[] lambda = modes.perturbed(k + 1, sample.transitions());
                    times[k][s] = Eigenmodes.timescaleFs(sample.lagTimeFs(), lambda[0], modes.isComplex(k + 1) ? lambda[1] : 0);
                }
            }
        }
        return times;
    }
}
