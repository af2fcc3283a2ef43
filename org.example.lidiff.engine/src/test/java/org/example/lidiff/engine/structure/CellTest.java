package org.example.lidiff.engine.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;

class CellTest {

    @Test
    void lengthsAndAnglesComeBack() {
        final double[] angles = {80, 70, 60};
        final Cell cell = Cell.ofLengthsAndAngles(new double[] {5, 6, 7}, angles);
        for (int k = 0; k < 3; k++) {
            assertEquals(5 + k, cell.length(k), 1e-14);
            assertEquals(angles[k], cell.angle((k + 1) % 3, (k + 2) % 3), 1e-12);
        }
        assertArrayEquals(new double[] {3, 0, 0, 0, 4, 0, 0, 0, 5},
            Cell.ofLengthsAndAngles(new double[] {3, 4, 5}, new double[] {90, 90, 90}).rows());
    }

    @Test
    void fractionalAndCartesianAreInverse() {
        final Random random = new Random(1);
        final Cell cell = Cell.of(5, 1, 0, -2, 6, 1, 0.5, 0, 7);
        for (int n = 0; n < 100; n++) {
            final double[] v = random.doubles(3, -20, 20).toArray();
            final double[] f = new double[3];
            final double[] back = new double[3];
            cell.toFractional(v, 0, f, 0);
            cell.toCartesian(f, 0, back, 0);
            assertArrayEquals(v, back, 1e-13);
        }
    }

    @Test
    void heightIsVolumeOverArea() {
        final Cell cell = Cell.of(4, 0, 0, 3, 5, 0, 1, 2, 6);
        assertEquals(120, cell.volume(), 1e-12);
        assertEquals(6, cell.height(2), 1e-13);
        // |a × c| = |(4,0,0) × (1,2,6)| = |(0,−24,8)|
        assertEquals(120 / Math.hypot(24, 8), cell.height(1), 1e-13);
        assertEquals(Math.min(cell.height(0), Math.min(cell.height(1), cell.height(2))), cell.smallestHeight());
    }

    @Test
    void flatAndImpossibleCellsAreRefused() {
        assertTrue(assertThrows(InputException.class, () -> Cell.of(1, 0, 0, 2, 0, 0, 0, 0, 1)).getMessage().startsWith("The cell has no volume"));
        assertThrows(InputException.class, () -> Cell.of(1, 0, 0, 0, Double.NaN, 0, 0, 0, 1));
        assertTrue(assertThrows(InputException.class, () -> Cell.ofLengthsAndAngles(new double[] {1, 1, 1}, new double[] {20, 30, 120}))
            .getMessage().contains("do not belong to any cell"));
    }

    @Test
    void supercellHasAllTranslationsOnce() {
        final Random random = new Random(2);
        for (int n = 0; n < 200; n++) {
            final int[] m = random.ints(9, -3, 4).toArray();
            final double[] rows = new double[9];
            for (int k = 0; k < 9; k++) {
                rows[k] = m[k];
            }
            final long det = Math.round(Math.abs(Cell.determinant(rows)));
            if (det == 0) {
                assertThrows(IllegalArgumentException.class, () -> SupercellTranslations.of(m));
                continue;
            }
            assertEquals(det, SupercellTranslations.of(m).size());
            assertEquals(det * 6, Cell.of(1, 0, 0, 0, 2, 0, 0, 0, 3).supercell(m).volume(), 1e-9);
        }
    }

    @Test
    void supercellOfAStructureRepeatsItsAtoms() {
        final Structure unit = new Structure(Cell.of(4, 0, 0, 1, 4, 0, 0, 0, 5), new int[] {3, 14}, new double[] {0, 0, 0, 1, 2, 3});
        final Structure super2 = unit.supercell(2, 1, 3);
        assertEquals("Li6Si6", super2.formula());
        assertEquals(6 * unit.cell().volume(), super2.cell().volume(), 1e-9);
        final MinimumImage image = new MinimumImage(unit.cell());
        for (int i = 0; i < super2.size(); i++) {
            final double[] d = new double[3];
            for (int k = 0; k < 3; k++) {
                d[k] = super2.position(i, k) - unit.position(i / 6, k);
            }
            // every copy is a lattice translation of its atom, and no two copies are the same in the supercell
            assertEquals(0, image.apply(d, 0), 1e-20);
            for (int j = 0; j < i; j++) {
                final double[] e = new double[3];
                for (int k = 0; k < 3; k++) {
                    e[k] = super2.position(i, k) - super2.position(j, k);
                }
                assertTrue(new MinimumImage(super2.cell()).apply(e, 0) > 1);
            }
        }
        assertEquals("Li5Si6", super2.without(0).formula());
        assertEquals(Element.of("Si"), super2.element(6));
    }
}
