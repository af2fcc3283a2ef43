package org.example.lidiff.engine.report;

import java.util.Arrays;

/** Named points of a {@link Figure}, all finite, in the units of its axes. */
public final class Series {

    /** How the line is drawn. */
    enum LineStyle { SOLID, DASHED }

    final String name;
    final SeriesKind kind;
    final LineStyle style;
    final double[] x;
    final double[] y;
    /** Ends of the error bars, as long as {@code x}; null without error bars. */
    final double[] lower;
    final double[] upper;

    Series(final String name, final SeriesKind kind, final LineStyle style, final double[][] columns) {
        this.name = name;
        this.kind = kind;
        this.style = style;
        this.x = columns[0];
        this.y = columns[1];
        this.lower = columns.length > 2 ? columns[2] : null;
        this.upper = columns.length > 2 ? columns[3] : null;
    }

    /** The columns x, y [, lower, upper]; shared, never written. */
    double[][] columns() {
        return lower == null ? new double[][]{x, y} : new double[][]{x, y, lower, upper};
    }

    Series with(final double[][] columns) {
        return new Series(name, kind, style, columns);
    }

    /** The text of the legend. */
    public String name() {
        return name;
    }

    /** How the points are drawn. */
    public SeriesKind kind() {
        return kind;
    }

    /** Whether the line is dashed. */
    public boolean dashed() {
        return style == LineStyle.DASHED;
    }

    /** Number of points. */
    public int size() {
        return x.length;
    }

    /** Copy of the x values. */
    public double[] x() {
        return x.clone();
    }

    /** Copy of the y values. */
    public double[] y() {
        return y.clone();
    }

    /** Whether the points carry error bars. */
    public boolean hasErrorBars() {
        return lower != null;
    }

    /** Copy of the lower ends of the error bars, on the y axis; empty without error bars. */
    public double[] lower() {
        return lower == null ? new double[0] : lower.clone();
    }

    /** Copy of the upper ends of the error bars, on the y axis; empty without error bars. */
    public double[] upper() {
        return upper == null ? new double[0] : upper.clone();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Series s && name.equals(s.name) && kind == s.kind && style == s.style
            && Arrays.deepEquals(columns(), s.columns());
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.deepHashCode(columns());
    }
}
