package org.example.lidiff.engine.spectral;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.EdgeRates;
import org.example.lidiff.engine.markov.Eigenmodes;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.KineticMonteCarlo;
import org.example.lidiff.engine.markov.LogInterval;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;

/**
 * How often 95 % intervals hold the truth of known networks, each scalar on its own.
 *
 * <p>{@code main} prints the whole table (some minutes); {@link NetworkCoverageTest} keeps a part of it. System properties: {@code seeds},
 * {@code only} (part of a name of a network).
 */
final class NetworkCoverageStudy {

    /** Samples of a model, as the node has them by default. */
    private static final int SAMPLES = 100;

    /**
     * What is watched.
     *
     * @param ions independent walkers
     * @param hops hops of all of them together, on average
     * @param interval time between frames in mean residence times
     * @param lagFrames lag in frames
     */
    record Design(int ions, double hops, double interval, int lagFrames) { }

    private static final Design[] DESIGNS = {new Design(50, 2000, .02, 1), new Design(50, 2000, .1, 1), new Design(50, 2000, .1, 10),
        new Design(20, 400, .1, 3), new Design(5, 400, .1, 3), new Design(1, 400, .1, 5), new Design(100, 300, .1, 2), new Design(10, 100, .1, 2),
        new Design(200, 4000, .1, 5)};

    /** How often an interval held the truth. */
    static final class Tally {

        private int count;
        private int above;
        private int below;
        private double ratio;
        private double width;

        private void add(final double truth, final double estimate, final LogInterval interval) {
            count++;
            above += interval.lower() > truth ? 1 : 0;
            below += interval.contains(truth) || interval.lower() > truth ? 0 : 1;
            ratio += estimate / truth;
            width += Math.log(interval.upper() / interval.lower()) / 2;
        }

        /** Intervals. */
        int count() {
            return count;
        }

        /** Intervals that hold the truth. */
        int held() {
            return count - above - below;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%5.1f %% (%4.1f above, %4.1f below) ratio %.2f, half width %.2f", 100.0 * held() / count,
                100.0 * above / count, 100.0 * below / count, ratio / count, width / count);
        }
    }

    private final NetworkCases network;
    private final Design design;
    private final KineticMonteCarlo walk;
    private final double diffusion;
    private final double timescaleFs;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    NetworkCoverageStudy(final NetworkCases network, final Design design) {
        this.network = network;
        this.design = design;
        final double residence = new KineticMonteCarlo(network.rates(), 1, 1, 1).meanResidenceFs();
        walk = new KineticMonteCarlo(network.rates(), design.ions(), (int)Math.round(design.hops() / design.ions() / design.interval()),
            design.interval() * residence);
        diffusion = NetworkDiffusion.ofRates(network.rates(), network.geometry()).scalar();
        timescaleFs = network.rates().size() < 2 ? Double.NaN : slowest();
    }

    /** Of exp(K τ). */
    private double slowest() {
        final double lag = design.lagFrames() * walk.intervalFs();
        final double[][] k = network.rates().folded();
        for (int i = 0; i < k.length; i++) {
            k[i][i] = 0;
            double exit = 0;
            for (final double rate : k[i]) {
                exit += rate;
            }
            k[i][i] = -exit;
        }
        return Eigenmodes.of(MarkovStateModel.of(PeriodicMatrix.of(Networks.exponential(k, lag)), lag), 2).timescaleFs(1);
    }

    /** Runs the seeds 1000, 1001, …; the names are D, D of rates, time scale, one rate, all rates. */
    Map<String, Tally> run(final int seeds) {
        for (int seed = 1000; seed < 1000 + seeds; seed++) {
            final DiscreteTrajectorySet set = walk.run(seed);
            model(set, seed);
            rates(set, seed);
        }
        return tallies;
    }

    private Tally tally(final String name) {
        return tallies.computeIfAbsent(name, n -> new Tally());
    }

    private void model(final DiscreteTrajectorySet set, final long seed) {
        final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.sliding(set, design.lagFrames()).largestConnected());
        final ModelSamples samples = ModelSamples.ionBootstrap(set, model, SAMPLES, seed, Progress.NONE);
        final double d = NetworkDiffusion.of(model, network.geometry()).scalar();
        tally("D").add(diffusion, d, DiffusionSamples.of(samples, network.geometry(), Progress.NONE).interval(d, NetworkDiffusion::scalar));
        if (network.rates().size() > 1) {
            final Eigenmodes modes = Eigenmodes.of(model, 2);
            tally("time scale").add(timescaleFs, modes.timescaleFs(1), samples.timescaleIntervals(modes)[0]);
        }
    }

    private void rates(final DiscreteTrajectorySet set, final long seed) {
        final JumpRates rates = JumpRates.of(set).largestConnected();
        final double d = NetworkDiffusion.of(rates, network.geometry()).scalar();
        tally("D of rates").add(diffusion, d, DiffusionSamples.of(rates, network.geometry(), SAMPLES, seed).interval(d, NetworkDiffusion::scalar));
        final EdgeRates edges = EdgeRates.of(rates, set.frameIntervalFs());
        final PeriodicMatrix hops = rates.hops();
        final int[] ids = rates.stateIds();
        final int busiest = busiest();
        for (int e = 0; e < hops.entries(); e++) {
            final int known = network.rates().find(ids[hops.from(e)], ids[hops.to(e)], hops.image(e, 0), hops.image(e, 1), hops.image(e, 2));
            if (known >= 0) {
                tally("all rates").add(network.rates().value(known), edges.rate(e), edges.interval(e));
                if (known == busiest) {
                    tally("one rate").add(network.rates().value(known), edges.rate(e), edges.interval(e));
                }
            }
        }
    }

    /** The edge along which most ions hop. */
    private int busiest() {
        final double[] pi = new org.example.lidiff.engine.markov.Generator(network.rates()).stationary();
        int best = 0;
        for (int e = 0; e < network.rates().entries(); e++) {
            best = pi[network.rates().from(e)] * network.rates().value(e) > pi[network.rates().from(best)] * network.rates().value(best) ? e : best;
        }
        return best;
    }

    /** Prints the table. */
    public static void main(final String[] args) {
        for (final NetworkCases network : NetworkCases.all()) {
            for (final Design design : DESIGNS) {
                if (network.name().contains(System.getProperty("only", ""))) {
                    System.out.println(network.name() + ", " + design);
                    new NetworkCoverageStudy(network, design).run(Integer.getInteger("seeds", 200))
                        .forEach((name, tally) -> System.out.printf("    %-12s %s%n", name, tally));
                }
            }
        }
    }
}
