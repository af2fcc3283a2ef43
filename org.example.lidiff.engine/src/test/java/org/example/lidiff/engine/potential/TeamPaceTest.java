package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** With a clock that is made up. */
class TeamPaceTest {

    private static final long ROUND = 1_000_000;
    private final TeamPace pace = new TeamPace();
    // such clocks may begin anywhere, and overflow
    private long now = Long.MAX_VALUE - 30 * ROUND;

    /** Rounds of 1 ms of work in 10 chunks each until the team was {@code nanos} at work; the helper did half and came late. */
    private void team(final long nanos, final long late) {
        for (long done = 0; done < nanos && !pace.alone(now); done += ROUND / 2 + late) {
            now += ROUND / 2 + late;
            pace.record(now, ROUND / 2 + late, ROUND / 2, 5, 10);
        }
    }

    private long pauseInWindows() {
        long waited = 0;
        for (; pace.alone(now); now += ROUND) {
            waited += ROUND;
        }
        return waited;
    }

    @Test
    void goodHelpersAreKept() {
        team(100 * TeamPace.WINDOW_NANOS, 0);
        assertFalse(pace.alone(now));
        // 0.9 ms with them, 1 ms without
        team(100 * TeamPace.WINDOW_NANOS, 400_000);
        assertFalse(pace.alone(now));
    }

    @Test
    void lateHelpersAreLeftOutEverLongerAndTriedAgain() {
        long expected = TeamPace.FIRST_PAUSE_NANOS;
        for (int n = 0; n < 10; n++) {
            team(10 * TeamPace.WINDOW_NANOS, 700_000);
            assertTrue(pace.alone(now));
            assertEquals(expected, pauseInWindows(), ROUND);
            expected = Math.min(2 * expected, TeamPace.LONGEST_PAUSE_NANOS);
        }
        assertEquals(TeamPace.LONGEST_PAUSE_NANOS, expected);
        // and trusted again step by step
        team(20 * TeamPace.WINDOW_NANOS, 0);
        assertFalse(pace.alone(now));
        team(10 * TeamPace.WINDOW_NANOS, 700_000);
        assertEquals(TeamPace.FIRST_PAUSE_NANOS, pauseInWindows(), ROUND);
    }

    @Test
    void oneBadRoundAmongGoodOnesIsForgiven() {
        team(TeamPace.WINDOW_NANOS / 2, 0);
        team(1, 4 * ROUND);
        team(TeamPace.WINDOW_NANOS / 2, 0);
        assertFalse(pace.alone(now));
    }

    @Test
    void helpersThatNeverComeAreNoReasonToStop() {
        for (int n = 0; n < 1000; n++) {
            now += ROUND;
            pace.record(now, ROUND, ROUND, 10, 10);
        }
        assertFalse(pace.alone(now));
        pace.record(now, ROUND, 0, 0, 10);
        assertFalse(pace.alone(now));
    }
}
