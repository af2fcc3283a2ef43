package org.example.lidiff.engine.hops;

import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/**
 * Which framework atoms are the vertices of the polyhedra around sites.
 *
 * @param species species of the vertices; empty for all species of the framework
 * @param vertices number of vertices of each polyhedron, 4 to 12: the nearest atoms; 0 to tell it for the sites of each label from their
 *     distances, where the mean distance of the next atom grows most
 */
public record PolyhedronOptions(Set<Element> species, int vertices) {

    static final int FEWEST_VERTICES = 4;
    static final int MOST_VERTICES = 12;

    /** Copies the set; refuses numbers out of range. */
    public PolyhedronOptions {
        species = Set.copyOf(species);
        if (vertices != 0 && (vertices < FEWEST_VERTICES || vertices > MOST_VERTICES)) {
            throw new InputException("The polyhedra shall have " + vertices + " vertices; the limits are " + FEWEST_VERTICES + " and " + MOST_VERTICES + ".",
                "Use 4 for tetrahedra, 6 for octahedra, or 0 to tell the number from the distances.");
        }
    }

    /** All species, the number told from the distances. */
    public static PolyhedronOptions defaults() {
        return new PolyhedronOptions(Set.of(), 0);
    }
}
