package org.example.lidiff.engine.hops;

import org.example.lidiff.engine.InputException;

/**
 * How hops are found.
 *
 * @param coreFraction κ: size of a site's core, 0 < κ ≤ 1: its radius over the in-radius of the Voronoi cell, a polyhedron's size, or how far
 *     a proton is on its way from the bond (0) to the middle between two acceptors (1)
 * @param minimumResidenceFs a stay shorter than this (fs) is vibration; 0 for none
 * @param folding whether the sites of a supercell are folded onto the unit cell
 * @param coarseAllowed whether steps too long to be unwrapped safely only warn
 * @param kind what a site is
 */
public record HopOptions(double coreFraction, double minimumResidenceFs, Folding folding, boolean coarseAllowed, SiteKind kind) {

    /** What a site is. */
    public enum SiteKind {
        /** A point of the crystal: ions belong to the nearest one. */
        POINT,
        /** The polyhedron of framework atoms around a point of the crystal, as it is in each frame. */
        POLYHEDRON,
        /** An atom that moves, as the oxygen of a proton. */
        ACCEPTOR
    }

    /** Whether sites that are equivalent by a lattice translation are one site. */
    public enum Folding {
        /** When the time-averaged framework maps onto itself under the translations within 0.3 Å. */
        WHERE_FRAMEWORK_ALLOWS,
        /** Every site of the simulation cell is a site of its own. */
        NEVER
    }

    /** Refuses numbers out of range. */
    public HopOptions {
        if (!(coreFraction > 0 && coreFraction <= 1)) {
            throw new InputException("The core radius is " + coreFraction + " of the in-radius of a site; it must be above 0 and at most 1.",
                "Use 0.5 unless the hop count depends on it.");
        }
        if (!(minimumResidenceFs >= 0) || Double.isInfinite(minimumResidenceFs)) {
            throw new InputException("The minimum residence time is " + minimumResidenceFs + " fs; it must not be negative.",
                "Use 0 for none.");
        }
    }

    /** κ = 0.5, no minimum residence time, folding where the framework allows it, coarse runs refused. */
    public static HopOptions defaults() {
        return new HopOptions(0.5, 0, Folding.WHERE_FRAMEWORK_ALLOWS, false, SiteKind.POINT);
    }

    /** The same with another κ. */
    public HopOptions withCoreFraction(final double fraction) {
        return new HopOptions(fraction, minimumResidenceFs, folding, coarseAllowed, kind);
    }

    /** The same with another minimum residence time in fs. */
    public HopOptions withMinimumResidenceFs(final double timeFs) {
        return new HopOptions(coreFraction, timeFs, folding, coarseAllowed, kind);
    }

    /** The same with another folding. */
    public HopOptions withFolding(final Folding newFolding) {
        return new HopOptions(coreFraction, minimumResidenceFs, newFolding, coarseAllowed, kind);
    }

    /** The same, with runs too coarse for unwrapping allowed or not. */
    public HopOptions withCoarseAllowed(final boolean allowed) {
        return new HopOptions(coreFraction, minimumResidenceFs, folding, allowed, kind);
    }

    /** The same with sites of another kind. */
    HopOptions withKind(final SiteKind newKind) {
        return new HopOptions(coreFraction, minimumResidenceFs, folding, coarseAllowed, newKind);
    }
}
