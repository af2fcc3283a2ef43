package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.example.lidiff.engine.structure.Element;

/**
 * Reference and predicted values of a set of frames with their errors. The arrays are the report's own: do not modify them.
 */
public final class ErrorReport {

    private static final double LARGE_ERROR = 0.3;


    /**
     * Errors of the force components of one species, eV/Å.
     *
     * @param rmse root mean square error
     * @param mae mean absolute error
     * @param referenceRms root mean square of the reference components
     */
    public record ForceError(double rmse, double mae, double referenceRms) {
    }

    /**
     * Errors of the frames of one kind of configuration or of one run.
     *
     * @param frames how many
     * @param energyRmse eV/atom
     * @param energyMae eV/atom
     * @param energyBias mean of predicted − reference in eV/atom
     * @param force over the components, eV/Å
     */
    public record GroupErrors(int frames, double energyRmse, double energyMae, double energyBias, ForceError force) {
    }

    /**
     * Errors of one frame.
     *
     * @param name which frame
     * @param group its kind of configuration, or its run
     * @param energyError predicted − reference in eV/atom
     * @param forceRmse eV/Å over the components
     */
    public record FrameError(String name, String group, double energyError, double forceRmse) {
    }

    private final double[] referenceEnergies;
    private final double[] predictedEnergies;
    private final double[] referenceForces;
    private final double[] predictedForces;
    private final double[] referenceVirials;
    private final double[] predictedVirials;
    private final int[] forceSpecies;
    private final int[] frameAtoms;
    private final List<FrameError> frames;

    ErrorReport(final List<PreparedFrame> frames, final List<Prediction> predictions) {
        final int n = frames.size();
        final int components = frames.stream().mapToInt(f -> 3 * f.atoms()).sum();
        final int virials = 6 * (int)frames.stream().filter(f -> f.virial != null).count();
        referenceEnergies = new double[n];
        predictedEnergies = new double[n];
        referenceForces = new double[components];
        predictedForces = new double[components];
        forceSpecies = new int[components];
        frameAtoms = frames.stream().mapToInt(PreparedFrame::atoms).toArray();
        referenceVirials = new double[virials];
        predictedVirials = new double[virials];
        this.frames = new ArrayList<>();
        int at = 0;
        int virialAt = 0;
        for (int f = 0; f < n; f++) {
            final PreparedFrame frame = frames.get(f);
            final Prediction prediction = predictions.get(f);
            final LabeledFrame source = frame.source;
            referenceEnergies[f] = source.energy() / source.atoms();
            predictedEnergies[f] = (prediction.energy() + frame.energyShift) / source.atoms();
            double sum = 0;
            for (int i = 0; i < source.forces().length; i++, at++) {
                referenceForces[at] = source.forces()[i];
                final double error = prediction.forces()[i] - frame.forces[i];
                predictedForces[at] = source.forces()[i] + error;
                forceSpecies[at] = source.atomicNumbers()[i / 3];
                sum += error * error;
            }
            if (frame.virial != null) {
                for (final int i : new int[] {0, 4, 8, 5, 2, 1}) {
                    referenceVirials[virialAt] = source.virial()[i] / source.atoms();
                    predictedVirials[virialAt++] = (source.virial()[i] + prediction.virial()[i] - frame.virial[i]) / source.atoms();
                }
            }
            this.frames.add(new FrameError(source.name(), source.group(), predictedEnergies[f] - referenceEnergies[f],
                Math.sqrt(sum / source.forces().length)));
        }
    }

    /** What the network predicts for one frame. */
    record Prediction(double energy, double[] forces, double[] virial) {
    }

    /** Number of frames. */
    public int frames() {
        return referenceEnergies.length;
    }

    /** Root mean square error of the energy in eV/atom. */
    public double energyRmse() {
        return rmse(referenceEnergies, predictedEnergies);
    }

    /** Mean absolute error of the energy in eV/atom. */
    public double energyMae() {
        return mae(referenceEnergies, predictedEnergies);
    }

    /** Mean of predicted − reference energy in eV/atom. */
    public double energyBias() {
        double sum = 0;
        for (int i = 0; i < referenceEnergies.length; i++) {
            sum += predictedEnergies[i] - referenceEnergies[i];
        }
        return sum / referenceEnergies.length;
    }

    /** Root mean square error over the force components in eV/Å. */
    public double forceRmse() {
        return rmse(referenceForces, predictedForces);
    }

    /** Mean absolute error over the force components in eV/Å. */
    public double forceMae() {
        return mae(referenceForces, predictedForces);
    }

    /** Mean length of the force error vectors in eV/Å, the number the aMACEing toolkit reports. */
    public double meanForceErrorVectorNorm() {
        double sum = 0;
        for (int i = 0; i < referenceForces.length; i += 3) {
            sum += Math.sqrt(square(predictedForces[i] - referenceForces[i]) + square(predictedForces[i + 1] - referenceForces[i + 1])
                + square(predictedForces[i + 2] - referenceForces[i + 2]));
        }
        return sum / (referenceForces.length / 3);
    }

    /** Root mean square of the reference force components in eV/Å. */
    public double referenceForceRms() {
        return rmse(referenceForces, new double[referenceForces.length]);
    }

    /** Root mean square error over the six virial components in eV/atom; NaN without labels. */
    public double virialRmse() {
        return rmse(referenceVirials, predictedVirials);
    }

