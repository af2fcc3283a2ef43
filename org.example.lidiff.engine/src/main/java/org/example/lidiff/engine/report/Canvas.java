package org.example.lidiff.engine.report;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.example.lidiff.engine.InputException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A white sheet to draw on that becomes a PNG or an SVG. */
final class Canvas {

    private static final String SVG = "http://www.w3.org/2000/svg";

    private Canvas() {
    }

    static byte[] png(final ImageSize size, final Consumer<Graphics2D> painter) {
        final int width = (int)Math.round(size.width() * size.scale());
        final int height = (int)Math.round(size.height() * size.scale());
        final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        final Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.scale(size.scale(), size.scale());
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, size.width(), size.height());
            paint(painter, graphics);
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            graphics.dispose();
        }
    }

    static String svg(final ImageSize size, final String title, final String description, final Consumer<Graphics2D> painter) {
        try {
            final Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation()
                .createDocument(SVG, "svg", null);
            final SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setComment(null);
            context.setPrecision(5);
            final SVGGraphics2D graphics = new SVGGraphics2D(context, false);
            graphics.setSVGCanvasSize(new Dimension(size.width(), size.height()));
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, size.width(), size.height());
            paint(painter, graphics);
            final Element root = graphics.getRoot();
            root.setAttribute("viewBox", "0 0 " + size.width() + " " + size.height());
            root.setAttribute("role", "img");
            root.insertBefore(text(document, "desc", description), root.getFirstChild());
            root.insertBefore(text(document, "title", title), root.getFirstChild());
            final StringWriter writer = new StringWriter();
            graphics.stream(root, writer, false, false);
            // A reader of XML must not go and look for the DTD that Batik names.
            return writer.toString().replaceFirst("<!DOCTYPE[^>]*>\\s*", "");
        } catch (final ParserConfigurationException e) {
            throw new IllegalStateException(e);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Element text(final Document document, final String name, final String text) {
        final Element element = document.createElementNS(SVG, name);
        // Control characters have no place in XML.
        element.setTextContent(text.replaceAll("[\\p{Cntrl}\\x{FFFE}\\x{FFFF}\\p{Cs}]", " "));
        return element;
    }

    private static void paint(final Consumer<Graphics2D> painter, final Graphics2D graphics) {
        try {
            painter.accept(graphics);
        } catch (final InternalError | NoClassDefFoundError | UnsatisfiedLinkError e) {
            throw noFont(e);
        } catch (final RuntimeException e) {
            // The JDK without a single font: sun.awt.FontConfiguration fails like this.
            if (String.valueOf(e.getMessage()).contains("Fontconfig head is null")) {
                throw noFont(e);
            }
            throw e;
        }
    }

    private static InputException noFont(final Throwable cause) {
        return new InputException("The image cannot be drawn because Java finds no font on this computer.",
            "Install a font, on Debian or Ubuntu with 'apt-get install fontconfig fonts-dejavu-core'.", cause);
    }
}
