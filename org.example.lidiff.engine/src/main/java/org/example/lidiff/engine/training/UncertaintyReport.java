package org.example.lidiff.engine.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How well a model knows its errors: estimates of them beside the errors themselves, on held-out frames. The arrays are the report's own: do
 * not modify them.
 *
 * <p>Estimates are scaled so that their root mean square is that of the errors of the frames for calibration; an estimate that needs no scaling has
 * the factor 1.
 *
 * @param method what makes the estimates: "last layer", "committee of 4"
 * @param set which frames these are: "validation" (also those of the calibration) or "test" (untouched by it)
 * @param energyFactor by how much the bare estimates of the energy were multiplied
 * @param forceFactor likewise of the forces
 * @param energyErrors |predicted − reference| in eV/atom, one a frame
 * @param energyEstimates scaled standard deviations in eV/atom
 * @param forceErrors root mean square over the three components of the force error of an atom in eV/Å, frame by frame
 * @param forceEstimates scaled standard deviations of a component in eV/Å, one an atom
 */
public record UncertaintyReport(String method, String set, double energyFactor, double forceFactor, double[] energyErrors,
    double[] energyEstimates, double[] forceErrors, double[] forceEstimates) {

    /** 95 % of the lengths of Gaussian vectors, over √3, are below this many standard deviations of a component. */
    public static final double THREE_COMPONENTS = 1.613974;
    private static final double ONE_COMPONENT = 1.959964;

    /** Estimates without scaling, of one set of frames. */
    record Bare(double[] energyErrors, double[] energyEstimates, double[] forceErrors, double[] forceEstimates) {
    }

    static UncertaintyReport of(final String method, final String set, final Bare calibration, final Bare shown) {
        final double energy = rms(calibration.energyErrors) / rms(calibration.energyEstimates);
        final double force = rms(calibration.forceErrors) / rms(calibration.forceEstimates);
        return new UncertaintyReport(method, set, energy, force, shown.energyErrors, scaled(shown.energyEstimates, energy),
            shown.forceErrors, scaled(shown.forceEstimates, force));
    }

    /** Part of the energy errors that lie within the 95 % interval of their estimates; 0.95 is perfect. */
    public double energyCoverage() {
        return coverage(energyErrors, energyEstimates, ONE_COMPONENT);
    }

    /** Part of the force errors of atoms that lie within the 95 % interval of their estimates. */
    public double forceCoverage() {
        return coverage(forceErrors, forceEstimates, THREE_COMPONENTS);
    }

    /** Rank correlation (Spearman) of force errors and their estimates over the atoms: 1 if the estimates find the worst atoms, 0 if they know nothing. */
    public double forceCorrelation() {
        return correlation(ranks(forceErrors), ranks(forceEstimates));
    }

    /** Root mean square of the errors over that of the scaled estimates, forces; 1 on the calibration frames. */
    public double forceRatio() {
        return forceErrorRms() / forceEstimateRms();
    }

    /** Likewise of the energies. */
    public double energyRatio() {
        return energyErrorRms() / energyEstimateRms();
    }

    /** Root mean square of the energy errors in eV/atom. */
    public double energyErrorRms() {
        return rms(energyErrors);
    }

    /** Root mean square of the scaled estimates of the energy errors in eV/atom. */
    public double energyEstimateRms() {
        return rms(energyEstimates);
    }

    /** Root mean square of the force errors of the atoms in eV/Å. */
    public double forceErrorRms() {
        return rms(forceErrors);
    }

    /** Root mean square of the scaled estimates of the force errors in eV/Å. */
    public double forceEstimateRms() {
        return rms(forceEstimates);
    }

    /** One sentence. */
    public String text() {
        return String.format(Locale.ROOT, "Uncertainty by %s, %s frames: errors are %.2f (energies) and %.2f (forces) times the estimates after "
            + "scaling these by %.2g and %.2g; %.0f %% and %.0f %% lie within their 95 %% intervals; rank correlation of force errors and estimates "
            + "%.2f.", method, set, energyRatio(), forceRatio(), energyFactor, forceFactor, 100 * energyCoverage(), 100 * forceCoverage(),
            forceCorrelation());
    }

    private static double coverage(final double[] errors, final double[] estimates, final double width) {
        return IntStream.range(0, errors.length).filter(i -> errors[i] <= width * estimates[i]).count() / (double)errors.length;
    }

    private static double[] scaled(final double[] x, final double factor) {
        return Arrays.stream(x).map(v -> factor * v).toArray();
    }

    private static double rms(final double[] x) {
        return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum() / x.length);
    }

    private static double[] ranks(final double[] x) {
        final int[] order = IntStream.range(0, x.length).boxed().sorted((i, j) -> Double.compare(x[i], x[j])).mapToInt(i -> i).toArray();
        final double[] ranks = new double[x.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i;
        }
        return ranks;
    }

    private static double correlation(final double[] a, final double[] b) {
        final double ma = Arrays.stream(a).average().orElse(0);
        final double mb = Arrays.stream(b).average().orElse(0);
        double aa = 0;
        double ab = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            aa += (a[i] - ma) * (a[i] - ma);
            ab += (a[i] - ma) * (b[i] - mb);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