    /** Mean absolute error over the six virial components in eV/atom; NaN without labels. */
    public double virialMae() {
        return mae(referenceVirials, predictedVirials);
    }

    /** The root mean square errors together. */
    public ErrorSummary summary() {
        return new ErrorSummary(energyRmse(), forceRmse(), virialRmse());
    }

    /** Force errors of each species, by atomic number. */
    public SortedMap<Integer, ForceError> perSpecies() {
        final SortedMap<Integer, double[]> sums = new TreeMap<>();
        for (int i = 0; i < referenceForces.length; i++) {
            final double[] s = sums.computeIfAbsent(forceSpecies[i], z -> new double[4]);
            final double error = predictedForces[i] - referenceForces[i];
            s[0] += error * error;
            s[1] += Math.abs(error);
            s[2] += referenceForces[i] * referenceForces[i];
            s[3]++;
        }
        final SortedMap<Integer, ForceError> result = new TreeMap<>();
        sums.forEach((z, s) -> result.put(z, new ForceError(Math.sqrt(s[0] / s[3]), s[1] / s[3], Math.sqrt(s[2] / s[3]))));
        return result;
    }

    /** Errors of each kind of configuration or run, in the order of the frames. */
    public Map<String, GroupErrors> perGroup() {
        final Map<String, double[]> sums = new LinkedHashMap<>();
        int at = 0;
        for (int f = 0; f < frames.size(); f++) {
            final double[] s = sums.computeIfAbsent(frames.get(f).group(), g -> new double[8]);
            final double error = frames.get(f).energyError();
            s[0]++;
            s[1] += error * error;
            s[2] += Math.abs(error);
            s[3] += error;
            for (int i = 0; i < 3 * frameAtoms[f]; i++, at++) {
                final double df = predictedForces[at] - referenceForces[at];
                s[4]++;
                s[5] += df * df;
                s[6] += Math.abs(df);
                s[7] += referenceForces[at] * referenceForces[at];
            }
        }
        final Map<String, GroupErrors> result = new LinkedHashMap<>();
        sums.forEach((g, s) -> result.put(g, new GroupErrors((int)s[0], Math.sqrt(s[1] / s[0]), s[2] / s[0], s[3] / s[0],
            new ForceError(Math.sqrt(s[5] / s[4]), s[6] / s[4], Math.sqrt(s[7] / s[4])))));
        return Collections.unmodifiableMap(result);
    }

    /** The errors of all frames, in their order. */
    public List<FrameError> frameErrors() {
        return Collections.unmodifiableList(frames);
    }

    /** The frames with the largest force errors, worst first. */
    public List<FrameError> worstFrames(final int count) {
        return frames.stream().sorted(Comparator.comparingDouble(FrameError::forceRmse).reversed()).limit(count).toList();
    }

    /** Reference energies in eV/atom, one a frame. */
    public double[] referenceEnergies() {
        return referenceEnergies;
    }

    /** Predicted energies in eV/atom with the species offsets added, one a frame. */
    public double[] predictedEnergies() {
        return predictedEnergies;
    }

    /** Reference force components in eV/Å: frame by frame, atom by atom, xyz. */
    public double[] referenceForces() {
        return referenceForces;
    }

    /** Predicted force components in eV/Å. */
    public double[] predictedForces() {
        return predictedForces;
    }

    /** Atomic number that each force component belongs to. */
    public int[] forceSpecies() {
        return forceSpecies;
    }

    /** Reference virials W/N in eV/atom: xx yy zz yz xz xy of each frame that has a label. */
    public double[] referenceVirials() {
        return referenceVirials;
    }

    /** Predicted virials in eV/atom. */
    public double[] predictedVirials() {
        return predictedVirials;
    }

    /** One line: "energy 2.1 meV/atom, forces 95 meV/Å (12 % of the rms force 790 meV/Å; Li 50, Si 120)". */
    public String text() {
        final StringBuilder species = new StringBuilder();
        perSpecies().forEach((z, e) -> species.append(species.isEmpty() ? "" : ", ").append(Element.of(z)).append(' ')
            .append(Math.round(1000 * e.rmse())));
        return String.format(Locale.ROOT, "energy %.2f meV/atom, forces %.1f meV/Å (%.1f %% of the rms force %.0f meV/Å; %s)%s",
            1000 * energyRmse(), 1000 * forceRmse(), 100 * forceRmse() / referenceForceRms(), 1000 * referenceForceRms(), species,
            referenceVirials.length == 0 ? "" : String.format(Locale.ROOT, ", virial %.2f meV/atom", 1000 * virialRmse()));
    }

    private static double rmse(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += square(a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }

    private static double mae(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    private static double square(final double x) {
        return x * x;
    }

    /** A warning when the force errors are large beside the forces themselves (above 30 %); empty otherwise. */
    public Optional<String> warning(final String set) {
        return warning(set, forceRmse(), referenceForceRms());
    }

    static Optional<String> warning(final String set, final double forceRmse, final double referenceForceRms) {
        final double share = forceRmse / referenceForceRms;
        return share <= LARGE_ERROR ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "The force error on the %s frames is %.0f %% of the "
            + "forces themselves (%.0f of %.0f meV/Å): the force field is qualitative, and so is all that is computed with it. Use more and less "
            + "correlated frames, or train longer.", set, 100 * share, 1000 * forceRmse, 1000 * referenceForceRms));
    }
}
