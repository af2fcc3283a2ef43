package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.Progress;

/**
 * The smallest lag at which a Markov state model describes its data, by three tests.
 *
 * <p>Plateau: each time scale t at this lag differs from that at every longer lag τ < t by less than two standard errors of the
 * difference (three beyond four times the lag: what decays as 1/τ has then shown three quarters of itself; see {@link ImpliedTimescales}), or by less than 1 %: what is left of the memory is
 * then small beside the interval.
 * Chapman-Kolmogorov: see {@link ChapmanKolmogorov}. Displacement: the mean squared displacement of the model lies in the error
 * band of the trajectories at 95 % of the times, and the followed quantity (the diffusion coefficient) has a plateau of the same kind
 * within one standard error. When no lag passes all that could be tested, the one with the fewest
 * failures is taken (the longest of equals), with a warning that says which failed. Lags beyond the one chosen are not tested.
 */
public final class LagSelection {

    private static final double SIGMAS = 2;
    /** For the quantity, which has an interval of its own that must not be spoiled by what memory is left. */
    private static final double SIGMAS_QUANTITY = 1;
    private static final double SIGMAS_FAR = 3;
    private static final double FAR = 4;
    private static final double NEGLIGIBLE = 0.01;
    /** Longest time at which displacements are compared, in lags. */
    private static final int MOST_STEPS = 5000;

    /** Outcome of one test at one lag. */
    public enum Verdict {
        /** The model agrees. */
        PASSED,
        /** The model disagrees. */
        FAILED,
        /** Nothing to compare with, or not needed any more. */
        NOT_TESTED
    }

    /** The three outcomes at one lag. */
    public record Verdicts(Verdict plateau, Verdict chapmanKolmogorov, Verdict displacement) {

        int failures() {
            return failed(plateau) + failed(chapmanKolmogorov) + failed(displacement);
        }

        private static int failed(final Verdict v) {
            return v == Verdict.FAILED ? 1 : 0;
        }

        boolean tested() {
            return plateau != Verdict.NOT_TESTED || chapmanKolmogorov != Verdict.NOT_TESTED;
        }
    }

    /**
     * Mean squared displacement of the trajectories with its error.
     *
     * @param timesFs ascending, fs
     * @param lower lower end of the band, Å²
     * @param upper upper end of the band, Å²
     */
    public record MsdBand(double[] timesFs, double[] lower, double[] upper) {

        /** Checks the lengths. */
        public MsdBand {
            if (lower.length != timesFs.length || upper.length != timesFs.length) {
                throw new IllegalArgumentException(timesFs.length + " times, but " + lower.length + " and " + upper.length + " ends of the band");
            }
        }
    }

    /** Mean squared displacement of a model after 0, 1, … {@code steps} lags, Å², comparable with the band. */
    @FunctionalInterface
    public interface MsdPrediction {
        /** The displacements; {@code steps + 1} numbers. */
        double[] after(MarkovStateModel model, int steps);
    }

    /**
     * What to test with.
     *
     * @param chapmanKolmogorov options of that test
     * @param band displacements to compare with, or null
     * @param prediction of the model to compare, or null
     */
    public record Options(ChapmanKolmogorov.Options chapmanKolmogorov, MsdBand band, MsdPrediction prediction) {

        /** Without displacements. */
        public static Options defaults() {
            return new Options(ChapmanKolmogorov.Options.defaults(), null, null);
        }

        /** With displacements to compare. */
        public Options withMsd(final MsdBand newBand, final MsdPrediction newPrediction) {
            return new Options(chapmanKolmogorov, newBand, newPrediction);
        }
    }

    private final ImpliedTimescales timescales;
    private final List<Verdicts> verdicts;
    private final int chosen;
    private final List<String> warnings;

