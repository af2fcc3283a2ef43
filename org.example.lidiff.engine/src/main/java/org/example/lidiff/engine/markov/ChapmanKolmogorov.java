package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/**
 * Chapman-Kolmogorov test: probabilities between sets of states predicted by T(τ)^k, beside those estimated at the lag kτ.
 *
 * <p>P(a → b) = Σ_{i∈a} π_i Σ_{j∈b} P_ij/π_a, on the same states and with the same π for both. Passed when every pair agrees
 * within three times its standard error, or within 0.01. Immutable.
 */
public final class ChapmanKolmogorov {

    private static final double SIGMAS = 3;
    private static final double NEGLIGIBLE = 0.01;

    private final double lagTimeFs;
    private final int[] setOf;
    private final int sets;
    private final List<double[][][]> steps;
    private final List<String> warnings;

    private ChapmanKolmogorov(final double lagTimeFs, final int[] setOf, final int sets, final List<double[][][]> steps, final List<String> warnings) {
        this.lagTimeFs = lagTimeFs;
        this.setOf = setOf;
        this.sets = sets;
        this.steps = steps;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * What to test.
     *
     * @param steps largest k
     * @param samples number of samples for the errors, at least 2
     * @param seed of the samples
     * @param setOf set 0 … m − 1 of each state of the model; null for the sets told apart by the signs of the two slowest modes
     */
    public record Options(int steps, int samples, long seed, int[] setOf) {

        /** Five steps, 50 samples, sets from the slowest modes. */
        public static Options defaults() {
            return new Options(5, 50, 1, null);
        }

        /** With sets of the user. */
        public Options withSets(final int... newSetOf) {
            return new Options(steps, samples, seed, newSetOf.clone());
        }

        /** With another number of samples and another seed. */
        public Options withSamples(final int number, final long newSeed) {
            return new Options(steps, number, newSeed, setOf);
        }
    }

    /**
     * Tests {@code model}.
     *
     * @param set the trajectories it was counted from
     * @throws InputException if not even twice the lag is possible
     */
    public static ChapmanKolmogorov test(final DiscreteTrajectorySet set, final MarkovStateModel model, final Options options, final Progress progress) {
        final int[] setOf = options.setOf() != null ? options.setOf() : slowSets(model);
        final int sets = Arrays.stream(setOf).max().orElse(0) + 1;
        final int lag = (int)Math.round(model.lagTimeFs() / set.frameIntervalFs());
        final int largest = set.largestReasonableLagFrames();
        if (2L * lag > largest) {
            throw new InputException("The Chapman-Kolmogorov test of a lag of " + lag + " frames needs lags up to at least " + 2 * lag
                + " frames, but a tenth of the length of the runs is " + largest + " frames.", "Choose a shorter lag, or load longer trajectories.");
        }
        final List<String> warnings = new ArrayList<>();
        final ModelSamples samples = ModelSamples.ionBootstrap(set, model, options.samples(), options.seed(), progress.part(0, 0.3));
        final List<double[][][]> steps = new ArrayList<>();
        for (int k = 1; k <= options.steps(); k++) {
            if ((long)k * lag > largest) {
                warnings.add("The test ends after " + (k - 1) + " of " + options.steps() + " steps: a tenth of the length of the runs is " + largest + " frames.");
                break;
            }
            final TransitionCounts counts = TransitionCounts.sliding(set, k * lag).restrictTo(model.stateIds());
            if (counts.connectedSets().size() > 1) {
                warnings.add("The test ends after " + (k - 1) + " steps: at a lag of " + counts.lagTimeFs() + " fs the sites are not connected.");
                break;
            }
            final MarkovStateModel later = model.of(counts);
            final ModelSamples laterSamples = k == 1 ? samples : ModelSamples.ionBootstrap(set, later, options.samples(), options.seed() + k,
                progress.part(0.3 + 0.7 * (k - 1) / options.steps(), 0.3 + 0.7 * k / options.steps()));
            steps.add(step(model, samples, later, laterSamples, k, setOf, sets));
        }
        return new ChapmanKolmogorov(model.lagTimeFs(), setOf.clone(), sets, steps, warnings);
    }

    private static int[] slowSets(final MarkovStateModel model) {
        final Eigenmodes modes = Eigenmodes.of(model, 3);
        final int[] code = new int[model.states()];
        for (int k = 1; k < modes.count(); k++) {
            final double[] psi = modes.right(k);
            for (int i = 0; i < code.length; i++) {
                code[i] = 2 * code[i] + (psi[i] < 0 ? 1 : 0);
            }
        }
        final int[] used = Arrays.stream(code).sorted().distinct().toArray();
        return Arrays.stream(code).map(c -> Arrays.binarySearch(used, c)).toArray();
    }

    /** Predicted, its error, estimated, its error: four matrices. */
    private static double[][][] step(final MarkovStateModel model, final ModelSamples samples, final MarkovStateModel later,
            final ModelSamples laterSamples, final int k, final int[] setOf, final int sets) {
        final double[] pi = model.stationary();
        final double[][] predicted = between(model.transitions(), k, pi, setOf, sets);
        final double[][] estimated = between(later.transitions(), 1, pi, setOf, sets);
        final double[][] predictedError = new double[sets][sets];
        final double[][] estimatedError = new double[sets][sets];
        for (int s = 0; s < samples.size(); s++) {
            addSquares(predictedError, between(samples.model(s).transitions(), k, pi, setOf, sets), predicted, samples.size());
            addSquares(estimatedError, between(laterSamples.model(s).transitions(), 1, pi, setOf, sets), estimated, samples.size());
        }
        return new double[][][]{predicted, root(predictedError), estimated, root(estimatedError)};
    }

    private static double[][] between(final PeriodicMatrix t, final int power, final double[] pi, final int[] setOf, final int sets) {
        final double[][] p = new double[sets][sets];
        final double[] weight = new double[sets];
        for (int i = 0; i < pi.length; i++) {
            weight[setOf[i]] += pi[i];
        }
        for (int b = 0; b < sets; b++) {
            double[] chi = new double[pi.length];
            for (int i = 0; i < chi.length; i++) {
                chi[i] = setOf[i] == b ? 1 : 0;
            }
            for (int k = 0; k < power; k++) {
                chi = t.times(chi);
            }
            for (int i = 0; i < chi.length; i++) {
                p[setOf[i]][b] += pi[i] * chi[i] / weight[setOf[i]];
            }
        }
        return p;
    }

    private static void addSquares(final double[][] sum, final double[][] sample, final double[][] center, final int count) {
        for (int a = 0; a < sum.length; a++) {
            for (int b = 0; b < sum.length; b++) {
                final double d = sample[a][b] - center[a][b];
                sum[a][b] += d * d / count;
            }
        }
    }

    private static double[][] root(final double[][] squares) {
        return Arrays.stream(squares).map(row -> Arrays.stream(row).map(Math::sqrt).toArray()).toArray(double[][]::new);
    }

    /** Number of sets of states. */
    public int sets() {
        return sets;
    }

    /** The set of each state of the model. */
    public int[] setOf() {
        return setOf.clone();
    }

    /** Number of steps; step 0 is the lag itself, where both agree by construction. */
    public int steps() {
        return steps.size();
    }

    /** (step + 1) τ, fs. */
    public double timeFs(final int step) {
        return (step + 1) * lagTimeFs;
    }

    /** P(a → b) of T(τ)^(step + 1). */
    public double predicted(final int step, final int a, final int b) {
        return steps.get(step)[0][a][b];
    }

    /** Standard error of {@link #predicted}. */
    public double predictedError(final int step, final int a, final int b) {
        return steps.get(step)[1][a][b];
    }

    /** P(a → b) estimated at the lag (step + 1) τ. */
    public double estimated(final int step, final int a, final int b) {
        return steps.get(step)[2][a][b];
    }

    /** Standard error of {@link #estimated}. */
    public double estimatedError(final int step, final int a, final int b) {
        return steps.get(step)[3][a][b];
    }

    /** Largest disagreement beyond 0.01, in standard errors of the difference. */
    public double worstDeviation() {
        double worst = 0;
        for (int s = 1; s < steps.size(); s++) {
            for (int a = 0; a < sets; a++) {
                for (int b = 0; b < sets; b++) {
                    final double difference = Math.abs(predicted(s, a, b) - estimated(s, a, b));
                    if (difference > NEGLIGIBLE) {
                        worst = Math.max(worst, difference / Math.hypot(predictedError(s, a, b), estimatedError(s, a, b)));
                    }
                }
            }
        }
        return worst;
    }

    /** Whether every pair of sets agrees at every step. */
    public boolean passed() {
        return worstDeviation() <= SIGMAS;
    }

    /** What the user should know. */
    public List<String> warnings() {
        return warnings;
    }
}
