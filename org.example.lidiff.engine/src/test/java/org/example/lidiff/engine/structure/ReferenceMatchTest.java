package org.example.lidiff.engine.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;

class ReferenceMatchTest {

    private static final Structure TRICLINIC = new Structure(Cell.of(3, 0, 0, 1, 3, 0, 0.5, 0.4, 4), new int[] {3, 14},
        new double[] {0, 0, 0, 2, 1.5, 2});

    @Test
    void anObliqueSupercellIsFound() {
        final int[] m = {2, 1, 0, 0, 1, 0, 0, 0, 3};
        final ReferenceStructure found = ReferenceMatch.of(TRICLINIC, TRICLINIC.cell().supercell(m));
        assertArrayEquals(m, found.supercellMatrix());
        assertEquals(12, found.supercell().size());
    }

    @Test
    void aStrainedCellKeepsFractionalPositionsAndFitsExactly() {
        final Cell strained = Cell.of(6.06, 0, 0, 1.01, 3.03, 0, 0.505, 0.404, 4.04);
        final ReferenceStructure found = ReferenceMatch.of(TRICLINIC, strained);
        assertArrayEquals(new int[] {2, 0, 0, 0, 1, 0, 0, 0, 1}, found.supercellMatrix());
        // round-off of M⁻¹ S and back
        assertTrue(found.supercell().cell().equals(strained, 1e-12));
        assertArrayEquals(TRICLINIC.fractionalPositions(), found.unitCell().fractionalPositions(), 1e-12);
    }

    @Test
    void anotherOrientationIsMatchedByLengthsAndAngles() {
        final Structure cubic = new Structure(Cell.of(4, 0, 0, 0, 5, 0, 0, 0, 6), new int[] {3}, new double[3]);
        final Cell turned = Cell.of(0, 8, 0, -5, 0, 0, 0, 0, 6);
        final ReferenceStructure found = ReferenceMatch.of(cubic, turned);
        assertArrayEquals(new int[] {2, 0, 0, 0, 1, 0, 0, 0, 1}, found.supercellMatrix());
        assertTrue(found.supercell().cell().equals(turned, 1e-12));
    }

    @Test
    void anotherCrystalIsRefusedWithBothCells() {
        final String text = assertThrows(InputException.class, () -> ReferenceMatch.of(TRICLINIC, Cell.of(7.6, 0, 0, 0, 7.7, 0, 0, 0, 7.8)))
            .getMessage();
        assertTrue(text.contains("7.600, 7.700, 7.800 Å") && text.contains("no supercell of the reference structure"), text);
    }
}
