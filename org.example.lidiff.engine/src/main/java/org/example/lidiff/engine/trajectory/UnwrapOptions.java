package org.example.lidiff.engine.trajectory;

import java.util.Set;

import org.example.lidiff.engine.structure.Element;

/**
 * How a run is unwrapped.
 *
 * @param driftSpecies the framework: its mean displacement since the first frame is subtracted from every atom; empty for none
 * @param cartesianPath whether the displacement-based Cartesian path (TOR) is kept, too
 * @param coarseSamplingAllowed whether steps that are too long to be followed safely are accepted
 */
public record UnwrapOptions(Set<Element> driftSpecies, boolean cartesianPath, boolean coarseSamplingAllowed) {

    /** Copies the set. */
    public UnwrapOptions {
        driftSpecies = Set.copyOf(driftSpecies);
    }

    /** No drift removal, no Cartesian path, coarse sampling refused. */
    public static UnwrapOptions defaults() {
        return new UnwrapOptions(Set.of(), false, false);
    }

    /** The same with another framework. */
    public UnwrapOptions withDriftSpecies(final Set<Element> species) {
        return new UnwrapOptions(species, cartesianPath, coarseSamplingAllowed);
    }

    /** The same with or without the Cartesian path. */
    public UnwrapOptions withCartesianPath(final boolean wanted) {
        return new UnwrapOptions(driftSpecies, wanted, coarseSamplingAllowed);
    }

    /** The same with coarse sampling accepted or refused. */
    public UnwrapOptions withCoarseSamplingAllowed(final boolean allowed) {
        return new UnwrapOptions(driftSpecies, cartesianPath, allowed);
    }
}
