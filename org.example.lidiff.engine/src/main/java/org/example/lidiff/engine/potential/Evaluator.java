package org.example.lidiff.engine.potential;

import org.example.lidiff.engine.structure.Cell;

/**
 * Evaluates a force field again and again for the same atoms without allocating. Used by one thread; may use several inside.
 */
public interface Evaluator extends AutoCloseable {

    /**
     * Overwrites {@code result} with energy, forces and virial at these positions; the same bits for any number of threads.
     *
     * @param positions xyz triples in Å, wrapped or not; not modified
     * @param cell the periodic cell
     * @param result overwritten
     */
    void evaluate(double[] positions, Cell cell, EnergyForcesVirial result);

    /**
     * The positions (xyz triples, Å) at which the neighbor list was last built, or null before the first call. Part of a
     * checkpoint: an evaluator that is given them by {@link #rebuildNeighborsAt} repeats the same bits.
     */
    double[] neighborReferencePositions();

    /** Builds the neighbor list at these positions, as if the run had come along them. */
    void rebuildNeighborsAt(double[] positions, Cell cell);

    /** How often the neighbor list was built. */
    long neighborListBuilds();

    /** Whether the force field knows how far an atom is from its training: it has an {@link ExtrapolationMeasure}. */
    default boolean gradesExtrapolation() {
        return false;
    }

    /**
     * Writes the {@linkplain ExtrapolationMeasure#grade grade} of each atom at the last call of {@link #evaluate} to {@code grades},
     * without looking at neighbors again.
     *
     * @param grades one number an atom; overwritten
     * @throws IllegalStateException without {@link #gradesExtrapolation()}, or before the first call
     */
    default void extrapolationGrades(final double[] grades) {
        throw new IllegalStateException("The force field has no extrapolation measure");
    }

    /** Releases the threads. */
    @Override
    void close();
}
