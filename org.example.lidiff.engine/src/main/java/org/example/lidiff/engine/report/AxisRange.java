package org.example.lidiff.engine.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;

/** From where to where an axis runs, and how its ticks are written. */
record AxisRange(double min, double max, boolean log) {

    private static final double MARGIN = 0.04;
    // a logarithmic axis of less would have one tick or none
    private static final double FEWEST_DECADES = 0.4;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** The range of the x axis and of the y axis. */
    static AxisRange[] of(final Figure figure) {
        AxisRange x = fit(figure.x(), xValues(figure), false);
        AxisRange y = fit(figure.y(), yValues(figure), figure.series().stream().anyMatch(s -> s.kind == SeriesKind.BARS));
        if (figure.hasDiagonal()) {
            x = y = new AxisRange(Math.min(x.min, y.min), Math.max(x.max, y.max), x.log && y.log);
        }
        return new AxisRange[]{x, y};
    }

    private static DoubleStream xValues(final Figure figure) {
        final DoubleStream bars = figure.series().stream().filter(s -> s.kind == SeriesKind.BARS)
            .flatMapToDouble(s -> DoubleStream.of(s.x).flatMap(v -> DoubleStream.of(v - barWidth(s) / 2, v + barWidth(s) / 2)));
        final DoubleStream points = figure.series().stream().flatMapToDouble(s -> DoubleStream.of(s.x));
        final DoubleStream bands = figure.bands().stream().flatMapToDouble(b -> DoubleStream.of(b.x));
        return join(bars, points, bands, references(figure, ReferenceLine.Kind.VERTICAL));
    }

    private static DoubleStream yValues(final Figure figure) {
        final DoubleStream points = figure.series().stream().flatMapToDouble(s -> s.lower == null ? DoubleStream.of(s.y)
            : join(DoubleStream.of(s.y), DoubleStream.of(s.lower), DoubleStream.of(s.upper)));
        final DoubleStream bands = figure.bands().stream()
            .flatMapToDouble(b -> DoubleStream.concat(DoubleStream.of(b.lower), DoubleStream.of(b.upper)));
        return join(points, bands, references(figure, ReferenceLine.Kind.HORIZONTAL));
    }

    private static DoubleStream references(final Figure figure, final ReferenceLine.Kind kind) {
        return figure.references().stream().filter(r -> r.kind() == kind).mapToDouble(ReferenceLine::value);
    }

    private static DoubleStream join(final DoubleStream... streams) {
        return java.util.stream.Stream.of(streams).flatMapToDouble(s -> s);
    }

    private static AxisRange fit(final Axis axis, final DoubleStream values, final boolean zero) {
        final double[] all = values.toArray();
        if (axis.log()) {
            final AxisRange range = fit(axis, all, zero, true);
            if (range.decades() >= FEWEST_DECADES) {
                return range;
            }
        }
        return fit(axis, all, zero, false);
    }

    private static AxisRange fit(final Axis axis, final double[] values, final boolean zero, final boolean log) {
        final double[] extremes = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        DoubleStream.concat(DoubleStream.of(values), zero && !log ? DoubleStream.of(0) : DoubleStream.empty())
            .filter(v -> !axis.log() || v > 0).map(v -> log ? Math.log10(v) : v).forEach(v -> {
                extremes[0] = Math.min(extremes[0], v);
                extremes[1] = Math.max(extremes[1], v);
            });
        if (extremes[0] > extremes[1]) {
            extremes[0] = 0;
            extremes[1] = 1;
        }
        final double width = extremes[1] - extremes[0];
        final double flat = log ? 0.5 : Math.max(0.5 * Math.abs(extremes[0]), 1e-12);
        final double margin = width > 1e-12 * Math.abs(extremes[0]) ? MARGIN * width : flat;
        final boolean onZero = zero && !log;
        final double from = onZero && extremes[0] == 0 ? 0 : extremes[0] - margin;
        final double to = onZero && extremes[1] == 0 ? 0 : extremes[1] + margin;
        return new AxisRange(Double.isNaN(axis.min()) ? power(from, log) : axis.min(), Double.isNaN(axis.max()) ? power(to, log) : axis.max(), log);
    }

    private static double power(final double value, final boolean log) {
        return log ? Math.pow(10, value) : value;
    }

    /** Nine tenths of the smallest distance between neighboring bars; 1 for a single bar. */
    static double barWidth(final Series bars) {
        final double[] sorted = bars.x.clone();
        java.util.Arrays.sort(sorted);
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] > sorted[i - 1]) {
                smallest = Math.min(smallest, sorted[i] - sorted[i - 1]);
            }
        }
        return Double.isInfinite(smallest) ? 0.9 : 0.9 * smallest;
    }

    /** Decades on a logarithmic axis. */
    double decades() {
        return Math.log10(max / min);
    }

    /** The label of a tick: plain digits, or a power of ten with a superscript where digits would be long. */
    static String tick(final double value) {
        if (value == 0 || Math.abs(value) < 1e-14) {
            return "0";
        }
        // Tick positions are sums of steps; 10 digits remove the rounding error.
        final BigDecimal rounded = new BigDecimal(value).round(new MathContext(10)).stripTrailingZeros();
        final int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent > -4 && exponent < 5) {
            return rounded.toPlainString().replace('-', '−');
        }
        final String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString().replace('-', '−');
        final String power = "10" + superscript(exponent);
        return switch (mantissa) {
            case "1" -> power;
            case "−1" -> "−" + power;
            default -> mantissa + "×" + power;
        };
    }

    private static String superscript(final int exponent) {
        final StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        Integer.toString(Math.abs(exponent)).chars().forEach(c -> text.append(SUPERSCRIPTS.charAt(c - '0')));
        return text.toString();
    }
}
