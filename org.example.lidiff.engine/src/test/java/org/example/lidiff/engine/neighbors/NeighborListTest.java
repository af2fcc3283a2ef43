package org.example.lidiff.engine.neighbors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class NeighborListTest {

    /** All pairs by trying every image, sorted by i, j, S: "i j a b c". */
    static List<String> bruteForce(final double[] r, final Cell cell, final double cutoff, final ListKind kind) {
        final int atoms = r.length / 3;
        final int[] most = new int[3];
        final double[] inverse = cell.inverseRows();
        for (int k = 0; k < 3; k++) {
            double spread = 0;
            for (int i = 0; i < atoms; i++) {
                for (int j = 0; j < atoms; j++) {
                    double s = 0;
                    for (int x = 0; x < 3; x++) {
                        s += (r[3 * j + x] - r[3 * i + x]) * inverse[3 * x + k];
                    }
                    spread = Math.max(spread, Math.abs(s));
                }
            }
            most[k] = (int)Math.ceil(cutoff / cell.height(k) + spread);
        }
        final List<String> pairs = new ArrayList<>();
        for (int i = 0; i < atoms; i++) {
            for (int j = 0; j < atoms; j++) {
                for (int a = -most[0]; a <= most[0]; a++) {
                    for (int b = -most[1]; b <= most[1]; b++) {
                        for (int c = -most[2]; c <= most[2]; c++) {
                            final boolean self = i == j && a == 0 && b == 0 && c == 0;
                            final boolean once = i < j || i == j && (a > 0 || a == 0 && (b > 0 || b == 0 && c > 0));
                            if (!self && (kind == ListKind.FULL || once) && distance(r, cell, i, j, a, b, c) < cutoff) {
                                pairs.add(i + " " + j + " " + a + " " + b + " " + c);
                            }
                        }
                    }
                }
            }
        }
        return pairs;
    }

    private static double distance(final double[] r, final Cell cell, final int i, final int j, final int a, final int b,
        final int c) {
        double d2 = 0;
        for (int k = 0; k < 3; k++) {
            final double d = r[3 * j + k] - r[3 * i + k] + a * cell.get(0, k) + b * cell.get(1, k) + c * cell.get(2, k);
            d2 += d * d;
        }
        return Math.sqrt(d2);
    }

    private static List<String> listed(final NeighborList list) {
        final List<String> pairs = new ArrayList<>();
        for (int i = 0; i < list.atoms(); i++) {
            for (int p = list.starts()[i]; p < list.starts()[i + 1]; p++) {
                pairs.add(i + " " + list.neighbors()[p] + " " + list.shift(p, 0) + " " + list.shift(p, 1) + " " + list.shift(p, 2));
            }
        }
        return pairs;
    }

    private static Cell randomCell(final Random random, final double size) {
        while (true) {
            final double[] rows = new double[9];
            for (int i = 0; i < 9; i++) {
                rows[i] = size * (random.nextDouble() - 0.5);
            }
            try {
                final Cell cell = Cell.of(rows);
                if (cell.smallestHeight() > 0.1 * size) {
                    return cell;
                }
            } catch (final org.example.lidiff.engine.InputException e) {
                continue;
            }
        }
    }

    private static double[] randomPositions(final Random random, final int atoms, final double size) {
        final double[] r = new double[3 * atoms];
        for (int i = 0; i < r.length; i++) {
            r[i] = size * (random.nextDouble() - 0.3);
        }
        return r;
    }

    @Test
    void oneAtomInACubeHasItsOwnImages() {
        final NeighborList list = new NeighborList(1.5, 0, ListKind.FULL);
        list.build(new double[3], Cell.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
        // 6 at distance 1, 12 at √2
        assertEquals(18, list.pairs());
        final NeighborList half = new NeighborList(1.5, 0, ListKind.HALF);
        half.build(new double[3], Cell.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
        assertEquals(9, half.pairs());
        assertThrows(IllegalStateException.class, half::opposites);
    }

    @Test
    void samePairsAsTryingEveryImageInRandomTriclinicCells() {
        final Random random = new Random(7);
        final NeighborList full = new NeighborList(3, 0, ListKind.FULL);
        final NeighborList half = new NeighborList(3, 0, ListKind.HALF);
        for (int n = 0; n < 60; n++) {
            final double size = 2 + 14 * random.nextDouble();
            final Cell cell = randomCell(random, size);
            // positions outside the cell too: the list takes them wrapped or not
            final double[] r = randomPositions(random, 1 + random.nextInt(14), 2 * size);
            full.build(r, cell);
            assertEquals(bruteForce(r, cell, 3, ListKind.FULL), listed(full), "system " + n + " in " + cell);
            half.build(r, cell);
            assertEquals(bruteForce(r, cell, 3, ListKind.HALF), listed(half), "system " + n + " in " + cell);
        }
    }

    @Test
    void samePairsInALargeBoxOfManyBins() {
        final Random random = new Random(11);
        final Cell cell = Cell.of(23, 1, 0, -4, 19, 2, 3, -5, 21);
        final double[] r = randomPositions(random, 120, 30);
        final NeighborList list = new NeighborList(4.2, 0, ListKind.FULL);
        list.build(r, cell);
        assertEquals(bruteForce(r, cell, 4.2, ListKind.FULL), listed(list));
    }

    @Test
    void oppositesAreTheSamePairSeenFromTheOtherSide() {
        final Random random = new Random(3);
        for (int n = 0; n < 20; n++) {
            final Cell cell = randomCell(random, 6);
            final double[] r = randomPositions(random, 5, 6);
            final NeighborList list = new NeighborList(4, 0, ListKind.FULL);
            list.build(r, cell);
            for (int i = 0; i < list.atoms(); i++) {
                for (int p = list.starts()[i]; p < list.starts()[i + 1]; p++) {
                    final int q = list.opposites()[p];
                    final int j = list.neighbors()[p];
                    assertTrue(q >= list.starts()[j] && q < list.starts()[j + 1]);
                    assertEquals(i, list.neighbors()[q]);
                    for (int k = 0; k < 3; k++) {
                        assertEquals(-list.shift(p, k), list.shift(q, k));
                    }
                }
            }
        }
    }

    @Test
    void vectorsFollowTheFormula() {
        final Random random = new Random(5);
        final Cell cell = randomCell(random, 9);
        final double[] r = randomPositions(random, 8, 9);
        final NeighborList list = new NeighborList(5, 0.5, ListKind.FULL);
        list.update(r, cell);
        list.measure(r);
        for (int i = 0; i < list.atoms(); i++) {
            for (int p = list.starts()[i]; p < list.starts()[i + 1]; p++) {
                final int j = list.neighbors()[p];
                assertEquals(distance(r, cell, i, j, list.shift(p, 0), list.shift(p, 1), list.shift(p, 2)), list.distances()[p], 1e-12);
                assertTrue(list.distances()[p] < 5.5);
            }
        }
    }

    @Test
    void supercellOfASmallCellHasTheSameNeighborsPerAtom() {
        // as LiSi: an edge of 5.74 Å below the cutoff of 6 Å
        final Cell cell = Cell.of(9.327, 0, 0, 0, 9.327, 0, 0, 0, 5.74);
        final double[] r = randomPositions(new Random(1), 32, 9);
        final Structure one = new Structure(cell, new int[32], r);
        final Structure many = one.supercell(3, 3, 3);
        final NeighborList small = new NeighborList(6, 0, ListKind.FULL);
        final NeighborList large = new NeighborList(6, 0, ListKind.FULL);
        small.build(r, cell);
        large.build(many.positions(), many.cell());
        assertEquals(27 * small.pairs(), large.pairs());
        for (int i = 0; i < 32; i++) {
            for (int copy = 0; copy < 27; copy++) {
                final int n = 27 * i + copy;
                assertEquals(small.starts()[i + 1] - small.starts()[i], large.starts()[n + 1] - large.starts()[n]);
            }
        }
    }

    @Test
    void listIsKeptUntilAnAtomMovesMoreThanHalfTheSkin() {
        final Cell cell = Cell.of(12, 0, 0, 0, 12, 0, 0, 0, 12);
        final double[] r = randomPositions(new Random(2), 40, 12);
        final NeighborList list = new NeighborList(3, 0.6, ListKind.FULL);
        assertNull(list.referencePositions());
        assertTrue(list.update(r, cell));
        assertArrayEquals(r, list.referencePositions());
        r[4] += 0.29;
        assertFalse(list.update(r, cell));
        r[4] += 0.02;
        assertTrue(list.update(r, cell));
        assertEquals(2, list.builds());
        assertTrue(new NeighborList(3, 0, ListKind.FULL).update(r, cell));
    }

    @Test
    void noPairIsMissedWhileTheListIsKeptThroughMotionAndStrain() {
        final Random random = new Random(9);
        final NeighborList list = new NeighborList(3, 0.8, ListKind.FULL);
        final double[] r = randomPositions(random, 60, 11);
        double[] rows = {10, 0, 0, 1, 11, 0, -2, 1, 12};
        int kept = 0;
        for (int step = 0; step < 60; step++) {
            for (int i = 0; i < 9; i++) {
                rows[i] += 0.02 * (random.nextDouble() - 0.5);
            }
            for (int i = 0; i < r.length; i++) {
                r[i] += 0.05 * (random.nextDouble() - 0.5);
            }
            final Cell cell = Cell.of(rows);
            kept += list.update(r, cell) ? 0 : 1;
            final NeighborList fresh = new NeighborList(3, 0, ListKind.FULL);
            fresh.build(r, cell);
            final List<String> within = new ArrayList<>(listed(list));
            list.measure(r);
            for (int p = list.pairs() - 1; p >= 0; p--) {
                if (list.distances()[p] >= 3) {
                    within.remove(p);
                }
            }
            assertEquals(listed(fresh), within, "step " + step);
        }
        assertTrue(kept > 20, "the list was kept " + kept + " times");
    }

    @Test
    void positionsAndCellsBeyondAllReachAreNamed() {
        final NeighborList list = new NeighborList(5, 0, ListKind.FULL);
        final Cell cell = Cell.of(10, 0, 0, 0, 10, 0, 0, 0, 10);
        assertEquals("Atom 2 is at 0.000, -2.700e+09, 1.000 Å, not within 262144 cells.", assertThrows(NeighborSearchException.class,
            () -> list.build(new double[] {0, 0, 0, 0, -2.7e9, 1}, cell)).summary());
        assertEquals("Atom 1 is at NaN, 0.000, 0.000 Å, not within 262144 cells.", assertThrows(NeighborSearchException.class,
            () -> list.build(new double[] {Double.NaN, 0, 0}, cell)).summary());
        assertEquals("The cell is only 0.05000 Å high, less than a fiftieth of the cutoff of 5.000 Å.", assertThrows(NeighborSearchException.class,
            () -> list.build(new double[3], Cell.of(10, 0, 0, 0, 10, 0, 0, 0, 0.05))).summary());
        // far away is no matter as long as it can be counted
        list.build(new double[] {0, 0, 0, 2.6e6 + 3, 0, 0}, cell);
        assertEquals(2, list.pairs());
        assertEquals(-260_000, list.shift(0, 0));
    }

    @Test
    void impossibleCutoffsAreRefused() {
        final IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> new NeighborList(0, 0.5, ListKind.FULL));
        assertTrue(e.getMessage().contains("not 0.0 and 0.5"), e.getMessage());
    }
}
