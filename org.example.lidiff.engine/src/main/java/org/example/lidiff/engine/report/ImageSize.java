package org.example.lidiff.engine.report;

/**
 * How large a picture is drawn.
 *
 * @param width in layout pixels, 200 … 4000; letters are 12 to 16 pixels high
 * @param height in layout pixels, 150 … 4000
 * @param scale image pixels per layout pixel of a PNG, 0.5 … 8; an SVG has no pixels and ignores it
 */
public record ImageSize(int width, int height, double scale) {

    /** 800 × 520 at twice the resolution of a plain screen. */
    public static final ImageSize DEFAULT = new ImageSize(800, 520, 2);

    /** @throws IllegalArgumentException if a value is out of its range */
    public ImageSize {
        if (width < 200 || width > 4000 || height < 150 || height > 4000 || !(scale >= 0.5 && scale <= 8)) {
            throw new IllegalArgumentException("An image is 200 to 4000 by 150 to 4000 pixels at a scale of 0.5 to 8, not " + width
                + " by " + height + " at " + scale);
        }
    }
}
