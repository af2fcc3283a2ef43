package org.example.lidiff.engine.report;

/** How the points of a {@link Series} are drawn. The names are file format. */
public enum SeriesKind {
    /** Straight lines from point to point. */
    LINE,
    /** Markers. */
    POINTS,
    /** Markers joined by straight lines. */
    LINE_POINTS,
    /** Bars from zero, centered at x. */
    BARS,
    /** A staircase that keeps the value until the next point. */
    STEP;

    boolean hasLine() {
        return this == LINE || this == LINE_POINTS || this == STEP;
    }

    boolean hasPoints() {
        return this == POINTS || this == LINE_POINTS;
    }
}
