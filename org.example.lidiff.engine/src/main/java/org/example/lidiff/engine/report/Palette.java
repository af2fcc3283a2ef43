package org.example.lidiff.engine.report;

import java.awt.Color;

/**
 * Colors that people with any color vision tell apart.
 *
 * <p>Series: Okabe and Ito, "Color Universal Design" (2008), without the yellow, which fades on white, in an order of falling
 * contrast. Values: five stops of the viridis map of matplotlib, even in lightness.
 */
final class Palette {

    static final Color TEXT = new Color(0x222222);
    static final Color FAINT_TEXT = new Color(0x555555);
    static final Color GRID = new Color(0xE3E3E3);
    static final Color REFERENCE = new Color(0x6B6B6B);

    private static final int[] SERIES = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00, 0x000000};
    private static final int[] VALUES = {0x440154, 0x3B528B, 0x21918C, 0x5EC962, 0xFDE725};

    private Palette() {
    }

    /** Color of the series with this index, repeating. */
    static Color series(final int index) {
        return new Color(SERIES[index % SERIES.length]);
    }

    /** Color of a value, {@code fraction} 0 (dark) to 1 (light). */
    static Color value(final double fraction) {
        final double position = Math.max(0, Math.min(1, fraction)) * (VALUES.length - 1);
        final int stop = Math.min(VALUES.length - 2, (int)position);
        return mix(new Color(VALUES[stop]), new Color(VALUES[stop + 1]), position - stop);
    }

    /** (1 - t) a + t b. */
    static Color mix(final Color a, final Color b, final double t) {
        return new Color(channel(a.getRed(), b.getRed(), t), channel(a.getGreen(), b.getGreen(), t), channel(a.getBlue(), b.getBlue(), t));
    }

    static Color alpha(final Color color, final int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    static String hex(final Color color) {
        return String.format("#%06x", color.getRGB() & 0xFFFFFF);
    }

    private static int channel(final int a, final int b, final double t) {
        return (int)Math.round(a + (b - a) * t);
    }
}
