package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * A distribution of ions over the cells of a repeated crystal, some lags after all were in one cell. Immutable.
 *
 * <p>Cells up to a reach along each axis are kept; what goes farther is counted and does not come back.
 */
public final class CellSpread {

    private final int reach;
    private final double[] cells;
    private final double outside;

    private CellSpread(final int reach, final double[] cells, final double outside) {
        this.reach = reach;
        this.cells = cells;
        this.outside = outside;
    }

    /**
     * The distribution after {@code steps} lags.
     *
     * @param start probability of each state in cell 0 0 0
     * @param reach farthest cell along each axis that is kept, at most 10
     */
    public static CellSpread of(final MarkovStateModel model, final double[] start, final int steps, final int reach) {
        return of(model, start, new int[] {steps}, reach).get(0);
    }

    /**
     * The distributions after several numbers of lags, in one walk.
     *
     * @param steps ascending
     */
    static List<CellSpread> of(final MarkovStateModel model, final double[] start, final int[] steps, final int reach) {
        if (reach < 0 || reach > 10) {
            throw new IllegalArgumentException("Cells up to " + reach + " cannot be kept");
        }
        final PeriodicMatrix t = model.transitions();
        final int edge = 2 * reach + 1;
        final int n = t.size();
        double[] p = new double[edge * edge * edge * n];
        System.arraycopy(start, 0, p, ((reach * edge + reach) * edge + reach) * n, n);
        double outside = 0;
        int done = 0;
        final List<CellSpread> result = new ArrayList<>();
        for (final int until : steps) {
            for (; done < until; done++) {
                final double[] next = new double[p.length];
                for (int cell = 0; cell < p.length / n; cell++) {
                    outside += step(t, p, next, new int[]{cell / (edge * edge), cell / edge % edge, cell % edge}, edge);
                }
                p = next;
            }
            final double[] cells = new double[p.length / n];
            for (int k = 0; k < p.length; k++) {
                cells[k / n] += p[k];
            }
            result.add(new CellSpread(reach, cells, outside));
        }
        return result;
    }

    private static double step(final PeriodicMatrix t, final double[] p, final double[] next, final int[] at, final int edge) {
        final int n = t.size();
        final int offset = ((at[0] * edge + at[1]) * edge + at[2]) * n;
        double lost = 0;
        for (int i = 0; i < n; i++) {
            if (p[offset + i] == 0) {
                continue;
            }
            for (int e = t.rowStart(i); e < t.rowStart(i + 1); e++) {
                final int a = at[0] + t.image(e, 0);
                final int b = at[1] + t.image(e, 1);
                final int c = at[2] + t.image(e, 2);
                final double flow = p[offset + i] * t.value(e);
                if (a < 0 || b < 0 || c < 0 || a >= edge || b >= edge || c >= edge) {
                    lost += flow;
                } else {
                    next[((a * edge + b) * edge + c) * n + t.to(e)] += flow;
                }
            }
        }
        return lost;
    }

    /** Farthest cell along each axis. */
    public int reach() {
        return reach;
    }

    /** Probability to be in a cell, each index between −reach and reach. */
    public double probability(final int a, final int b, final int c) {
        final int edge = 2 * reach + 1;
        return cells[((a + reach) * edge + b + reach) * edge + c + reach];
    }

    /** What went farther than the reach. */
    public double outside() {
        return outside;
    }

    /** Sum over the cells that are kept. */
    public double inside() {
        return Arrays.stream(cells).sum();
    }
}
