package org.example.lidiff.engine.markov;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.example.lidiff.engine.Progress;

/**
 * Sliding counts of many lags in one go.
 *
 * <p>The pairs are counted state by state, so that what is added to stays in the cache, and lags of neighboring lengths together ({@link LagRow}): the cost is
 * that of the pairs of stays which some lag joins, not of these pairs times the number of lags.
 */
final class LagCounter {

    /** Lags counted together at most, which bounds the memory of a row. */
    private static final int LARGEST_GROUP = 64;
    /** Parts of the work; more than there are processors, because states differ in their number of stays. */
    private static final int BLOCKS = 64;
    /** Stays whose neighborhoods are fetched together. */
    private static final int BATCH = 32;

    private final PackedStays stays;
    private final int states;
    private final double meanStay;
    /** Stays of each state, and the first stay where a pair of each may end, both in the order of the states. */
    private final int[] firstOfState;
    private final int[] begins;
    private final int[] ends;

    LagCounter(final DiscreteTrajectorySet set) {
        stays = new PackedStays(set);
        states = set.states();
        firstOfState = new int[states + 1];
        long frames = 0;
        for (int k = 0; k < stays.size(); k++) {
            if (stays.state(k) >= 0) {
                firstOfState[stays.state(k) + 1]++;
                frames += stays.start(k + 1) - stays.start(k);
            }
        }
        for (int i = 0; i < states; i++) {
            firstOfState[i + 1] += firstOfState[i];
        }
        begins = new int[firstOfState[states]];
        ends = new int[begins.length];
        meanStay = (double)frames / Math.max(1, begins.length);
    }

    /**
     * The counts of all lags.
     *
     * @param lags in frames, ascending, each once, at least 1
     */
    PeriodicMatrix[] count(final int[] lags, final Progress progress) {
        final PeriodicMatrix[] counts = new PeriodicMatrix[lags.length];
        int from = 0;
        while (from < lags.length) {
            int until = from + 1;
            // A lag of its own goes through every stay once more, a gap between lags through the pairs that it skips.
            while (until < lags.length && until - from < LARGEST_GROUP && lags[until] - lags[until - 1] <= 2 * meanStay) {
                until++;
            }
            final int[] group = Arrays.copyOfRange(lags, from, until);
            System.arraycopy(count(group, progress, (double)from / lags.length, (double)until / lags.length), 0, counts, from, group.length);
            from = until;
        }
        return counts;
    }

    private PeriodicMatrix[] count(final int[] lags, final Progress progress, final double done, final double goal) {
        pairUp(lags[0]);
        final LagRow.Counts[] rows = new LagRow.Counts[states];
        final AtomicInteger blocks = new AtomicInteger();
        final Progress part = progress.part(done, goal);
        IntStream.range(0, BLOCKS).parallel().forEach(block -> {
            final LagRow row = new LagRow(lags);
            for (int i = border(block); i < border(block + 1); i++) {
                for (int k = firstOfState[i]; k < firstOfState[i + 1]; k += BATCH) {
                    final int until = Math.min(k + BATCH, firstOfState[i + 1]);
                    row.add(stays, Arrays.copyOfRange(begins, k, until), Arrays.copyOfRange(ends, k, until));
                }
                rows[i] = row.take();
            }
            part.advance(blocks.incrementAndGet(), BLOCKS, "Counting transitions");
        });
        return IntStream.range(0, lags.length).parallel().mapToObj(l -> matrix(rows, l)).toArray(PeriodicMatrix[]::new);
    }

    /** The state at which a block begins: blocks have about as many stays. */
    private int border(final int block) {
        if (block == 0 || block == BLOCKS) {
            return block == 0 ? 0 : states;
        }
        final int place = Arrays.binarySearch(firstOfState, (int)((long)begins.length * block / BLOCKS));
        return Math.min(states, place >= 0 ? place : -place - 1);
    }

    /** Sorts the stays by their states, each with the first stay that a pair of the shortest lag ends in, −1 if something unknown lies between. */
    private void pairUp(final int shortest) {
        final int[] next = firstOfState.clone();
        int b = 0;
        for (int a = 0; a < stays.size(); a++) {
            if (stays.state(a) < 0) {
                continue;
            }
            b = Math.max(a, b);
            while (stays.state(b) >= 0 && stays.start(b + 1) <= stays.start(a) + shortest) {
                b++;
            }
            final int k = next[stays.state(a)]++;
            begins[k] = a;
            ends[k] = stays.state(b) >= 0 ? b : -1;
        }
    }

    private PeriodicMatrix matrix(final LagRow.Counts[] rows, final int lag) {
        int entries = 0;
        for (final LagRow.Counts row : rows) {
            for (final double value : row.values()[lag]) {
                entries += value > 0 ? 1 : 0;
            }
        }
        final int[] from = new int[entries];
        final int[] to = new int[entries];
        final int[] images = new int[3 * entries];
        final double[] values = new double[entries];
        int e = 0;
        for (int i = 0; i < rows.length; i++) {
            final double[] counts = rows[i].values()[lag];
            for (int k = 0; k < counts.length; k++) {
                if (counts[k] > 0) {
                    from[e] = i;
                    to[e] = rows[i].states()[k];
                    for (int x = 0; x < 3; x++) {
                        images[3 * e + x] = PackedStays.unpack(rows[i].images()[k], x);
                    }
                    values[e++] = counts[k];
                }
            }
        }
        return new PeriodicMatrix(states, from, to, images, values);
    }
}
