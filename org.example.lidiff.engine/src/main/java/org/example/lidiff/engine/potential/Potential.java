package org.example.lidiff.engine.potential;

import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/**
 * A force field: energy, forces and virial as functions of the positions and the cell. Immutable and thread-safe.
 *
 * <p>F_i = −dE/dr_i, W = −dE/dε = Σ r_ij ⊗ F. Sums run over all periodic images within the cutoff, so that a cell may be
 * smaller than the cutoff.
 */
public interface Potential {

    /** What kind of force field it is, for people: "NEP4", "aenet ANN". */
    String kind();

    /** The elements it has parameters for. */
    List<Element> elements();

    /** The distance in Å beyond which atoms do not feel each other. */
    double cutoff();

    /**
     * A worker for structures made of these atoms, with buffers of its own; the caller closes it.
     *
     * @param atomicNumbers one per atom
     * @param options threads and skin
     * @throws org.example.lidiff.engine.InputException if an element has no parameters
     */
    Evaluator evaluator(int[] atomicNumbers, EvaluatorOptions options);

    /** What says how far an atom is from the training, where the force field came with it. */
    default Optional<ExtrapolationMeasure> extrapolation() {
        return Optional.empty();
    }

    /** Energy, forces and virial of one structure; for many, use an {@link Evaluator}. */
    default EnergyForcesVirial evaluate(final Structure structure) {
        final EnergyForcesVirial result = new EnergyForcesVirial(structure.size());
        try (Evaluator evaluator = evaluator(structure.atomicNumbers(), EvaluatorOptions.DEFAULT)) {
            evaluator.evaluate(structure.positions(), structure.cell(), result);
        }
        return result;
    }
}
