package org.example.lidiff.engine.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ThinningTest {

    private static FigureBuilder builder() {
        return Figure.builder("f").title("T").x(Axis.linear("Time", "ps")).y(Axis.linear("Energy", "eV"));
    }

    private static double min(final double[] values) {
        return DoubleStream.of(values).min().getAsDouble();
    }

    private static double max(final double[] values) {
        return DoubleStream.of(values).max().getAsDouble();
    }

    @Test
    void smallFiguresStayWhole() {
        final double[] x = IntStream.range(0, Figure.MAX_POINTS).asDoubleStream().toArray();
        final Figure figure = builder().line("a", x, x).build();
        assertEquals(Figure.MAX_POINTS, figure.points());
        assertTrue(figure.notes().isEmpty());
    }

    @Test
    void aLineKeepsEndsAndSpikes() {
        final int n = 1_000_000;
        final double[] x = IntStream.range(0, n).asDoubleStream().toArray();
        final double[] y = Samples.noise(n, 1);
        y[123_456] = 1e6;
        y[654_321] = -1e6;
        final Figure figure = builder().line("a", x, y).build();
        final Series kept = figure.series().get(0);
        assertTrue(figure.points() <= Figure.MAX_POINTS && figure.points() > 0.95 * Figure.MAX_POINTS, () -> figure.points() + " points");
        assertEquals(0, kept.x[0]);
        assertEquals(n - 1, kept.x[kept.size() - 1]);
        assertEquals(1e6, max(kept.y));
        assertEquals(-1e6, min(kept.y));
        assertArrayEquals(Arrays.stream(kept.x).sorted().toArray(), kept.x);
        // A kept point is one of the given points, not an average.
        for (int i = 0; i < kept.size(); i++) {
            assertEquals(y[(int)kept.x[i]], kept.y[i]);
        }
        assertEquals(String.format(Locale.ROOT, "%,d of 1,000,000 points of 'a' are drawn; the extremes are kept.", kept.size()), figure.notes().get(0));
    }

    @Test
    void pointsKeepTheirExtremesOnBothAxes() {
        final double[] x = Samples.noise(100_000, 2);
        final double[] y = Samples.noise(100_000, 3);
        final Series kept = builder().points("a", x, y).build().series().get(0);
        assertArrayEquals(new double[]{min(x), max(x), min(y), max(y)}, new double[]{min(kept.x), max(kept.x), min(kept.y), max(kept.y)});
    }

    @Test
    void bandsKeepTheirWidest() {
        final int n = 50_000;
        final double[] x = IntStream.range(0, n).asDoubleStream().toArray();
        final double[] lower = Samples.noise(n, 4);
        final double[] upper = DoubleStream.of(Samples.noise(n, 5)).map(v -> v + 20).toArray();
        final Band kept = builder().band("a", x, lower, upper).build().bands().get(0);
        assertEquals(min(lower), min(kept.lower));
        assertEquals(max(upper), max(kept.upper));
    }

    @Test
    void manyCurvesOfDifferentLengthStayWithinTheLimit() {
        final FigureBuilder builder = builder();
        for (int s = 0; s < 150; s++) {
            final double[] y = Samples.noise(s < 3 ? 60_000 : 5, s);
            builder.line("s" + s, IntStream.range(0, y.length).asDoubleStream().toArray(), y);
        }
        final Figure figure = builder.build();
        assertTrue(figure.points() <= Figure.MAX_POINTS, () -> figure.points() + " points");
        assertEquals(150, figure.series().size());
        assertTrue(figure.series().stream().allMatch(s -> s.size() >= 3));
    }

    @Test
    void errorBarsStayWithTheirPoints() {
        final int n = 40_000;
        final double[] x = IntStream.range(0, n).asDoubleStream().toArray();
        final Series kept = builder().points("a", x, x).errorBars(x).build().series().get(0);
        for (int i = 0; i < kept.size(); i++) {
            assertEquals(2 * kept.x[i], kept.upper[i]);
        }
    }

    @Test
    void theSameDataGiveTheSamePoints() {
        final double[] x = Samples.noise(70_000, 6);
        assertEquals(builder().points("a", x, x).build().toJson(), builder().points("a", x, x).build().toJson());
    }
}
