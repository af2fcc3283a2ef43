package org.example.lidiff.engine.report;

/**
 * One axis of a {@link Figure}: what is shown, in which unit, on which scale.
 *
 * @param label the quantity, for example "Time"
 * @param unit its unit, for example "ps"; empty only for a dimensionless quantity
 * @param log whether the scale is logarithmic (base 10)
 * @param min start of the axis in {@code unit}, or NaN to fit the data
 * @param max end of the axis in {@code unit}, or NaN to fit the data
 */
public record Axis(String label, String unit, boolean log, double min, double max) {

    /** @throws IllegalArgumentException if the label is blank, the unit is absent, or the range is empty */
    public Axis {
        if (label == null || label.isBlank()) {
            throw new IllegalArgumentException("An axis needs a label that names its quantity");
        }
        if (unit == null) {
            throw new IllegalArgumentException("Axis '" + label + "' needs a unit; use Axis.dimensionless for a pure number");
        }
        if (min >= max || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("Axis '" + label + "' cannot run from " + min + " to " + max);
        }
        if (log && (min <= 0 || max <= 0)) {
            throw new IllegalArgumentException("Logarithmic axis '" + label + "' cannot run from " + min + " to " + max);
        }
    }

    /** A linear axis that fits the data. */
    public static Axis linear(final String label, final String unit) {
        return new Axis(label, requireUnit(label, unit), false, Double.NaN, Double.NaN);
    }

    /** A logarithmic axis that fits the data. */
    public static Axis log(final String label, final String unit) {
        return new Axis(label, requireUnit(label, unit), true, Double.NaN, Double.NaN);
    }

    /** A linear axis of a pure number. */
    public static Axis dimensionless(final String label) {
        return new Axis(label, "", false, Double.NaN, Double.NaN);
    }

    /** This axis with a logarithmic scale. */
    public Axis logarithmic() {
        return new Axis(label, unit, true, min, max);
    }

    /**
     * This axis from {@code from} to {@code to}, whatever the data are.
     *
     * @param from start in the unit of the axis, or NaN to fit the data
     * @param to end in the unit of the axis, or NaN to fit the data
     */
    public Axis range(final double from, final double to) {
        return new Axis(label, unit, log, from, to);
    }

    /** What is printed along the axis: {@code Label (unit)}. */
    public String caption() {
        return unit.isEmpty() ? label : label + " (" + unit + ")";
    }

    private static String requireUnit(final String label, final String unit) {
        if (unit == null || unit.isBlank()) {
            throw new IllegalArgumentException("Axis '" + label + "' needs a unit; use Axis.dimensionless for a pure number");
        }
        return unit;
    }
}