    private LagSelection(final ImpliedTimescales timescales, final List<Verdicts> verdicts, final int chosen, final List<String> warnings) {
        this.timescales = timescales;
        this.verdicts = List.copyOf(verdicts);
        this.chosen = chosen;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Chooses among the lags of {@code timescales}, which should have intervals.
     *
     * @param set the trajectories they were computed from
     */
    public static LagSelection select(final DiscreteTrajectorySet set, final ImpliedTimescales timescales, final Options options, final Progress progress) {
        final List<Verdicts> verdicts = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        int chosen = -1;
        for (int l = 0; l < timescales.lags(); l++) {
            final MarkovStateModel model = timescales.model(l);
            if (chosen >= 0 || model == null) {
                verdicts.add(new Verdicts(Verdict.NOT_TESTED, Verdict.NOT_TESTED, Verdict.NOT_TESTED));
                continue;
            }
            final Progress part = progress.part((double)l / timescales.lags(), (l + 1.0) / timescales.lags());
            final Verdicts v = new Verdicts(plateau(timescales, l), chapmanKolmogorov(set, model, options, part),
                worse(displacement(model, options), quantityPlateau(timescales, l)));
            verdicts.add(v);
            if (v.failures() == 0 && v.tested()) {
                chosen = l;
            }
        }
        if (chosen < 0) {
            chosen = leastBad(timescales, verdicts);
            warnings.add(explain(timescales.lagTimeFs(chosen), verdicts.get(chosen)));
        }
        return new LagSelection(timescales, verdicts, chosen, warnings);
    }

    private static Verdict plateau(final ImpliedTimescales t, final int lag) {
        Verdict verdict = Verdict.NOT_TESTED;
        for (int later = lag + 1; later < t.lags(); later++) {
            for (int k = 0; k < t.processes(); k++) {
                final double here = t.timescaleFs(lag, k);
                final double there = t.timescaleFs(later, k);
                // A process faster than the later lag is not resolved there.
                if (here > t.lagTimeFs(later) && there > t.lagTimeFs(later)) {
                    verdict = worse(verdict, agree(here, there, t.difference(lag, later, k) / limit(t, lag, later, SIGMAS)));
                }
            }
        }
        return verdict;
    }

    /** Of the followed quantity. */
    private static Verdict quantityPlateau(final ImpliedTimescales t, final int lag) {
        Verdict verdict = Verdict.NOT_TESTED;
        for (int later = lag + 1; later < t.lags(); later++) {
            verdict = worse(verdict, agree(t.quantity(lag), t.quantity(later), t.quantityDifference(lag, later) / limit(t, lag, later, SIGMAS_QUANTITY)));
        }
        return verdict;
    }

    private static double limit(final ImpliedTimescales t, final int lag, final int later, final double near) {
        return t.lagTimeFs(later) > FAR * t.lagTimeFs(lag) ? SIGMAS_FAR : near;
    }

    /** Compares two numbers that differ by {@code errors} times what is allowed. */
    private static Verdict agree(final double here, final double there, final double errors) {
        return Double.isNaN(errors) ? Verdict.NOT_TESTED : errors <= 1 || Math.abs(Math.log(here / there)) <= NEGLIGIBLE ? Verdict.PASSED
            : Verdict.FAILED;
    }

    private static Verdict worse(final Verdict a, final Verdict b) {
        return a == Verdict.FAILED || b == Verdict.NOT_TESTED ? a : b;
    }

    private static Verdict chapmanKolmogorov(final DiscreteTrajectorySet set, final MarkovStateModel model, final Options options,
            final Progress progress) {
        if (2 * Math.round(model.lagTimeFs() / set.frameIntervalFs()) > set.largestReasonableLagFrames() || model.states() < 2) {
            return Verdict.NOT_TESTED;
        }
        final ChapmanKolmogorov test = ChapmanKolmogorov.test(set, model, options.chapmanKolmogorov(), progress);
        return test.steps() < 2 ? Verdict.NOT_TESTED : test.passed() ? Verdict.PASSED : Verdict.FAILED;
    }

    private static Verdict displacement(final MarkovStateModel model, final Options options) {
        final MsdBand band = options.band();
        if (band == null || options.prediction() == null) {
            return Verdict.NOT_TESTED;
        }
        final double lag = model.lagTimeFs();
        final double last = band.timesFs().length == 0 ? 0 : band.timesFs()[band.timesFs().length - 1];
        final int steps = (int)Math.min(MOST_STEPS, Math.ceil(last / lag)) + 1;
        final double[] msd = options.prediction().after(model, steps);
        int compared = 0;
        int inside = 0;
        for (int k = 0; k < band.timesFs().length; k++) {
            final double place = band.timesFs()[k] / lag;
            // Below one lag the model says nothing.
            if (place >= 1 - 1e-9 && place < steps) {
                final int low = (int)Math.floor(place + 1e-9);
                final double value = msd[low] + Math.max(0, place - low) * (msd[low + 1] - msd[low]);
                compared++;
                inside += value >= band.lower()[k] && value <= band.upper()[k] ? 1 : 0;
            }
        }
        return compared == 0 ? Verdict.NOT_TESTED : inside >= 0.95 * compared ? Verdict.PASSED : Verdict.FAILED;
    }

    private static int leastBad(final ImpliedTimescales timescales, final List<Verdicts> verdicts) {
        int best = -1;
        for (int l = 0; l < verdicts.size(); l++) {
            final boolean better = best < 0 || verdicts.get(l).tested() && !verdicts.get(best).tested()
                || verdicts.get(l).tested() == verdicts.get(best).tested() && verdicts.get(l).failures() <= verdicts.get(best).failures();
            if (timescales.model(l) != null && better) {
                best = l;
            }
        }
        return best;
    }

    private static String explain(final double lagTimeFs, final Verdicts v) {
        final List<String> failed = new ArrayList<>();
        if (v.plateau() == Verdict.FAILED) {
            failed.add("the implied time scales have no plateau");
        }
        if (v.chapmanKolmogorov() == Verdict.FAILED) {
            failed.add("the Chapman-Kolmogorov test fails");
        }
        if (v.displacement() == Verdict.FAILED) {
            failed.add("the mean squared displacement is outside the error band of the trajectories, or changes with the lag");
        }
        if (failed.isEmpty()) {
            failed.add("the runs are too short for the tests");
        }
        return "No lag passes every test. The best one, " + lagTimeFs + " fs, was taken, although " + String.join(" and ", failed) + ".";
    }

    /** Index of the chosen lag among those of the time scales. */
    public int chosen() {
        return chosen;
    }

    /** Chosen lag in frames. */
    public int lagFrames() {
        return timescales.lagFrames(chosen);
    }

    /** Chosen lag, fs. */
    public double lagTimeFs() {
        return timescales.lagTimeFs(chosen);
    }

    /** Model at the chosen lag. */
    public MarkovStateModel model() {
        return timescales.model(chosen);
    }

    /** Outcomes at each lag of the time scales. */
    public List<Verdicts> verdicts() {
        return verdicts;
    }

    /** Which tests the chosen lag fails; empty when it passes. */
    public List<String> warnings() {
        return warnings;
    }
}
