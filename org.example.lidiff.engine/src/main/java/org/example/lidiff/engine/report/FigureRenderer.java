package org.example.lidiff.engine.report;

import java.awt.Graphics2D;

import org.example.lidiff.engine.InputException;

/**
 * Draws figures and scenes as images, without a screen; the same picture gives the same bytes on one machine.
 *
 * <p>Curves are drawn by XChart on Java2D, SVG is written by Apache Batik, scenes by {@link ScenePainter}. Title and notes are part of
 * the image.
 */
public final class FigureRenderer {

    private FigureRenderer() {
    }

    /**
     * The picture as a PNG file.
     *
     * @throws InputException if this computer has no font to write labels with
     */
    public static byte[] png(final Picture picture, final ImageSize size) {
        return Canvas.png(size, graphics -> paint(picture, graphics, size));
    }

    /**
     * The picture as an SVG document, with its title and a description for screen readers.
     *
     * @throws InputException if this computer has no font to write labels with
     */
    public static String svg(final Picture picture, final ImageSize size) {
        return Canvas.svg(size, picture.title(), picture.description(), graphics -> paint(picture, graphics, size));
    }

    private static void paint(final Picture picture, final Graphics2D graphics, final ImageSize size) {
        final Frame frame = Frame.paint(graphics, picture.title(), picture.notes(), size);
        final Graphics2D inside = (Graphics2D)graphics.create(frame.x(), frame.y(), frame.width(), frame.height());
        try {
            if (picture instanceof Figure figure) {
                FigurePainter.paint(figure, inside, frame.width(), frame.height());
            } else {
                ScenePainter.paint((Scene)picture, inside, frame.width(), frame.height());
            }
        } finally {
            inside.dispose();
        }
    }
}
