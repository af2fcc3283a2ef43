package org.example.lidiff.engine.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.List;

/** Draws the facts of a {@link Summary} as two columns of wrapped text. */
final class SummaryPainter {

    private static final Font NAME = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final int LINE = 18;
    private static final int GAP = 5;
    private static final int MARGIN = 8;

    private SummaryPainter() {
    }

    /** Paints at the origin of {@code graphics}; facts that find no room are counted. */
    static void paint(final Summary summary, final Graphics2D graphics, final int width, final int height) {
        final FontRenderContext context = new FontRenderContext(null, true, true);
        final int names = Math.min(200, width / 3);
        int y = MARGIN;
        for (int i = 0; i < summary.facts().size(); i++) {
            final Summary.Fact fact = summary.facts().get(i);
            final List<String> left = Frame.wrap(fact.name(), NAME, names - GAP, context);
            final List<String> right = Frame.wrap(fact.text(), TEXT, width - names - 2 * MARGIN, context);
            final int rows = Math.max(left.size(), right.size());
            final boolean last = i == summary.facts().size() - 1;
            if (y + rows * LINE + (last ? 0 : LINE) > height) {
                graphics.setFont(TEXT);
                graphics.setColor(Palette.FAINT_TEXT);
                graphics.drawString("… and " + (summary.facts().size() - i) + " more", MARGIN, Math.min(height - 4, y + NAME.getSize()));
                return;
            }
            column(graphics, left, NAME, MARGIN, y);
            column(graphics, right, TEXT, MARGIN + names, y);
            y += rows * LINE + GAP;
        }
    }

    private static void column(final Graphics2D graphics, final List<String> lines, final Font font, final int x, final int top) {
        graphics.setFont(font);
        graphics.setColor(Palette.TEXT);
        int y = top + font.getSize();
        for (final String line : lines) {
            graphics.drawString(line, x, y);
            y += LINE;
        }
    }
}
