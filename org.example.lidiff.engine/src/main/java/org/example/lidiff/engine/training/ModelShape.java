package org.example.lidiff.engine.training;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.potential.nep.NepZbl;
import org.example.lidiff.engine.structure.Element;

/**
 * The shape of a NEP4 model that is trained from scratch.
 *
 * @param radialCutoff in Å
 * @param angularCutoff in Å, not above the radial one
 * @param nMaxRadial nMaxRadial + 1 radial descriptors
 * @param nMaxAngular nMaxAngular + 1 functions for each angular descriptor
 * @param basisSizeRadial each function is made of basisSizeRadial + 1 Chebyshev functions
 * @param basisSizeAngular likewise for the angular ones
 * @param lMax largest angular momentum, 1 to 8
 * @param terms further angular descriptors
 * @param neurons neurons of the hidden layer
 * @param zblOuterRadius distance in Å below which screened nuclear repulsion (ZBL) is added, full at half of it; 0 for none,
 *        {@link #AUTOMATIC} for just below the shortest distance in the training set
 */
public record ModelShape(double radialCutoff, double angularCutoff, int nMaxRadial, int nMaxAngular, int basisSizeRadial,
    int basisSizeAngular, int lMax, Set<AngularTerm> terms, int neurons, double zblOuterRadius) {

    /** Repulsion sets in just below the shortest distance in the training set: the network knows nothing of what is closer. */
    public static final double AUTOMATIC = -1;
    private static final double AUTOMATIC_PART = 0.95;

    /** Checks the ranges. */
    public ModelShape {
        terms = terms.isEmpty() ? Set.of() : EnumSet.copyOf(terms);
        if (!(radialCutoff >= angularCutoff && angularCutoff > 0) || !(zblOuterRadius == AUTOMATIC || zblOuterRadius >= 0 && zblOuterRadius <= radialCutoff)) {
            throw new IllegalArgumentException("Cutoffs must satisfy 0 < angular <= radial and 0 <= ZBL <= radial, not " + angularCutoff
                + ", " + radialCutoff + ", " + zblOuterRadius);
        }
    }

    /** 5 and 4 Å, n_max 6 4, basis 8 8, l_max 4 with q222, 30 neurons, automatic ZBL: chosen by validation on short LiSi runs. */
    public static ModelShape defaults() {
        return new ModelShape(5, 4, 6, 4, 8, 8, 4, EnumSet.of(AngularTerm.Q222), 30, AUTOMATIC);
    }

    /** The same with other cutoffs in Å. */
    public ModelShape withCutoffs(final double radial, final double angular) {
        return new ModelShape(radial, angular, nMaxRadial, nMaxAngular, basisSizeRadial, basisSizeAngular, lMax, terms, neurons,
            zblOuterRadius);
    }

    /** The same with other numbers of functions: n_max of both kinds. */
    public ModelShape withNMax(final int radial, final int angular) {
        return new ModelShape(radialCutoff, angularCutoff, radial, angular, basisSizeRadial, basisSizeAngular, lMax, terms, neurons,
            zblOuterRadius);
    }

    /** The same with other basis sizes. */
    public ModelShape withBasisSizes(final int radial, final int angular) {
        return new ModelShape(radialCutoff, angularCutoff, nMaxRadial, nMaxAngular, radial, angular, lMax, terms, neurons,
            zblOuterRadius);
    }

    /** The same with other angular descriptors. */
    public ModelShape withAngular(final int newLMax, final Set<AngularTerm> newTerms) {
        return new ModelShape(radialCutoff, angularCutoff, nMaxRadial, nMaxAngular, basisSizeRadial, basisSizeAngular, newLMax, newTerms,
            neurons, zblOuterRadius);
    }

    /** The same with another number of neurons. */
    public ModelShape withNeurons(final int newNeurons) {
        return new ModelShape(radialCutoff, angularCutoff, nMaxRadial, nMaxAngular, basisSizeRadial, basisSizeAngular, lMax, terms,
            newNeurons, zblOuterRadius);
    }

    /** The same with ZBL repulsion within this distance in Å; 0 for none. */
    public ModelShape withZblOuterRadius(final double radius) {
        return new ModelShape(radialCutoff, angularCutoff, nMaxRadial, nMaxAngular, basisSizeRadial, basisSizeAngular, lMax, terms,
            neurons, radius);
    }

    /**
     * The settings of a NEP4 file for these species.
     *
     * @param shortestDistance in the training set, in Å
     */
    NepSettings settings(final List<Element> species, final double shortestDistance) {
        final double outer = zblOuterRadius == AUTOMATIC ? Math.rint(100 * AUTOMATIC_PART * shortestDistance) / 100 : zblOuterRadius;
        return NepSettings.defaults(species).withCutoffs(radialCutoff, angularCutoff).withNMax(nMaxRadial, nMaxAngular)
            .withBasisSizes(basisSizeRadial, basisSizeAngular).withAngular(lMax, terms).withNeurons(neurons)
            .withZbl(outer == 0 ? null : NepZbl.fixed(outer / 2, outer));
    }
}
