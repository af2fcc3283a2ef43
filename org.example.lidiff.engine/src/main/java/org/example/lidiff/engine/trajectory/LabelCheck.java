package org.example.lidiff.engine.trajectory;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.example.lidiff.engine.structure.Units;

/**
 * Whether the energies of successive frames change as their forces say.
 *
 * <p>Between two frames ΔE = −½ Σ (F_k + F_{k+1}) · Δr up to third order in the time between them, so ΔE/W of many frames is −1 in one system of
 * units. Frames too far apart, or energies that do not belong to the forces, show no correlation; then nothing is said.
 */
final class LabelCheck {

    private static final int FEWEST_STEPS = 8;
    private static final double LEAST_CORRELATION = 0.9;
    private static final double TOLERANCE = 0.15;
    private static final double NAMED = 0.08;

    private final int atoms;
    private double workSquared;
    private double energySquared;
    private double product;
    private long steps;
    private double lastEnergy = Double.NaN;

    LabelCheck(final int atoms) {
        this.atoms = atoms;
    }

    /** Takes the work ½ Σ (F_k + F_{k+1}) · Δr in eV of the step to a frame, NaN without forces or for the first one, and the frame's energy. */
    void add(final double work, final double energy) {
        final double change = energy - lastEnergy;
        lastEnergy = energy;
        if (!Double.isNaN(work + change)) {
            workSquared += work * work;
            energySquared += change * change;
            product -= work * change;
            steps++;
        }
    }

    /** How many times as much the energy changes as the forces say; NaN when it does not follow the forces at all. */
    double ratio() {
        final double correlation = product / Math.sqrt(workSquared * energySquared);
        return steps < FEWEST_STEPS || !(Math.abs(correlation) > LEAST_CORRELATION) ? Double.NaN : product / workSquared;
    }

    /** What is wrong, if anything is. */
    Optional<String> warning(final String source) {
        final double ratio = ratio();
        if (Double.isNaN(ratio) || Math.abs(ratio - 1) <= TOLERANCE) {
            return Optional.empty();
        }
        String guess = "One of the two is in another unit";
        double best = NAMED;
        for (final Map.Entry<String, Double> m : mistakes().entrySet()) {
            final double off = Math.abs(ratio / m.getValue() - 1);
            if (off < best) {
                best = off;
                guess = m.getKey();
            }
        }
        return Optional.of(String.format(Locale.ROOT, "The energies of '%s' change %.4g times as much from frame to frame as its forces say (over %d"
            + " steps); in eV and eV/Å it is once. %s: correct the file before a force field is trained on it.", source, ratio, steps, guess));
    }

    private Map<String, Double> mistakes() {
        final Map<String, Double> list = new LinkedHashMap<>();
        list.put("The forces have the wrong sign (gradients)", -1.0);
        list.put("The forces look like hartree/bohr", Units.HARTREE_PER_BOHR);
        list.put("The energies look like hartree", 1 / Units.HARTREE);
        list.put("Energies and forces look like atomic units (hartree, hartree/bohr)", Units.HARTREE_PER_BOHR / Units.HARTREE);
        list.put("The forces look like rydberg/bohr", Units.HARTREE_PER_BOHR / 2);
        list.put("The energies look like rydberg", 2 / Units.HARTREE);
        list.put("The energies look like kcal/mol", 1 / Units.KCAL_PER_MOL);
        list.put("The energies look like kJ/mol", 1 / Units.KJ_PER_MOL);
        list.put("The forces look like kcal/mol/Å", Units.KCAL_PER_MOL);
        list.put("The forces look like kJ/mol/Å", Units.KJ_PER_MOL);
        list.put("The energies look like energies per atom", 1.0 / atoms);
        return list;
    }
}
