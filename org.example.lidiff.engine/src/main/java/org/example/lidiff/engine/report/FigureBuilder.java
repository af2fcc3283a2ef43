package org.example.lidiff.engine.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a {@link Figure} shows. Arrays are copied.
 *
 * <p>{@link #build()} drops points that cannot be drawn (NaN or infinite; not positive on a logarithmic axis), thins out
 * ({@link Thinning}) what exceeds {@link Figure#MAX_POINTS}, and says both in the notes.
 */
public final class FigureBuilder {

    private static final int MAX_CURVES = 200;

    final String id;
    String title = "";
    Axis x;
    Axis y;
    final List<Series> series = new ArrayList<>();
    final List<Band> bands = new ArrayList<>();
    final List<ReferenceLine> references = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    FigureBuilder(final String id) {
        this.id = Json.requireId(id);
    }

    /** The heading. */
    public FigureBuilder title(final String text) {
        title = text;
        return this;
    }

    /** The horizontal axis. */
    public FigureBuilder x(final Axis axis) {
        x = axis;
        return this;
    }

    /** The vertical axis. */
    public FigureBuilder y(final Axis axis) {
        y = axis;
        return this;
    }

    /** Adds a curve. {@code xs} and {@code ys} have the same length. */
    public FigureBuilder line(final String name, final double[] xs, final double[] ys) {
        return series(name, SeriesKind.LINE, xs, ys);
    }

    /** Adds a dashed curve. {@code xs} and {@code ys} have the same length. */
    public FigureBuilder dashedLine(final String name, final double[] xs, final double[] ys) {
        return add(name, SeriesKind.LINE, Series.LineStyle.DASHED, new double[][]{xs, ys});
    }

    /** Adds markers. {@code xs} and {@code ys} have the same length. */
    public FigureBuilder points(final String name, final double[] xs, final double[] ys) {
        return series(name, SeriesKind.POINTS, xs, ys);
    }

    /** Adds bars from zero, centered at {@code xs}. */
    public FigureBuilder bars(final String name, final double[] xs, final double[] ys) {
        return series(name, SeriesKind.BARS, xs, ys);
    }

    /** Adds points drawn as {@code kind}. {@code xs} and {@code ys} have the same length. */
    public FigureBuilder series(final String name, final SeriesKind kind, final double[] xs, final double[] ys) {
        return add(name, kind, Series.LineStyle.SOLID, new double[][]{xs, ys});
    }

    /**
     * Gives error bars to the series that was added last.
     *
     * @param lower lower ends on the y axis (not lengths), NaN for a point without a bar
     * @param upper upper ends on the y axis (not lengths), NaN for a point without a bar
     */
    public FigureBuilder errorBars(final double[] lower, final double[] upper) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("Error bars belong to a series; add the series first");
        }
        final Series last = series.remove(series.size() - 1);
        requireLength(last.name, last.x.length, lower, upper);
        series.add(last.with(new double[][]{last.x, last.y, lower.clone(), upper.clone()}));
        return this;
    }

    /** Gives symmetric error bars y ± {@code error} to the series that was added last. */
    public FigureBuilder errorBars(final double[] error) {
        final double[] y0 = series.isEmpty() ? error : series.get(series.size() - 1).y;
        requireLength("errors", y0.length, error);
        final double[] lower = new double[error.length];
        final double[] upper = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            lower[i] = y0[i] - error[i];
            upper[i] = y0[i] + error[i];
        }
        return errorBars(lower, upper);
    }

    /** Fills the region between two curves; the series of the same name gives the color. */
    public FigureBuilder band(final String name, final double[] xs, final double[] lower, final double[] upper) {
        requireName(name);
        requireLength(name, xs.length, lower, upper);
        bands.add(new Band(name, new double[][]{xs.clone(), lower.clone(), upper.clone()}));
        return this;
    }

    /** Adds the line y = x and gives both axes the same range. */
    public FigureBuilder diagonal() {
        references.add(new ReferenceLine(ReferenceLine.Kind.DIAGONAL, 0, ""));
        return this;
    }

    /** Adds the line y = {@code value}. */
    public FigureBuilder horizontal(final double value, final String label) {
        references.add(new ReferenceLine(ReferenceLine.Kind.HORIZONTAL, value, label));
        return this;
    }

    /** Adds the line x = {@code value}. */
    public FigureBuilder vertical(final double value, final String label) {
        references.add(new ReferenceLine(ReferenceLine.Kind.VERTICAL, value, label));
        return this;
    }

    /** Adds a warning or an explanation, shown below the figure. */
    public FigureBuilder note(final String text) {
        notes.add(text);
        return this;
    }

    /**
     * The figure.
     *
     * @throws IllegalArgumentException if the title or an axis is missing
     */
    public Figure build() {
        if (title.isBlank()) {
            throw new IllegalArgumentException("Figure '" + id + "' needs a title");
        }
        if (x == null || y == null) {
            throw new IllegalArgumentException("Figure '" + id + "' needs " + (x == null ? "an x axis" : "a y axis")
                + " with a label and a unit");
        }
        if (series.size() + bands.size() > MAX_CURVES) {
            throw new IllegalArgumentException("Figure '" + id + "' has " + (series.size() + bands.size())
                + " curves, the most is " + MAX_CURVES);
        }
        final List<String> said = new ArrayList<>(notes);
        final Drawable drawable = new Drawable(x, y, said);
        final List<Series> drawn = series.stream().map(drawable::clean).toList();
        final List<Band> filled = bands.stream().map(drawable::clean).toList();
        final Thinning thinning = Thinning.of(drawn, filled, said);
        return new Figure(this, thinning.series(), thinning.bands(), said);
    }

    private FigureBuilder add(final String name, final SeriesKind kind, final Series.LineStyle style, final double[][] columns) {
        requireName(name);
        requireLength(name, columns[0].length, columns[1]);
        series.add(new Series(name, kind, style, new double[][]{columns[0].clone(), columns[1].clone()}));
        return this;
    }

    private static void requireName(final String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("A series needs a name for the legend");
        }
    }

    private static void requireLength(final String name, final int length, final double[]... columns) {
        for (final double[] column : columns) {
            if (column.length != length) {
                throw new IllegalArgumentException("The columns of '" + name + "' must have the same length: " + length + " vs "
                    + column.length);
            }
        }
    }
}
