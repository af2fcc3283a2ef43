package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class CollectiveHopsTest {

    /** A chain of sites 3 Å apart along x, repeated six times. */
    private static SyntheticCrystal chain() {
        final Structure unit = new Structure(Cell.of(3, 0, 0, 0, 20, 0, 0, 0, 20), new int[] {3, 14}, new double[] {1, 5, 5, 1, 15, 15});
        return new SyntheticCrystal(unit, 6, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    private static JumpNetwork detect(final int[][][] paths) {
        return HopDetector.of(chain().sites(), HopOptions.defaults()).detect(chain().set(paths), Progress.NONE);
    }

    @Test
    void anIonThatFollowsAnotherFormsAString() {
        final JumpNetwork net = detect(SyntheticCrystal.along(new int[] {0, 0, 1, 1, 1, 1, 1, 1}, new int[] {-1, -1, -1, 0, 0, 0, 0, 0}, new int[] {3, 3, 3, 3, 3, 3, 4, 4}));
        final CollectiveHops found = CollectiveHops.find(net, CollectiveHops.Options.within(150));
        assertEquals(1, found.strings().size());
        assertArrayEquals(new int[] {0, 1}, found.strings().get(0));
        assertEquals(0, CollectiveHops.find(net, CollectiveHops.Options.within(50)).hopsInStrings(), "100 fs lie between them");
    }

    @Test
    void aHopNextToTheSiteThatAnotherLeavesMayCount() {
        // the second ion enters cell −1 while the first leaves cell 0, one spacing of 3 Å away
        final JumpNetwork net = detect(SyntheticCrystal.along(new int[] {0, 0, 1, 1, 1}, new int[] {-2, -2, -2, -1, -1}));
        assertEquals(0, CollectiveHops.find(net, new CollectiveHops.Options(150, 2.9, 10, 1)).hopsInStrings());
        assertEquals(2, CollectiveHops.find(net, new CollectiveHops.Options(150, 3, 10, 1)).hopsInStrings());
    }

    @Test
    void concertedMotionIsSignificantAndIndependentMotionIsNot() {
        final Random random = new Random(5);
        final int[][] together = new int[2][3000];
        final int[][] apart = new int[2][3000];
        together[1][0] = -1;
        apart[1][0] = 3;
        for (int f = 1; f < 3000; f++) {
            for (int i = 0; i < 2; i++) {
                together[i][f] = together[i][f - 1];
                apart[i][f] = apart[i][f - 1] + (random.nextDouble() < 0.02 ? random.nextInt(3) - 1 : 0);
            }
            if (random.nextDouble() < 0.01) {
                // the second ion enters the site that the first one leaves
                together[0][f]++;
                together[1][f] = together[0][f] - 1;
            }
        }
        final CollectiveHops a = CollectiveHops.find(detect(SyntheticCrystal.along(together)), CollectiveHops.Options.within(100));
        final CollectiveHops b = CollectiveHops.find(detect(SyntheticCrystal.along(apart)), CollectiveHops.Options.within(100));
        assertTrue(a.pValue() < 0.01, "p " + a.pValue());
        assertTrue(a.hopsInStrings() > a.expectedByChance() + 5 * a.deviation());
        assertTrue(b.pValue() > 0.01, "p " + b.pValue());
    }

    @Test
    void jumpDiffusivityOfAChain() {
        // TESTVECTORS D-15: 2 ions, three jumps of 2 Å, one dimension, 10 ps: 0.3 Å²/ps; here 3 Å: 9/4 of it
        final int[][] cells = new int[2][100];
        for (int f = 0; f < 100; f++) {
            cells[0][f] = f < 30 ? 0 : f < 60 ? 1 : 0;
            cells[1][f] = f < 50 ? 3 : 4;
        }
        assertEquals(0.3e-3 * 9 / 4, detect(SyntheticCrystal.along(cells)).jumpDiffusivity(1), 1e-15);
    }

    @Test
    void aTimeThatIsNotPositiveIsRefused() {
        assertTrue(assertThrows(InputException.class, () -> CollectiveHops.Options.within(0)).getMessage().contains("is 0.0 fs"));
        assertTrue(assertThrows(InputException.class, () -> new CollectiveHops.Options(1, -1, 10, 1)).getMessage().contains("is -1.0 Å"));
    }
}
