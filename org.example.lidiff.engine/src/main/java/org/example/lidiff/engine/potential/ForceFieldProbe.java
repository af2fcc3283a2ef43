package org.example.lidiff.engine.potential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Structure;

/**
 * Checks a force field without any reference data: whether forces and virial are the derivatives of the energy, whether nothing
 * depends on what must not matter, whether it is smooth where neighbors come and go and repulsive at short distances, whether a short
 * simulation keeps its energy, and, where it comes with an {@link ExtrapolationMeasure}, whether its training knew such atoms.
 *
 * <p>The gate between fine-tuning and molecular dynamics; compare arXiv 2610.00585.
 */
public final class ForceFieldProbe {

    private ForceFieldProbe() {
    }

    /**
     * How thoroughly it checks.
     *
     * @param seed of the random directions
     * @param directions random directions along which the energy is differentiated, at least 1
     * @param rattle standard deviation in Å of the random displacement that takes the atoms out of their minimum
     * @param step of the central differences in Å; a tenth of it is the strain
     * @param simulationSteps steps of 1 fs of the short simulation, 0 for none
     * @param temperature of the short simulation in K
     */
    public record Options(long seed, int directions, double rattle, double step, int simulationSteps, double temperature) {

        /** Three directions, 0.05 Å, 1e-4 Å, 400 steps at 300 K. */
        public static final Options DEFAULT = new Options(1, 3, 0.05, 1e-4, 400, 300);

        /** Checks the ranges. */
        public Options {
            if (directions < 1 || !(rattle >= 0 && step > 0 && temperature >= 0) || simulationSteps < 0) {
                throw new IllegalArgumentException("Not possible: " + directions + " directions, rattle " + rattle + " Å, step "
                    + step + " Å, " + simulationSteps + " steps at " + temperature + " K");
            }
        }
    }

    /**
     * Makes all checks.
     *
     * @param potential the force field
     * @param structure atoms of the kind it is to be used for
     * @param options how thoroughly
     * @param progress one report a check
     * @throws org.example.lidiff.engine.InputException if the force field has no parameters for an element
     */
    public static ProbeReport run(final Potential potential, final Structure structure, final Options options,
        final Progress progress) {
        final ProbeSystem system = new ProbeSystem(potential, structure, options);
        final DerivativeChecks derivatives = new DerivativeChecks(system);
        final InvarianceChecks invariances = new InvarianceChecks(system);
        final PairChecks pairs = new PairChecks(system);
        final DynamicsChecks dynamics = new DynamicsChecks(system);
        final List<Supplier<ProbeCheck>> checks = new ArrayList<>(List.of(derivatives::forces, derivatives::work, derivatives::virial,
            invariances::forcesAddUpToZero, invariances::translation, invariances::rotation, invariances::permutation,
            invariances::supercell, invariances::zeroModes, pairs::energyAtCutoff, pairs::forceAtCutoff, pairs::smoothness,
            pairs::coreRepulsion, pairs::pushedTogether, dynamics::energyConservation, dynamics::drift));
        if (potential.extrapolation().isPresent()) {
            checks.add(dynamics::extrapolation);
        }
        final List<ProbeCheck> results = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            progress.advance(i, checks.size(), "Checking the force field");
            results.add(checks.get(i).get());
        }
        progress.advance(checks.size(), checks.size(), "Force field checked");
        return new ProbeReport(results);
    }
}
