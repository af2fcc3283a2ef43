package org.example.lidiff.engine.diffusion;

import org.example.lidiff.engine.InputException;

/**
 * The lags between which a displacement is fitted.
 *
 * @param kind what start and end mean
 * @param start first lag: in fs, or as a fraction of the longest run; ignored when automatic
 * @param end last lag, likewise
 */
public record LagWindow(Kind kind, double start, double end) {

    /** How a window is given. */
    public enum Kind {
        /** The earliest start from which the displacement is straight, up to a tenth of the longest run. */
        AUTOMATIC,
        /** Start and end in fs. */
        ABSOLUTE,
        /** Start and end as fractions of the longest run. */
        FRACTION
    }

    /** Refuses a window without extent. */
    public LagWindow {
        if (kind != Kind.AUTOMATIC && !(start >= 0 && end > start && Double.isFinite(end) && (kind == Kind.ABSOLUTE || end <= 1))) {
            throw new InputException(kind == Kind.ABSOLUTE
                ? "The fit window runs from " + Digits.of(start / 1000, 4) + " to " + Digits.of(end / 1000, 4) + " ps."
                : "The fit window runs from " + Digits.of(start, 4) + " to " + Digits.of(end, 4) + " of the longest run.",
                kind == Kind.ABSOLUTE ? "Give a start of at least 0 and an end after it." : "Give a start of at least 0, and an end after it and at most 1.");
        }
    }

    /** The automatic window. */
    public static LagWindow automatic() {
        return new LagWindow(Kind.AUTOMATIC, Double.NaN, Double.NaN);
    }

    /** Between two lags in fs. */
    public static LagWindow absolute(final double startFs, final double endFs) {
        return new LagWindow(Kind.ABSOLUTE, startFs, endFs);
    }

    /** Between two fractions of the longest run. */
    public static LagWindow fraction(final double start, final double end) {
        return new LagWindow(Kind.FRACTION, start, end);
    }

    /** {@code options} with this window for runs of which the longest takes {@code longestFs}. */
    FitOptions apply(final FitOptions options, final double longestFs) {
        switch (kind) {
            case ABSOLUTE:
                return options.withWindow(start, end);
            case FRACTION:
                return options.withWindow(start * longestFs, end * longestFs);
            default:
                return options.withWindow(Double.NaN, Double.NaN);
        }
    }
}
