package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class SiteNetworkTest {

    private static final Cell CUBE = Cell.of(10, 0, 0, 0, 10, 0, 0, 0, 10);

    private static Structure labeled() {
        return new Structure(CUBE, new int[] {3, 3, 3, 16}, new double[] {1, 1, 1, 5, 5, 5, 9, 9, 9.5, 3, 3, 3}, List.of("T2", "T2", "T5", "S1"));
    }

    @Test
    void sitesAreChosenByLabel() {
        assertEquals(Map.of("T5", 1), SiteNetwork.ofStructure(labeled(), SyntheticCrystal.LI, List.of("T5")).types());
        final SiteNetwork all = SiteNetwork.ofStructure(labeled(), SyntheticCrystal.LI, List.of());
        assertEquals(3, all.size());
        assertEquals("T2.2", all.name(1));
        assertEquals("T5", all.name(2));
        assertEquals(1, all.framework().orElseThrow().size());
    }

    @Test
    void distancesReachAcrossTheBoundary() {
        final SiteNetwork all = SiteNetwork.ofStructure(labeled(), SyntheticCrystal.LI, List.of());
        assertEquals(Math.sqrt(2 * 4 + 2.25), all.nearestDistance(0), 1e-12);
        assertEquals(0.5 * Math.sqrt(10.25), all.inRadius(2), 1e-12);
        assertArrayEquals(new double[] {-2, -2, -1.5}, all.vector(0, 2, -1, -1, -1), 1e-12);
    }

    @Test
    void aSingleSiteIsNearestToItsOwnImage() {
        // shortest lattice vector of this skewed cell is c − b, brute force
        final Cell cell = Cell.of(9, 0, 0, 7, 4, 0, 7.2, 3, 2);
        double best = 99;
        for (int a = -9; a <= 9; a++) {
            for (int b = -9; b <= 9; b++) {
                for (int c = -9; c <= 9; c++) {
                    final double[] v = {a, b, c};
                    cell.toCartesian(v, 0, v, 0);
                    best = a == 0 && b == 0 && c == 0 ? best : Math.min(best, LatticeVectors.length(v));
                }
            }
        }
        assertEquals(best, SiteNetwork.of(cell, new double[3], List.of("A"), SyntheticCrystal.LI).nearestDistance(0), 1e-12);
    }

    @Test
    void theSameSiteTwiceIsOneSite() {
        final Structure twice = new Structure(CUBE, new int[] {3, 3}, new double[] {1, 1, 1, 11, 1, 1.001}, List.of("A", "A"));
        assertEquals(1, SiteNetwork.ofStructure(twice, SyntheticCrystal.LI, List.of()).size());
    }

    @Test
    void sitesTooCloseAreRefusedByName() {
        final Structure close = new Structure(CUBE, new int[] {3, 3}, new double[] {1, 1, 1, 1.2, 1, 1}, List.of("A", "B"));
        final String text = assertThrows(InputException.class, () -> SiteNetwork.ofStructure(close, SyntheticCrystal.LI, List.of())).getMessage();
        assertTrue(text.contains("The sites A and B are 0.200 Å apart; the limit is 0.3 Å"), text);
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertTrue(assertThrows(InputException.class, () -> SiteNetwork.ofStructure(labeled(), SyntheticCrystal.LI, List.of("T9"))).getMessage()
            .contains("No site is labeled 'T9'; the labels are T2, T5"));
        assertTrue(assertThrows(InputException.class, () -> SiteNetwork.ofStructure(labeled(), Element.of("Na"), List.of())).getMessage()
            .contains("has no Na; it is Li3S"));
        assertTrue(assertThrows(InputException.class, () -> SiteNetwork.of(CUBE, new double[0], List.of(), SyntheticCrystal.LI)).getMessage()
            .contains("no sites"));
    }

    @Test
    void aSupercellHoldsEveryCopyOnce() {
        final SiteNetwork unit = SyntheticCrystal.random(new Random(2), 3, 2, 1, 0, 0, 0, 1, 0, 0, 0, 1).sites();
        final SiteNetwork large = unit.supercell(2, 1, 0, 0, 3, 0, -1, 0, 2);
        assertEquals(36, large.size());
        for (int i = 0; i < large.size(); i++) {
            assertEquals(unit.nearestDistance(i / 12), large.nearestDistance(i), 1e-9);
        }
    }

    @Test
    void primitiveCellsOfCenteredLattices() {
        final Cell fcc = Cell.of(4, 0, 0, 0, 4, 0, 0, 0, 4);
        final double[] x = {0, 0, 0, 0, .5, .5, .5, 0, .5, .5, .5, 0};
        assertEquals(16, LatticeVectors.primitive(fcc, x, new int[4]).volume(), 1e-9);
        // one of the four another species: the cell is primitive
        assertEquals(64, LatticeVectors.primitive(fcc, x, new int[] {0, 0, 0, 1}).volume(), 1e-9);
        // a supercell of a triclinic cell
        final SiteNetwork unit = SyntheticCrystal.random(new Random(9), 3, 2, 1, 0, 0, 0, 1, 0, 0, 0, 1).sites();
        final SiteNetwork large = unit.supercell(2, 0, 0, 0, 1, 0, 0, 0, 3);
        assertEquals(unit.cell().volume(), LatticeVectors.primitive(large.cell(), large.fractionalPositions(), new int[large.size()]).volume(), 1e-9);
    }
}
