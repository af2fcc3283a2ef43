package org.example.lidiff.engine.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.example.lidiff.engine.structure.Element;

/**
 * What mean squared displacement is computed of.
 *
 * @param species species to follow
 * @param framework species whose mean displacement is the drift to remove; empty for none
 * @param charges charge in e of each mobile species, for the collective displacement; empty for none
 * @param path how displacements are measured
 * @param longestLag longest lag as share of the longest run, 0 … 1
 * @param blocks blocks a run for the bootstrap
 * @param coarseAllowed whether steps too long to be unwrapped safely only warn
 * @param memoryBytes how much memory positions may take at a time
 */
public record MsdOptions(List<Element> species, Set<Element> framework, Map<Element, Double> charges, Path path, double longestLag, int blocks,
    boolean coarseAllowed, long memoryBytes) {

    /** How displacements are measured when the cell changes. */
    public enum Path {
        /** Unwrapped fractional positions times the mean cell: for crystals, free of the breathing of the cell. */
        LATTICE,
        /** Sum of Cartesian steps: for liquids. */
        CARTESIAN
    }

    /** Copies the collections. */
    public MsdOptions {
        species = List.copyOf(species);
        framework = Set.copyOf(framework);
        charges = Map.copyOf(new LinkedHashMap<>(charges));
        if (species.isEmpty() || !(longestLag > 0 && longestLag <= 1) || blocks < 0 || memoryBytes <= 0) {
            throw new IllegalArgumentException("No species, or longest lag " + longestLag + " outside (0, 1], or " + blocks + " blocks");
        }
    }

    /** The mobile species against the drift of {@code framework}, lags up to half the run, 8 blocks, 256 MB for positions. */
    public static MsdOptions of(final Element mobile, final Set<Element> framework) {
        return new MsdOptions(List.of(mobile), framework, Map.of(), Path.LATTICE, 0.5, 8, false, 256L << 20);
    }

    /** The same with these species. */
    public MsdOptions withSpecies(final List<Element> newSpecies) {
        return new MsdOptions(newSpecies, framework, charges, path, longestLag, blocks, coarseAllowed, memoryBytes);
    }

    /** The same with the collective displacement of ions with these charges. */
    public MsdOptions withCharges(final Map<Element, Double> newCharges) {
        return new MsdOptions(species, framework, newCharges, path, longestLag, blocks, coarseAllowed, memoryBytes);
    }

    /** The same with another path. */
    public MsdOptions withPath(final Path newPath) {
        return new MsdOptions(species, framework, charges, newPath, longestLag, blocks, coarseAllowed, memoryBytes);
    }

    /** The same with another longest lag. */
    public MsdOptions withLongestLag(final double share) {
        return new MsdOptions(species, framework, charges, path, share, blocks, coarseAllowed, memoryBytes);
    }

    /** The same, with runs too coarse for unwrapping allowed or not. */
    public MsdOptions withCoarseAllowed(final boolean allowed) {
        return new MsdOptions(species, framework, charges, path, longestLag, blocks, allowed, memoryBytes);
    }

    /** The same with another limit of memory for positions. */
    public MsdOptions withMemoryBytes(final long bytes) {
        return new MsdOptions(species, framework, charges, path, longestLag, blocks, coarseAllowed, bytes);
    }
}
