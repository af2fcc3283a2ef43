package org.example.lidiff.engine.trajectory;

import java.util.List;

import org.example.lidiff.engine.structure.Structure;

/**
 * A crystal as a file holds it.
 *
 * @param structure the atoms, or sites, of the whole cell; symmetry is expanded
 * @param occupancies how much of each site is occupied, 0 … 1, one per atom
 * @param warnings what the user should know
 */
public record StructureFile(Structure structure, double[] occupancies, List<String> warnings) {

    /** Copies array and list. */
    public StructureFile {
        occupancies = occupancies.clone();
        warnings = List.copyOf(warnings);
    }

    /** A copy of the occupancies. */
    @Override
    public double[] occupancies() {
        return occupancies.clone();
    }
}
