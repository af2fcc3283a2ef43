package org.example.lidiff.engine.markov;

/**
 * Counts pairs of frames (t, t + lag) from stays.
 *
 * <p>While neither end of the window crosses the border of a stay, the pair of states does not change; the cost is therefore
 * proportional to the number of stays, and independent of the number of frames and of the lag.
 */
final class RunLengthCounter {

    private RunLengthCounter() {
    }

    /**
     * Adds the pairs whose first frame lies in [{@code from}, {@code until}); no pair spans an unknown frame.
     *
     * @param strided whether only the frames 0, lag, 2·lag … of each known stretch start a pair
     */
    static void count(final DiscreteTrajectory trajectory, final int lag, final boolean strided, final int from, final int until,
            final EntryAccumulator accumulator) {
        final int stays = trajectory.stays();
        int first = 0;
        while (first < stays) {
            if (trajectory.state(first) < 0) {
                first++;
                continue;
            }
            int last = first;
            while (last + 1 < stays && trajectory.state(last + 1) >= 0) {
                last++;
            }
            final int begin = Math.max(trajectory.start(first), from);
            final int end = (int)Math.min((long)trajectory.end(last) - lag, until);
            if (begin < end) {
                countStretch(trajectory, lag, strided ? trajectory.start(first) : -1, new int[]{first, begin, end}, accumulator);
            }
            first = last + 1;
        }
    }

    private static void countStretch(final DiscreteTrajectory s, final int lag, final int origin, final int[] range,
            final EntryAccumulator accumulator) {
        int t = range[1];
        final int end = range[2];
        int a = range[0];
        while (s.end(a) <= t) {
            a++;
        }
        int b = a;
        while (s.end(b) <= t + lag) {
            b++;
        }
        while (t < end) {
            final int next = Math.min(Math.min(s.end(a), s.end(b) - lag), end);
            final long pairs = origin < 0 ? next - t : multiples(next - origin, lag) - multiples(t - origin, lag);
            if (pairs > 0) {
                accumulator.add(s.state(a), s.state(b), s.image(b, 0) - s.image(a, 0), s.image(b, 1) - s.image(a, 1),
                    s.image(b, 2) - s.image(a, 2), pairs);
            }
            t = next;
            if (t == s.end(a)) {
                a++;
            }
            if (t == s.end(b) - lag) {
                b++;
            }
        }
    }

    /** How many of 0, lag, 2·lag … are smaller than {@code frames}. */
    private static long multiples(final int frames, final int lag) {
        return (frames + (long)lag - 1) / lag;
    }
}
