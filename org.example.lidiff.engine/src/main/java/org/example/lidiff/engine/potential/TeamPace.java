package org.example.lidiff.engine.potential;

/**
 * Says whether helpers are worth waiting for.
 *
 * <p>Where other programs want the processor, a helper may be put aside in the middle of a chunk, and all wait for it, longer than
 * the work takes. Over windows of time the rounds of the team are compared with what the caller alone would have needed at the pace of
 * its own chunks. When the team was slower, the caller works alone for a while: at first a moment, twice as long each time the team
 * fails again. Only time is decided here, never a result.
 */
final class TeamPace {

    /** Rounds are judged together over at least this time. */
    static final long WINDOW_NANOS = 40_000_000;
    /** How long the caller works alone after the first bad window. */
    static final long FIRST_PAUSE_NANOS = 50_000_000;
    /** The longest it works alone before it tries again. */
    static final long LONGEST_PAUSE_NANOS = 3_200_000_000L;

    private long pause = FIRST_PAUSE_NANOS;
    private long resume = Long.MIN_VALUE;
    private boolean paused;
    private long total;
    private long own;
    private long ownChunks;
    private long chunks;

    /** Whether the caller should work alone at this time. */
    boolean alone(final long now) {
        // differences, because the clock may overflow
        if (paused && now - resume >= 0) {
            paused = false;
        }
        return paused;
    }

    /**
     * Takes note of a round of the team.
     *
     * @param now time at its end in ns
     * @param wholeNanos how long it took
     * @param ownNanos how long the caller was at work in it
     * @param ownCount chunks the caller did
     * @param count chunks of the round
     */
    void record(final long now, final long wholeNanos, final long ownNanos, final int ownCount, final int count) {
        if (ownCount == 0) {
            return;
        }
        total += wholeNanos;
        own += ownNanos;
        ownChunks += ownCount;
        chunks += count;
        if (total < WINDOW_NANOS) {
            return;
        }
        final double alone = (double)own * chunks / ownChunks;
        if (total > alone) {
            paused = true;
            resume = now + pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        } else {
            pause = Math.max(FIRST_PAUSE_NANOS, pause / 2);
        }
        total = 0;
        own = 0;
        ownChunks = 0;
        chunks = 0;
    }
}
