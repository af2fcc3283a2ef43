package org.example.lidiff.nodes.common;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;

/** Range checks of settings, with messages that name the setting, its value and the limit. */
public final class Checks {

    private Checks() {
    }

    /** Refuses a number that is not above zero and finite. */
    public static void positive(final double value, final String key, final String title, final String unit)
        throws InvalidSettingsException {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new InvalidSettingsException(title + " (" + key + ") is " + value + unit(unit) + " but must be above 0" + unit(unit) + ".");
        }
    }

    /** As {@link #positive(double, String, String, String)} where there is a value. */
    public static void positive(final Optional<Double> value, final String key, final String title, final String unit)
        throws InvalidSettingsException {
        if (value.isPresent()) {
            positive(value.get(), key, title, unit);
        }
    }

    /** Refuses a number below {@code limit}. */
    public static void atLeast(final double value, final double limit, final String key, final String title)
        throws InvalidSettingsException {
        if (!(value >= limit)) {
            throw new InvalidSettingsException(title + " (" + key + ") is " + number(value) + " but must be at least " + number(limit) + ".");
        }
    }

    /** Refuses a number outside {@code [low, high]}. */
    public static void inside(final double value, final double low, final double high, final String key, final String title)
        throws InvalidSettingsException {
        if (!(value >= low && value <= high)) {
            throw new InvalidSettingsException(title + " (" + key + ") is " + number(value) + " but must be from " + number(low) + " to "
                + number(high) + ".");
        }
    }

    /** Refuses a last frame before the first one. */
    public static void frames(final long first, final Optional<Integer> last) throws InvalidSettingsException {
        if (last.isPresent() && last.get() < first) {
            throw new InvalidSettingsException("The last frame (lastFrame = " + last.get() + ") is before the first one (firstFrame = "
                + first + "). Give a last frame that is not smaller.");
        }
    }

    private static String unit(final String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    private static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long)value) : Double.toString(value);
    }
}
