package org.example.lidiff.engine.report;

/**
 * A thin gray line to compare the data with.
 *
 * @param kind which line
 * @param value y of a horizontal line or x of a vertical one, in the unit of the axis; unused for the diagonal
 * @param label text beside the line, may be empty
 */
public record ReferenceLine(Kind kind, double value, String label) {

    /** Which line. The names are file format. */
    public enum Kind {
        /** y = x; both axes get the same range. */
        DIAGONAL,
        /** y = value. */
        HORIZONTAL,
        /** x = value. */
        VERTICAL
    }

    /** @throws IllegalArgumentException if the value is not finite or the label is absent */
    public ReferenceLine {
        if (!Double.isFinite(value) || label == null) {
            throw new IllegalArgumentException("A reference line needs a finite value and a label, not " + value + ", " + label);
        }
    }
}
