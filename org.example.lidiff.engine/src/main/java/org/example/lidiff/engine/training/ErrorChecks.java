package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What errors after the training, and those of the foundation before it, say about wrong labels. */
final class ErrorChecks {

    private static final int FEWEST_FRAMES = 5;
    // a model of fewer frames may know forces by heart and yet no energies
    private static final int FRAMES_FOR_ENERGIES = 20;
    // a constant must be that many times the scatter, and that large in eV/atom
    private static final double CLEAR = 3;
    private static final double NOTABLE = 0.003;
    private static final double ZERO = 1e-12;
    // parts of the forces: what knows less of them cannot tell wrong energies from its own
    private static final double SOME = 0.5;
    private static final double WELL = 0.3;
    // units of force differ by more (kcal/mol/Å 23, Ry/bohr 26, hartree/bohr 51 of eV/Å), a foundation far from the crystal at hand by less
    private static final double UNIT = 5;
    private static final double CORRELATED = 0.7;

    private ErrorChecks() {
    }

    /**
     * Warnings.
     *
     * @param trained errors of the trained model on the training frames
     * @param foundation those of the foundation; empty without one
     */
    static List<String> of(final ErrorReport trained, final Optional<ErrorReport> foundation) {
        final List<String> warnings = new ArrayList<>();
        if (trained.energyRmse() < ZERO && trained.forceRmse() < ZERO) {
            warnings.add("The training loss is zero: the labels are what the model said before, so nothing was learned. Use energies and forces of "
                + "a reference calculation.");
            return warnings;
        }
        constants(trained, warnings);
        energies(trained, warnings);
        foundation.ifPresent(f -> factor(f, warnings));
        return warnings;
    }

    private static void constants(final ErrorReport trained, final List<String> warnings) {
        final Map<String, ErrorReport.GroupErrors> groups = trained.perGroup();
        if (groups.size() < 2 || !knows(trained, SOME)) {
            return;
        }
        groups.forEach((name, e) -> {
            final double scatter = Math.sqrt(Math.max(0, e.energyRmse() * e.energyRmse() - e.energyBias() * e.energyBias()));
            if (e.frames() >= FEWEST_FRAMES && Math.abs(e.energyBias()) > Math.max(NOTABLE, CLEAR * scatter)) {
                warnings.add(String.format(Locale.ROOT, "The energies of %s are off by a constant: the model is %+.1f meV/atom away from them with a "
                    + "scatter of only %.1f meV/atom. They may come from other settings (smearing, functional, pseudopotentials); leave these "
                    + "frames out or train on forces alone (weight of energies 0).", name, 1000 * e.energyBias(), 1000 * scatter));
            }
        });
    }

    // within groups, where differences of energy belong to forces
    private static void energies(final ErrorReport trained, final List<String> warnings) {
        final Map<String, double[]> sums = new java.util.LinkedHashMap<>();
        for (int f = 0; f < trained.frames(); f++) {
            final double[] s = sums.computeIfAbsent(trained.frameErrors().get(f).group(), g -> new double[3]);
            final double reference = trained.referenceEnergies()[f];
            final double predicted = trained.predictedEnergies()[f];
            s[0]++;
            s[1] += reference;
            s[2] += predicted;
        }
        double errors = 0;
        double variance = 0;
        double product = 0;
        double predictedVariance = 0;
        for (int f = 0; f < trained.frames(); f++) {
            final double[] s = sums.get(trained.frameErrors().get(f).group());
            final double r = trained.referenceEnergies()[f] - s[1] / s[0];
            final double p = trained.predictedEnergies()[f] - s[2] / s[0];
            errors += (r - p) * (r - p);
            variance += r * r;
            product += r * p;
            predictedVariance += p * p;
        }
        if (knows(trained, WELL) && trained.frames() >= FRAMES_FOR_ENERGIES && variance > 0 && errors > 0.5 * variance && predictedVariance > 0) {
            warnings.add(String.format(Locale.ROOT, "The energies do not belong to the forces: forces are learned, but the energies of the frames "
                + "differ by %.3g times what the forces say. Energies may be in a wrong unit (1 hartree = 27.2 eV) or of other frames.",
                product / predictedVariance));
        }
    }

    private static boolean knows(final ErrorReport trained, final double part) {
        return trained.forceRmse() < part * trained.referenceForceRms();
    }

    private static void factor(final ErrorReport foundation, final List<String> warnings) {
        double product = 0;
        double predicted = 0;
        double reference = 0;
        for (int i = 0; i < foundation.referenceForces().length; i++) {
            final double r = foundation.referenceForces()[i];
            final double p = foundation.predictedForces()[i];
            product += r * p;
            predicted += p * p;
            reference += r * r;
        }
        final double correlation = product / Math.sqrt(predicted * reference);
        // of the sizes: a regression would take the scatter of a poor foundation for a factor
        final double ratio = Math.signum(product) * Math.sqrt(reference / predicted);
        if (Math.abs(correlation) > CORRELATED && (ratio < 1 / UNIT || ratio > UNIT)) {
            warnings.add(String.format(Locale.ROOT, "The reference forces are %.3g times those of the foundation model (correlation %.2f): they may "
                + "be in a wrong unit (1 hartree/bohr = 51.4 eV/Å) or be gradients.", ratio, correlation));
        }
    }
}
