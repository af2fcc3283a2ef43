package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class StartStructureTest {

    private static final Element LI = Element.of("Li");
    private static final Structure LISI = new Structure(Cell.of(4, 0, 0, 0, 5, 0, 0, 0, 6), new int[] {3, 3, 14}, new double[] {0, 0, 0, 2, 2, 2, 1, 1, 4});

    @Test
    void supercellMultipliesTheReferenceMatrix() {
        final ReferenceStructure reference = new ReferenceStructure(LISI, new int[] {1, 1, 0, 0, 1, 0, 0, 0, 1});
        final StartStructure start = new StartStructure(reference.supercell(), Optional.of(reference)).supercell(2, 3, 1);
        assertEquals(18, start.structure().size());
        assertArrayEquals(new int[] {2, 2, 0, 0, 3, 0, 0, 0, 1}, start.reference().get().supercellMatrix());
        assertTrue(start.structure().cell().equals(start.reference().get().supercell().cell(), 1e-12));
        assertEquals(LISI, start.reference().get().unitCell());
    }

    @Test
    void nineIntegersAreAMatrix() {
        final StartStructure start = StartStructure.of(LISI).supercell(0, 1, 0, 0, 0, 1, 2, 0, 0);
        assertEquals(6, start.structure().size());
        assertEquals(8, start.structure().cell().get(2, 0));
    }

    @Test
    void atLeastCountsHeights() {
        assertArrayEquals(new int[] {3, 2, 2}, StartStructure.repetitions(LISI.cell(), 10));
        assertArrayEquals(new int[] {2, 2, 2}, StartStructure.repetitions(LISI.cell(), 8));
        final Cell skewed = Cell.of(4, 0, 0, 4, 4, 0, 0, 0, 4);
        // height of a is 4/√2
        assertArrayEquals(new int[] {3, 2, 2}, StartStructure.repetitions(skewed, 8));
    }

    @Test
    void vacanciesFollowTheSeedAndLeaveTheReferenceAlone() {
        final ReferenceStructure reference = ReferenceStructure.of(LISI);
        final StartStructure crystal = new StartStructure(LISI, Optional.of(reference)).supercell(2, 2, 2);
        final StartStructure a = crystal.withVacancies(LI, 3, 5);
        assertEquals(13, a.structure().count(LI));
        assertEquals(8, a.structure().count(Element.of("Si")));
        assertEquals(16, a.reference().get().supercell().count(LI));
        assertArrayEquals(a.structure().positions(), crystal.withVacancies(LI, 3, 5).structure().positions());
        assertNotEquals(0, java.util.Arrays.compare(a.structure().positions(), crystal.withVacancies(LI, 3, 6).structure().positions()));
    }

    @Test
    void everyAtomIsEquallyLikelyToGo() {
        final StartStructure crystal = StartStructure.of(LISI).supercell(2, 1, 1);
        final int[] counts = new int[4];
        for (int seed = 0; seed < 4000; seed++) {
            final double[] x = crystal.withVacancies(LI, 1, seed).structure().positions();
            int gone = 3;
            for (int i = 0; i < 3; i++) {
                if (x[3 * i] != crystal.structure().position(i, 0)) {
                    gone = i;
                    break;
                }
            }
            counts[gone]++;
        }
        for (final int c : counts) {
            // binomial with p = 1/4
            assertEquals(1000, c, 4 * Math.sqrt(750));
        }
    }

    @Test
    void interstitialsGoIntoTheWidestGaps() {
        final StartStructure start = StartStructure.of(LISI).supercell(2, 2, 2).withInterstitials(LI, 2, 1);
        final Structure s = start.structure();
        assertEquals(18, s.count(LI));
        final MinimumImage image = new MinimumImage(s.cell());
        for (int added = 24; added < 26; added++) {
            for (int i = 0; i < added; i++) {
                final double[] d = new double[3];
                for (int k = 0; k < 3; k++) {
                    d[k] = s.position(i, k) - s.position(added, k);
                }
                // the deepest hole of this crystal is at least 2.2 Å from every atom
                assertTrue(image.apply(d, 0) > 1.9 * 1.9);
            }
        }
    }

    @Test
    void impossibleRequestsSayWhatIsPossible() {
        final StartStructure start = StartStructure.of(LISI);
        InputException e = assertThrows(InputException.class, () -> start.withVacancies(LI, 2, 1));
        assertEquals("2 vacancies of Li are asked for, the start structure has 2 Li atoms.", e.summary());
        assertEquals("Ask for at most 1, or use a larger supercell.", e.resolution());
        e = assertThrows(InputException.class, () -> start.withVacancies(Element.of("Na"), 1, 1));
        assertEquals("The start structure Li2Si has no Na to remove.", e.summary());
        assertEquals("Choose one of Li, Si.", e.resolution());
        e = assertThrows(InputException.class, () -> start.withVacancies(LI, -1, 1));
        assertEquals("The number of vacancies is -1.", e.summary());
        e = assertThrows(InputException.class, () -> start.withInterstitials(LI, -2, 1));
        assertEquals("The number of interstitials is -2.", e.summary());
        e = assertThrows(InputException.class, () -> start.supercell(1, 0, 2));
        assertEquals("The supercell 1 × 0 × 2 is not possible.", e.summary());
        e = assertThrows(InputException.class, () -> start.supercell(1, 0, 0, 2, 0, 0, 0, 0, 1));
        assertEquals("The supercell matrix [1, 0, 0, 2, 0, 0, 0, 0, 1] has determinant 0.", e.summary());
        e = assertThrows(InputException.class, () -> start.atLeast(0));
        assertEquals("The smallest edge of the supercell is 0 Å.", e.summary());
    }
}
