package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.junit.jupiter.api.Test;

class StayRecorderTest {

    private static DiscreteTrajectory record(final int shortest, final int... cores) {
        final StayRecorder recorder = new StayRecorder();
        for (final int c : cores) {
            if (c < 0) {
                recorder.gap();
            } else {
                recorder.core(c, 0, 0, 0);
            }
        }
        return recorder.finish(shortest);
    }

    @Test
    void theLastCoreIsKept() {
        // TESTVECTORS H-3 (GEMDAT tests/utils_test.py), forward fill
        assertArrayEquals(new int[] {5, 5, 5, 7, 2}, record(0, 5, -1, -1, 7, 2).toFrames());
        assertArrayEquals(new int[] {3, 3, 1, 8, 8}, record(0, 3, -1, 1, 8, -1).toFrames());
        assertArrayEquals(new int[] {4, 9, 6, 6, 6}, record(0, 4, 9, 6, -1, -1).toFrames());
    }

    @Test
    void readBackwardsTheNextCoreIsThatOfTheWayBack() {
        // TESTVECTORS H-3, backward fill
        assertArrayEquals(new int[] {5, 7, 7, 7, 2}, backwards(5, -1, -1, 7, 2));
        assertArrayEquals(new int[] {3, 1, 1, 8, -1}, backwards(3, -1, 1, 8, -1));
        assertArrayEquals(new int[] {4, 9, 6, -1, -1}, backwards(4, 9, 6, -1, -1));
    }

    private static int[] backwards(final int... cores) {
        return reversed(record(0, reversed(cores)).toFrames());
    }

    private static int[] reversed(final int[] x) {
        final int[] r = new int[x.length];
        java.util.Arrays.setAll(r, k -> x[x.length - 1 - k]);
        return r;
    }

    @Test
    void framesBeforeTheFirstCoreAreUnknown() {
        assertArrayEquals(new int[] {-1, -1, 4, 4}, record(0, -1, -1, 4, -1).toFrames());
        assertArrayEquals(new int[] {-1, -1}, record(0, -1, -1).toFrames());
    }

    @Test
    void leavingACoreAndComingBackIsNoHop() {
        assertEquals(1, record(0, 2, -1, -1, 2, 2, -1, 2).stays());
    }

    @Test
    void reachingAnotherCoreThroughAGapIsOneHopAtTheEntry() {
        final DiscreteTrajectory t = record(0, 2, -1, -1, 3, -1);
        assertEquals(2, t.stays());
        assertEquals(3, t.start(1));
    }

    @Test
    void theSameSiteInAnotherCellIsAnotherStay() {
        final StayRecorder recorder = new StayRecorder();
        recorder.core(0, 0, 0, 0);
        recorder.core(0, 1, 0, -1);
        final DiscreteTrajectory t = recorder.finish(0);
        assertEquals(2, t.stays());
        assertEquals(1, t.image(1, 0));
        assertEquals(-1, t.image(1, 2));
    }

    @Test
    void shortStaysBelongToTheStayBefore() {
        assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1}, record(3, 1, 1, 1, 2, 2, 1).toFrames());
        assertArrayEquals(new int[] {1, 1, 1, 1, 3, 3, 3}, record(3, 1, 1, 1, 2, 3, 3, 3).toFrames(), "A to short B to C is one hop A to C");
        assertArrayEquals(new int[] {1, 1, 2, 2, 2}, record(3, 1, 1, 2, 2, 2).toFrames(), "how long the first stay is nobody knows");
        assertArrayEquals(new int[] {-1, 4, 4, 2, 2, 2}, record(3, -1, 4, 4, 2, 2, 2).toFrames());
    }
}
