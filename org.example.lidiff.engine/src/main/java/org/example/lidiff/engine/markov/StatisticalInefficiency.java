package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.List;

/**
 * How many sliding counts weigh as much as one independent count.
 *
 * <p>The trajectories are cut into blocks of ten lags. Independent pairs would make the counts of a block multinomial given
 * its row sums; g is the ratio of the variance seen between blocks to the multinomial one, Σ (c − c_i p)² / Σ c_i (1 − c_i/C_i)
 * (1 − Σ p²), pooled over rows and blocks (the overdispersion of McCullagh and Nelder, Generalized Linear Models, 1989, section
 * 4.5; the factor 1 − c_i/C_i undoes the bias of estimating p from the same blocks). g is at least 1. With fewer than 20 blocks
 * it cannot be seen, and g is the lag in frames: its value for stays much longer than the lag.
 */
final class StatisticalInefficiency {

    private static final int LAGS_PER_BLOCK = 10;
    private static final int FEWEST_BLOCKS = 20;

    private StatisticalInefficiency() {
    }

    /** @param sliding the sliding counts of {@code set} at {@code lag} */
    static double estimate(final DiscreteTrajectorySet set, final int lag, final PeriodicMatrix sliding) {
        final int block = (int)Math.min(Integer.MAX_VALUE / 2, (long)LAGS_PER_BLOCK * lag);
        final double[] rows = sliding.rowSums();
        final double[] squares = new double[sliding.size()];
        for (int e = 0; e < sliding.entries(); e++) {
            final double p = sliding.value(e) / rows[sliding.from(e)];
            squares[sliding.from(e)] += p * p;
        }
        double seen = 0;
        double multinomial = 0;
        final List<PeriodicMatrix> blocks = blocks(set, lag, block);
        for (final PeriodicMatrix counts : blocks) {
            final double[] here = counts.rowSums();
            for (int i = 0; i < here.length; i++) {
                if (here[i] == 0) {
                    continue;
                }
                seen += here[i] * here[i] * squares[i];
                for (int e = counts.rowStart(i); e < counts.rowStart(i + 1); e++) {
                    final double c = counts.value(e);
                    final int all = sliding.find(i, counts.to(e), counts.image(e, 0), counts.image(e, 1), counts.image(e, 2));
                    seen += c * c - 2 * here[i] * c * sliding.value(all) / rows[i];
                }
                multinomial += here[i] * (1 - here[i] / rows[i]) * (1 - squares[i]);
            }
        }
        if (blocks.size() < FEWEST_BLOCKS || multinomial <= 0) {
            return lag;
        }
        return Math.max(1, seen / multinomial);
    }

    private static List<PeriodicMatrix> blocks(final DiscreteTrajectorySet set, final int lag, final int block) {
        final List<PeriodicMatrix> blocks = new ArrayList<>();
        for (final DiscreteTrajectory t : set.trajectories()) {
            for (int from = 0; from + lag < t.frames(); from += block) {
                final EntryAccumulator accumulator = new EntryAccumulator(set.states());
                RunLengthCounter.count(t, lag, false, from, from + block, accumulator);
                final PeriodicMatrix counts = accumulator.toMatrix();
                if (counts.entries() > 0) {
                    blocks.add(counts);
                }
            }
        }
        return blocks;
    }
}
