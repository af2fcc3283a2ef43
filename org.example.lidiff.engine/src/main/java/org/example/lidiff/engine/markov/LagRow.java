package org.example.lidiff.engine.markov;

import java.util.Arrays;

/**
 * Sliding counts of the pairs of frames that start in one state, for several lags at once.
 *
 * <p>The pairs of frames L apart whose first lies in the stay [s, e) and whose second in the stay [s', e') number Σ ± max(0, L − L*) over
 * L* = s' − e (+), s' − s (−), e' − e (−), e' − s (+). Four additions for each pair of stays therefore count them for all lags. Numbers are
 * integers: the order in which they are added does not matter. Not thread-safe.
 */
final class LagRow {

    private static final int TABLE_BITS = 12;
    /** Numbers in a cache line. */
    private static final int LINE = 8;

    private final int[] lags;
    /** The first lag beyond each of some equidistant numbers of frames. */
    private final int[] beyond;
    private final int shift;
    private final int width;
    private int[] slots = new int[256];
    private int targets;
    /** Kept so that what is only touched is not left out by the compiler. */
    private long touched;
    private int[] states = new int[64];
    private long[] images = new long[64];
    /** For each target and lag the number of L* before that lag and after the one before, by sign, and the sum of these L*. */
    private long[] sums;

    /** @param lags ascending, in frames */
    LagRow(final int[] lags) {
        this.lags = lags;
        width = 2 * (lags.length + 1);
        sums = new long[states.length * width];
        final int span = lags[lags.length - 1] - lags[0];
        shift = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(span) - TABLE_BITS);
        beyond = new int[(span >>> shift) + 1];
        int k = 0;
        for (int f = 0; f < beyond.length; f++) {
            while (k < lags.length && lags[k] <= lags[0] + ((long)f << shift)) {
                k++;
            }
            beyond[f] = k;
        }
        Arrays.fill(slots, -1);
    }

    /**
     * Adds the pairs that start in some stays.
     *
     * @param begins the stays
     * @param ends for each the first stay in which a pair of the shortest lag may end, all stays between being known; −1 when there is none
     */
    void add(final PackedStays stays, final int[] begins, final int[] ends) {
        // Stays of one state lie anywhere: memory brings many of them in the time of one if all are asked for before the first is needed.
        for (int k = 0; k < begins.length; k++) {
            touched += stays.touch(begins[k]) + (ends[k] < 0 ? 0 : stays.touch(ends[k]));
        }
        for (int k = 0; k < begins.length; k++) {
            if (ends[k] >= 0) {
                add(stays, begins[k], ends[k]);
            }
        }
    }

    private void add(final PackedStays stays, final int a, final int b) {
        final long begin = stays.start(a);
        final long end = stays.start(a + 1);
        final long image = stays.image(a);
        final int longest = lags[lags.length - 1];
        long start = stays.start(b);
        int fromEnd = beyond(start - end);
        int fromBegin = beyond(start - begin);
        int other = b;
        int state = stays.state(b);
        while (state >= 0 && start - end < longest) {
            final long next = stays.start(other + 1);
            final int at = target(state, stays.image(other) - image) * width;
            add(at + fromEnd, 1, start - end);
            add(at + fromBegin, -1, start - begin);
            fromEnd = beyond(next - end);
            fromBegin = beyond(next - begin);
            add(at + fromEnd, -1, next - end);
            add(at + fromBegin, 1, next - begin);
            start = next;
            state = stays.state(++other);
        }
    }

    private void add(final int at, final int sign, final long frames) {
        sums[at] += sign;
        sums[at + 1] += sign * frames;
    }

    /** Twice the number of the first lag that is longer; what no lag is beyond goes where nothing is read. */
    private int beyond(final long frames) {
        if (frames < lags[0]) {
            return 0;
        }
        if (frames >= lags[lags.length - 1]) {
            return width - 2;
        }
        int k = beyond[(int)(frames - lags[0] >>> shift)];
        while (lags[k] <= frames) {
            k++;
        }
        return 2 * k;
    }

    private int target(final int state, final long image) {
        int slot = slot(state, image);
        while (slots[slot] >= 0) {
            final int t = slots[slot];
            if (states[t] == state && images[t] == image) {
                return t;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = targets;
        if (targets == states.length) {
            states = Arrays.copyOf(states, 2 * targets);
            images = Arrays.copyOf(images, 2 * targets);
            sums = Arrays.copyOf(sums, Math.toIntExact(2L * targets * width));
        }
        states[targets] = state;
        images[targets] = image;
        if (4 * ++targets > slots.length) {
            rehash();
        }
        return targets - 1;
    }

    private int slot(final int state, final long image) {
        final long h = (image * 0x9E3779B97F4A7C15L + state) * 0xBF58476D1CE4E5B9L;
        return (int)(h >>> 40) & slots.length - 1;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        Arrays.fill(slots, -1);
        for (int t = 0; t < targets; t++) {
            int slot = slot(states[t], images[t]);
            while (slots[slot] >= 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = t;
        }
    }

    /** The counts so far, sorted by state and image; forgets them. */
    Counts take() {
        final int[] order = order();
        final Counts counts = new Counts(new int[targets], new long[targets], new double[lags.length][targets]);
        for (int k = 0; k < targets; k++) {
            counts.states[k] = states[order[k]];
            counts.images[k] = images[order[k]];
        }
        // a cache line of each lag at a time
        for (int k = 0; k < targets; k += LINE) {
            take(order, k, Math.min(targets, k + LINE), counts.values);
        }
        Arrays.fill(sums, 0, targets * width, 0);
        Arrays.fill(slots, -1);
        targets = 0;
        return counts;
    }

    private void take(final int[] order, final int from, final int until, final double[][] values) {
        final long[] number = new long[LINE];
        final long[] frames = new long[LINE];
        for (int l = 0; l < lags.length; l++) {
            final double[] of = values[l];
            final long lag = lags[l];
            for (int k = from; k < until; k++) {
                final int at = order[k] * width + 2 * l;
                number[k - from] += sums[at];
                frames[k - from] += sums[at + 1];
                of[k] = number[k - from] * lag - frames[k - from];
            }
        }
    }

    private int[] order() {
        final long[] byState = new long[targets];
        Arrays.setAll(byState, t -> (long)states[t] << 32 | t);
        Arrays.sort(byState);
        final int[] order = new int[targets];
        for (int k = 0; k < targets; k++) {
            final int t = (int)byState[k];
            int place = k;
            // few images of one state follow each other
            while (place > 0 && states[order[place - 1]] == states[t] && images[order[place - 1]] > images[t]) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = t;
        }
        return order;
    }

    /**
     * A row of counts for several lags.
     *
     * @param states in which pairs end, ascending
     * @param images their packed images, ascending within a state
     * @param values counts for each lag and of these; zeros are among them
     */
    record Counts(int[] states, long[] images, double[][] values) {
    }
}
