package org.example.lidiff.engine.diffusion;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/**
 * What {@link DiffusionAnalysis} computes.
 *
 * @param mobile species whose diffusion is asked for
 * @param framework species whose mean displacement is the drift to remove; empty for all that are not mobile
 * @param charges in e of mobile species; a species that is not here has its formal charge ({@link FormalCharges})
 * @param window lags that are fitted
 * @param siteDistance shortest distance between sites in Å: displacements must grow by half of it, squared
 * @param longestLag longest lag as share of the longest run, 0 … 1
 * @param path how displacements are measured
 * @param coarseAllowed whether steps too long to be unwrapped safely only warn
 * @param cutoff largest distance of pair distributions and van Hove correlations in Å
 * @param shells into which that distance is divided
 * @param vanHoveLagsFs lags of the van Hove correlations in fs; empty for three that fit the runs
 * @param extrapolationsK temperatures in K to which activated quantities are extrapolated
 * @param seed of all random numbers
 * @param parts what is computed besides displacements and their fits
 */
public record DiffusionAnalysisOptions(List<Element> mobile, Set<Element> framework, Map<Element, Double> charges, LagWindow window,
    double siteDistance, double longestLag, MsdOptions.Path path, boolean coarseAllowed, double cutoff, int shells, List<Double> vanHoveLagsFs,
    List<Double> extrapolationsK, long seed, Set<Part> parts) {

    /** What can be left out. */
    public enum Part {
        /** Charge diffusion, conductivity and Haven ratio. */
        CONDUCTIVITY,
        /** Pair distributions of all pairs of species. */
        RADIAL_DISTRIBUTION,
        /** Van Hove correlations of the mobile species. */
        VAN_HOVE,
        /** Velocity autocorrelation and vibrational density of states. */
        VIBRATIONS
    }

    /** Copies the collections and refuses numbers out of range. */
    public DiffusionAnalysisOptions {
        mobile = mobile.stream().distinct().toList();
        framework = Set.copyOf(framework);
        charges = Map.copyOf(new LinkedHashMap<>(charges));
        vanHoveLagsFs = vanHoveLagsFs.stream().sorted().distinct().toList();
        extrapolationsK = extrapolationsK.stream().distinct().toList();
        parts = parts.isEmpty() ? Set.of() : Set.copyOf(parts);
        if (mobile.isEmpty()) {
            throw new InputException("No mobile species is chosen.", "Choose the species whose diffusion is asked for.");
        }
        require(siteDistance >= 0 && siteDistance < 100, "The shortest site distance is " + siteDistance + " Å.", "Give 0 to 100 Å.");
        require(longestLag > 0 && longestLag <= 1, "The longest lag is " + longestLag + " of the run.", "Give a fraction above 0 and at most 1.");
        require(cutoff > 0 && cutoff <= 100, "The largest distance of pairs is " + cutoff + " Å.", "Give more than 0 and at most 100 Å.");
        require(shells >= 1 && shells <= 100_000, "The distance of pairs is divided into " + shells + " shells.", "Give 1 to 100000 shells.");
        for (final double lag : vanHoveLagsFs) {
            require(lag > 0 && Double.isFinite(lag), "A lag of the van Hove correlation is " + lag / 1000 + " ps.", "Give a time above 0.");
        }
        for (final double t : extrapolationsK) {
            require(t > 0 && Double.isFinite(t), "A temperature to extrapolate to is " + t + " K.", "Give a temperature above 0 K.");
        }
    }

    private static void require(final boolean holds, final String summary, final String resolution) {
        if (!holds) {
            throw new InputException(summary, resolution);
        }
    }

    /**
     * Diffusion of {@code mobile} against the drift of all other species: automatic window, sites 2.5 Å apart, lags up to half the run, pairs up to
     * 10 Å in 200 shells, extrapolation to 300 K, everything computed.
     */
    public static DiffusionAnalysisOptions of(final Element... mobile) {
        return new DiffusionAnalysisOptions(List.of(mobile), Set.of(), Map.of(), LagWindow.automatic(), 2.5, 0.5, MsdOptions.Path.LATTICE, false, 10, 200,
            List.of(), List.of(300.0), 1, EnumSet.allOf(Part.class));
    }

    /** The same against the drift of these species; empty for all that are not mobile. */
    public DiffusionAnalysisOptions withFramework(final Set<Element> species) {
        return new DiffusionAnalysisOptions(mobile, species, charges, window, siteDistance, longestLag, path, coarseAllowed, cutoff, shells, vanHoveLagsFs,
            extrapolationsK, seed, parts);
    }

    /** The same with these charges in e. */
    public DiffusionAnalysisOptions withCharges(final Map<Element, Double> newCharges) {
        return new DiffusionAnalysisOptions(mobile, framework, newCharges, window, siteDistance, longestLag, path, coarseAllowed, cutoff, shells,
            vanHoveLagsFs, extrapolationsK, seed, parts);
    }

    /** The same with another window. */
    public DiffusionAnalysisOptions withWindow(final LagWindow newWindow) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, newWindow, siteDistance, longestLag, path, coarseAllowed, cutoff, shells,
            vanHoveLagsFs, extrapolationsK, seed, parts);
    }

    /** The same with another shortest distance of sites in Å. */
    public DiffusionAnalysisOptions withSiteDistance(final double distance) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, window, distance, longestLag, path, coarseAllowed, cutoff, shells, vanHoveLagsFs,
            extrapolationsK, seed, parts);
    }

    /** The same with another longest lag. */
    public DiffusionAnalysisOptions withLongestLag(final double share) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, window, siteDistance, share, path, coarseAllowed, cutoff, shells, vanHoveLagsFs,
            extrapolationsK, seed, parts);
    }

    /** The same with another path. */
    public DiffusionAnalysisOptions withPath(final MsdOptions.Path newPath) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, window, siteDistance, longestLag, newPath, coarseAllowed, cutoff, shells,
            vanHoveLagsFs, extrapolationsK, seed, parts);
    }

    /** The same, with runs too coarse for unwrapping allowed or not. */
    public DiffusionAnalysisOptions withCoarseAllowed(final boolean allowed) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, window, siteDistance, longestLag, path, allowed, cutoff, shells, vanHoveLagsFs,
            extrapolationsK, seed, parts);
    }

    /** The same with pairs up to {@code distance} (Å) in so many shells. */
    public DiffusionAnalysisOptions withPairs(final double distance, final int newShells) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, window, siteDistance, longestLag, path, coarseAllowed, distance, newShells,
            vanHoveLagsFs, extrapolationsK, seed, parts);
    }

    /** The same with these lags (fs) of the van Hove correlations; empty for automatic. */
    public DiffusionAnalysisOptions withVanHoveLags(final Collection<Double> lagsFs) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, window, siteDistance, longestLag, path, coarseAllowed, cutoff, shells,
            List.copyOf(lagsFs), extrapolationsK, seed, parts);
    }

    /** The same with these temperatures (K) to extrapolate to. */
    public DiffusionAnalysisOptions withExtrapolations(final Collection<Double> temperaturesK) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, window, siteDistance, longestLag, path, coarseAllowed, cutoff, shells,
            vanHoveLagsFs, List.copyOf(temperaturesK), seed, parts);
    }

    /** The same with another seed. */
    public DiffusionAnalysisOptions withSeed(final long newSeed) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, window, siteDistance, longestLag, path, coarseAllowed, cutoff, shells,
            vanHoveLagsFs, extrapolationsK, newSeed, parts);
    }

    /** The same with only these parts. */
    public DiffusionAnalysisOptions withParts(final Set<Part> newParts) {
        return new DiffusionAnalysisOptions(mobile, framework, charges, window, siteDistance, longestLag, path, coarseAllowed, cutoff, shells,
            vanHoveLagsFs, extrapolationsK, seed, newParts);
    }
}
