package org.example.lidiff.engine.dynamics;

import java.util.Arrays;

/**
 * The mean of a correlated series with its statistical error, in constant memory: block averages whose length doubles so
 * that there are always 32 to 63 of them (Flyvbjerg, Petersen, J. Chem. Phys. 91, 461, 1989).
 */
final class BlockMean {

    private static final int BLOCKS = 64;
    private static final int FIELDS = 5;

    private double[] means = new double[BLOCKS];
    private int blocks;
    private long length = 1;
    private double sum;
    private long inBlock;
    private double total;
    private long count;

    void add(final double value) {
        total += value;
        count++;
        sum += value;
        if (++inBlock == length) {
            means[blocks++] = sum / length;
            sum = 0;
            inBlock = 0;
            if (blocks == BLOCKS) {
                mergePairs();
            }
        }
    }

    private void mergePairs() {
        blocks /= 2;
        for (int b = 0; b < blocks; b++) {
            means[b] = 0.5 * (means[2 * b] + means[2 * b + 1]);
        }
        length *= 2;
    }

    long count() {
        return count;
    }

    /** Mean of all values; NaN without any. */
    double mean() {
        return total / count;
    }

    /** Standard error of the mean; NaN with fewer than two blocks. */
    double error() {
        if (blocks < 2) {
            return Double.NaN;
        }
        double m = 0;
        for (int b = 0; b < blocks; b++) {
            m += means[b] / blocks;
        }
        double v = 0;
        for (int b = 0; b < blocks; b++) {
            v += (means[b] - m) * (means[b] - m);
        }
        return Math.sqrt(v / (blocks - 1) / blocks);
    }

    double[] save() {
        final double[] saved = Arrays.copyOf(new double[] {length, sum, inBlock, total, count}, FIELDS + blocks);
        System.arraycopy(means, 0, saved, FIELDS, blocks);
        return saved;
    }

    static BlockMean restore(final double[] saved) {
        final BlockMean m = new BlockMean();
        m.length = (long)saved[0];
        m.sum = saved[1];
        m.inBlock = (long)saved[2];
        m.total = saved[3];
        m.count = (long)saved[4];
        m.blocks = saved.length - FIELDS;
        m.means = Arrays.copyOf(Arrays.copyOfRange(saved, FIELDS, saved.length), BLOCKS);
        return m;
    }
}
