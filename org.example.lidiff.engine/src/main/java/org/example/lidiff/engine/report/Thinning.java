package org.example.lidiff.engine.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A figure's curves with at most {@link Figure#MAX_POINTS} points.
 *
 * <p>Each curve gets its share of the points. It is cut into pieces of equal numbers of consecutive points; each piece keeps four: of
 * a line the first, the lowest, the highest, the last (M4: Jugel et al., Proc. VLDB Endow. 7, 797 (2014)); of points the
 * leftmost, the rightmost, the lowest, the highest. So no extreme is lost.
 * What then is left of the share is filled with evenly spaced points. The same data give the same points.
 */
record Thinning(List<Series> series, List<Band> bands) {

    private static final int PER_PIECE = 4;

    static Thinning of(final List<Series> series, final List<Band> bands, final List<String> notes) {
        final long total = series.stream().mapToLong(Series::size).sum() + bands.stream().mapToLong(Band::size).sum();
        if (total <= Figure.MAX_POINTS) {
            return new Thinning(series, bands);
        }
        // Every curve may keep one piece, however small its share; the rest is shared in proportion.
        final double share = (double)(Figure.MAX_POINTS - PER_PIECE * (series.size() + bands.size())) / total;
        final List<Series> fewer = new ArrayList<>();
        for (final Series s : series) {
            final double[][] keys = s.kind == SeriesKind.POINTS ? new double[][]{s.x, s.x, s.y, s.y} : new double[][]{null, s.y, s.y, null};
            final int[] kept = keep(s.size(), share, keys);
            say(s.name, kept.length, s.size(), notes);
            fewer.add(s.with(Drawable.pick(s.columns(), kept)));
        }
        final List<Band> narrower = new ArrayList<>();
        for (final Band b : bands) {
            final int[] kept = keep(b.size(), share, new double[][]{null, b.lower, b.upper, null});
            narrower.add(new Band(b.name, Drawable.pick(b.columns(), kept)));
        }
        return new Thinning(List.copyOf(fewer), List.copyOf(narrower));
    }

    private static void say(final String name, final int kept, final int all, final List<String> notes) {
        if (kept < all) {
            notes.add(String.format(Locale.ROOT, "%,d of %,d points of '%s' are drawn; the extremes are kept.", kept, all, name));
        }
    }

    /**
     * Ascending indices of the points to keep, about {@code share} of {@code size}.
     *
     * @param keys of points: x, x, y, y; of lines: null, the values whose lowest, the values whose highest is kept, null
     */
    private static int[] keep(final int size, final double share, final double[][] keys) {
        final int budget = Math.max(PER_PIECE, (int)(share * size));
        if (size <= budget) {
            return IntStream.range(0, size).toArray();
        }
        final int pieces = budget / PER_PIECE;
        final boolean scatter = keys[0] != null;
        final BitSet kept = new BitSet(size);
        for (int piece = 0; piece < pieces; piece++) {
            final int from = (int)((long)size * piece / pieces);
            final int to = (int)((long)size * (piece + 1) / pieces);
            kept.set(scatter ? extreme(keys[0], from, to, -1) : from);
            kept.set(scatter ? extreme(keys[1], from, to, 1) : extreme(keys[1], from, to, -1));
            kept.set(scatter ? extreme(keys[2], from, to, -1) : extreme(keys[2], from, to, 1));
            kept.set(scatter ? extreme(keys[3], from, to, 1) : to - 1);
        }
        // One point may be several extremes; what is left of the budget goes to evenly spaced points.
        for (int k = 0; k < budget && kept.cardinality() < budget; k++) {
            kept.set((int)((long)size * k / budget));
        }
        return kept.stream().toArray();
    }

    /** Index of the smallest (sign -1) or largest (sign 1) value in [from, to); the first of equals. */
    private static int extreme(final double[] values, final int from, final int to, final int sign) {
        int best = from;
        for (int i = from + 1; i < to; i++) {
            if (sign * values[i] > sign * values[best]) {
                best = i;
            }
        }
        return best;
    }
}
