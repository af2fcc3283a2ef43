package org.example.lidiff.engine.diffusion;

import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.Trajectory;

/** Which atoms of a run are of a species. */
final class SpeciesAtoms {

    private SpeciesAtoms() {
    }

    /**
     * Indices of the atoms.
     *
     * @throws InputException if there are none
     */
    static int[] of(final Trajectory run, final Element species) {
        final int[] z = run.atomicNumbers();
        final int[] atoms = IntStream.range(0, z.length).filter(i -> z[i] == species.atomicNumber()).toArray();
        if (atoms.length == 0) {
            throw new InputException("The run '" + run.info().source() + "' has no " + species + ".", "Choose a species that is in the run.");
        }
        return atoms;
    }
}
