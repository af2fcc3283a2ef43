package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.example.lidiff.engine.markov.SymmetryOperation;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.junit.jupiter.api.Test;

/** Symmetry operations of known lattices. */
class SiteSymmetryTest {

    private static SiteNetwork sites(final Cell cell, final double[] x, final String... labels) {
        return SiteNetwork.of(cell, x, List.of(labels), Element.of("Li"));
    }

    private static SiteNetwork same(final Cell cell, final double... x) {
        return sites(cell, x, Collections.nCopies(x.length / 3, "A").toArray(String[]::new));
    }

    private static List<SymmetryOperation> operations(final SiteNetwork sites) {
        return SiteSymmetry.of(sites, 1000);
    }

    @Test
    void numbersOfOperationsAreThoseOfTheSpaceGroups() {
        final Cell cube = Cell.of(4, 0, 0, 0, 4, 0, 0, 0, 4);
        assertEquals(48, operations(same(cube, .1, .2, .3)).size(), "simple cubic, wherever the origin");
        assertEquals(96, operations(same(cube, 0, 0, 0, .5, .5, .5)).size(), "body-centered, Im-3m in its cube");
        assertEquals(192, operations(same(cube, 0, 0, 0, 0, .5, .5, .5, 0, .5, .5, .5, 0)).size(), "face-centered, Fm-3m");
        assertEquals(192, operations(same(cube, 0, 0, 0, 0, .5, .5, .5, 0, .5, .5, .5, 0, .25, .25, .25, .25, .75, .75, .75, .25, .75, .75, .75, .25)).size(),
            "diamond, Fd-3m");
        assertEquals(48, operations(sites(cube, new double[] {0, 0, 0, .5, .5, .5}, "A", "B")).size(), "CsCl, Pm-3m");
        assertEquals(16, operations(same(Cell.of(4, 0, 0, 0, 4, 0, 0, 0, 5), 0, 0, 0)).size(), "tetragonal, P4/mmm");
        assertEquals(24, operations(same(Cell.of(4, 0, 0, -2, 2 * Math.sqrt(3), 0, 0, 0, 6), 1 / 3., 2 / 3., .25, 2 / 3., 1 / 3., .75)).size(),
            "hexagonal close packing, P6_3/mmc");
        assertEquals(2, operations(same(Cell.of(4, 0, 0, .6, 4.5, 0, .3, .9, 5.2), .1, .2, .3, .6, .8, .45)).size(), "triclinic, two sites: P-1");
        assertEquals(1, operations(sites(Cell.of(4, 0, 0, .6, 4.5, 0, .3, .9, 5.2), new double[] {.1, .2, .3, .6, .8, .45, .4, .3, .8}, "A", "B", "C")).size());
    }

    @Test
    void everyHopGoesToOneOfTheSameLengthBetweenSitesOfTheSameTypes() {
        final SiteNetwork hcp = same(Cell.of(4, 0, 0, -2, 2 * Math.sqrt(3), 0, 0, 0, 6), 1 / 3., 2 / 3., .25, 2 / 3., 1 / 3., .75);
        for (final SymmetryOperation g : operations(hcp)) {
            for (final int[] n : hcp.within(0, 5)) {
                final int[] r = new int[3];
                for (int k = 0; k < 3; k++) {
                    r[k] = n[1] * g.rotation()[k] + n[2] * g.rotation()[3 + k] + n[3] * g.rotation()[6 + k] + g.translations()[3 * n[0] + k] - g.translations()[k];
                }
                assertEquals(LatticeVectors.length(hcp.vector(0, n[0], n[1], n[2], n[3])),
                    LatticeVectors.length(hcp.vector(g.states()[0], g.states()[n[0]], r)), 1e-9);
            }
        }
    }

    @Test
    void sitesThatAreABitOffAreEquivalentAll() {
        final Cell cube = Cell.of(4.02, 0, 0, 0, 3.99, 0, 0, .02, 4);
        assertEquals(96, operations(same(cube, .02, 0, -.01, .5, .52, .5)).size());
        final List<Integer> hit = new ArrayList<>();
        operations(same(cube, .02, 0, -.01, .5, .52, .5)).forEach(g -> hit.add(g.states()[0]));
        assertTrue(hit.contains(0) && hit.contains(1));
    }

    @Test
    void theFrameworkBreaksTheSymmetryOfTheSites() {
        final Cell cell = Cell.of(6, 0, 0, 0, 6, 0, 0, 0, 6);
        final org.example.lidiff.engine.structure.Structure unit = new org.example.lidiff.engine.structure.Structure(cell, new int[] {3, 16},
            new double[] {0, 0, 0, 3, 3, 1.5});
        final SiteNetwork sites = SiteNetwork.ofStructure(unit, Element.of("Li"), List.of());
        assertEquals(8, operations(sites).size(), "P4mm");
        assertArrayEquals(new int[] {0}, operations(sites).get(0).states());
    }
}
