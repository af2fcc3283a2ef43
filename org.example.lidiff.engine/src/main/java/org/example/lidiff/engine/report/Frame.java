package org.example.lidiff.engine.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;

/** What is left of a sheet between title and notes: the rectangle for the picture itself, in layout pixels. */
record Frame(int x, int y, int width, int height) {

    private static final int MARGIN = 12;
    private static final int MAX_LINES = 12;
    private static final int MAX_TITLE_LINES = 3;
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
    private static final Font NOTE = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    /** Paints the title above and the notes below, lines wrapped. Notes take at most a third of the height. */
    static Frame paint(final Graphics2D graphics, final String title, final List<String> notes, final ImageSize size) {
        final int width = size.width() - 2 * MARGIN;
        final FontRenderContext context = new FontRenderContext(null, true, true);
        final List<String> heading = wrap(title, TITLE, width, context);
        shorten(heading, MAX_TITLE_LINES);
        final List<String> lines = new ArrayList<>();
        notes.forEach(note -> lines.addAll(wrap(note, NOTE, width, context)));
        shorten(lines, Math.min(MAX_LINES, size.height() / 3 / lineHeight(NOTE)));
        graphics.setColor(Palette.TEXT);
        final int top = draw(graphics, heading, TITLE, MARGIN / 2);
        graphics.setColor(Palette.FAINT_TEXT);
        final int bottom = size.height() - MARGIN / 2 - lines.size() * lineHeight(NOTE);
        draw(graphics, lines, NOTE, bottom);
        return new Frame(MARGIN / 2, top + 2, size.width() - MARGIN, Math.max(60, bottom - top - 6));
    }

    private static void shorten(final List<String> lines, final int most) {
        if (lines.size() > most) {
            lines.subList(most, lines.size()).clear();
            lines.set(most - 1, lines.get(most - 1) + " …");
        }
    }

    private static int draw(final Graphics2D graphics, final List<String> lines, final Font font, final int top) {
        graphics.setFont(font);
        int y = top;
        for (final String line : lines) {
            graphics.drawString(line, MARGIN, y + font.getSize());
            y += lineHeight(font);
        }
        return y;
    }

    private static int lineHeight(final Font font) {
        return font.getSize() * 4 / 3;
    }

    static List<String> wrap(final String text, final Font font, final int width, final FontRenderContext context) {
        final String clean = text.replaceAll("[\\p{Cntrl}\\x{FFFE}\\x{FFFF}\\p{Cs}]", " ");
        final List<String> lines = new ArrayList<>();
        if (clean.isBlank()) {
            return lines;
        }
        final AttributedString attributed = new AttributedString(clean);
        attributed.addAttribute(TextAttribute.FONT, font);
        final LineBreakMeasurer measurer = new LineBreakMeasurer(attributed.getIterator(), context);
        while (measurer.getPosition() < clean.length()) {
            final int from = measurer.getPosition();
            final TextLayout layout = measurer.nextLayout(width);
            lines.add(clean.substring(from, from + layout.getCharacterCount()).stripTrailing());
        }
        return lines;
    }
}
