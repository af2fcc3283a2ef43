package org.example.lidiff.engine.report;

import java.util.List;

import org.example.lidiff.engine.InputException;

/**
 * A plot: series of points over two axes with labels and units, of at most {@value #MAX_POINTS} points.
 *
 * <p>The notes say what was left out (points that are not finite, points thinned out) besides what the author wrote.
 */
public final class Figure implements Picture {

    /** The most points (of series and band edges together) that a figure holds. */
    public static final int MAX_POINTS = 20_000;

    /** The version of the JSON form. */
    public static final int VERSION = 1;

    static final String TYPE = "figure";

    private final String id;
    private final String title;
    private final Axis x;
    private final Axis y;
    private final List<Series> series;
    private final List<Band> bands;
    private final List<ReferenceLine> references;
    private final List<String> notes;

    Figure(final FigureBuilder builder, final List<Series> series, final List<Band> bands, final List<String> notes) {
        this.id = builder.id;
        this.title = builder.title;
        this.x = builder.x;
        this.y = builder.y;
        this.references = List.copyOf(builder.references);
        this.series = List.copyOf(series);
        this.bands = List.copyOf(bands);
        this.notes = List.copyOf(notes);
    }

    /**
     * Starts a figure.
     *
     * @param id identifies it within its node, for example "msd"; letters, digits, '-', '_' and '.'
     */
    public static FigureBuilder builder(final String id) {
        return new FigureBuilder(id);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws InputException if the text is no figure, or of a version this software does not know
     */
    public static Figure fromJson(final String json) {
        return FigureJson.read(Json.parse(json, TYPE));
    }

    @Override
    public String toJson() {
        return Json.text(FigureJson.write(this));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    /** The horizontal axis. */
    public Axis x() {
        return x;
    }

    /** The vertical axis. */
    public Axis y() {
        return y;
    }

    /** The series, drawn in this order. */
    public List<Series> series() {
        return series;
    }

    /** The bands, drawn below the series. */
    public List<Band> bands() {
        return bands;
    }

    /** The lines to compare the data with. */
    public List<ReferenceLine> references() {
        return references;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    /** Points of all series and bands; a band counts each x once. */
    public int points() {
        return series.stream().mapToInt(Series::size).sum() + bands.stream().mapToInt(Band::size).sum();
    }

    @Override
    public String description() {
        final String names = String.join(", ", series.stream().map(Series::name).toList());
        return title + ": " + y.caption() + " over " + x.caption() + (names.isEmpty() ? "" : "; " + names) + ".";
    }

    boolean hasDiagonal() {
        return references.stream().anyMatch(r -> r.kind() == ReferenceLine.Kind.DIAGONAL);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Figure f && id.equals(f.id) && title.equals(f.title) && x.equals(f.x) && y.equals(f.y)
            && series.equals(f.series) && bands.equals(f.bands) && references.equals(f.references) && notes.equals(f.notes);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + series.hashCode();
    }
}
