package org.example.lidiff.engine.report;

import java.awt.Graphics2D;
import java.util.List;

import org.example.lidiff.engine.InputException;

/**
 * Draws figures and scenes as images, without a screen; the same picture gives the same bytes on one machine.
 *
 * <p>Curves are drawn by XChart on Java2D, SVG is written by Apache Batik, scenes by {@link ScenePainter}. Title and notes are part of
 * the image.
 */
public final class FigureRenderer {

    /** Whether title and notes are part of the image. */
    private enum Words { ALL, NONE }

    private FigureRenderer() {
    }

    /**
     * The picture as a PNG file.
     *
     * @throws InputException if this computer has no font to write labels with
     */
    public static byte[] png(final Picture picture, final ImageSize size) {
        return Canvas.png(size, graphics -> paint(picture, graphics, size, Words.ALL));
    }

    /**
     * The picture as an SVG document, with its title and a description for screen readers.
     *
     * @throws InputException if this computer has no font to write labels with
     */
    public static String svg(final Picture picture, final ImageSize size) {
        return Canvas.svg(size, picture.title(), picture.description(), graphics -> paint(picture, graphics, size, Words.ALL));
    }

    /** As {@link #png}, for a page that prints title and notes itself. */
    static byte[] barePng(final Picture picture, final ImageSize size) {
        return Canvas.png(size, graphics -> paint(picture, graphics, size, Words.NONE));
    }

    /** As {@link #svg}, for a page that prints title and notes itself. */
    static String bareSvg(final Picture picture, final ImageSize size) {
        return Canvas.svg(size, picture.title(), picture.description(), graphics -> paint(picture, graphics, size, Words.NONE));
    }

    private static void paint(final Picture picture, final Graphics2D graphics, final ImageSize size, final Words words) {
        final boolean all = words == Words.ALL;
        final Frame frame = Frame.paint(graphics, all ? picture.title() : "", all ? picture.notes() : List.of(), size);
        final Graphics2D inside = (Graphics2D)graphics.create(frame.x(), frame.y(), frame.width(), frame.height());
        try {
            if (picture instanceof Figure figure) {
                FigurePainter.paint(figure, inside, frame.width(), frame.height());
            } else if (picture instanceof Scene scene) {
                ScenePainter.paint(scene, inside, frame.width(), frame.height());
            } else {
                SummaryPainter.paint((Summary)picture, inside, frame.width(), frame.height());
            }
        } finally {
            inside.dispose();
        }
    }
}
