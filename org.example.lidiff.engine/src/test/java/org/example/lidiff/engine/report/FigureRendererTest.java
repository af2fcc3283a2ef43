package org.example.lidiff.engine.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FigureRendererTest {

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private static final ImageSize SIZE = new ImageSize(600, 400, 1.5);

    private static BufferedImage draw(final Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(FigureRenderer.png(picture, SIZE)));
    }

    private static Element parse(final String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg))).getDocumentElement();
    }

    private static long pixels(final BufferedImage image, final Color color) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == (color.getRGB() & 0xFFFFFF) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void theSamePictureGivesTheSameBytes() {
        for (final Picture picture : List.of(Samples.figure(), Samples.logFigure(), Samples.scene())) {
            assertArrayEquals(FigureRenderer.png(picture, SIZE), FigureRenderer.png(picture, SIZE), picture.id());
            assertEquals(FigureRenderer.svg(picture, SIZE), FigureRenderer.svg(picture, SIZE), picture.id());
            assertEquals(FigureRenderer.svg(picture, SIZE), FigureRenderer.svg(Picture.fromJson(picture.toJson()), SIZE), picture.id());
        }
    }

    @Test
    void aPngHasTheAskedPixels() throws IOException {
        final BufferedImage image = draw(Samples.figure());
        assertEquals(900, image.getWidth());
        assertEquals(600, image.getHeight());
    }

    @Test
    void svgSaysItsTitleAxesAndUnits() throws Exception {
        final String svg = FigureRenderer.svg(Samples.figure(), SIZE);
        assertFalse(svg.contains("<!DOCTYPE"), "an XML reader would look for the DTD");
        final Element root = parse(svg);
        assertEquals("svg", root.getNodeName());
        assertEquals("0 0 600 400", root.getAttribute("viewBox"));
        assertEquals("Mean squared displacement", root.getElementsByTagName("title").item(0).getTextContent());
        final String description = root.getElementsByTagName("desc").item(0).getTextContent();
        assertTrue(description.contains("MSD (Å²) over Time (ps)"), description);
        assertTrue(root.getTextContent().contains("A note."));
    }

    @Test
    void textFromDataCannotLeaveTheSvg() throws Exception {
        final String evil = "</svg><script>alert(1)</script>&\u0001";
        final Figure figure = Figure.builder("f").title(evil).x(Axis.linear(evil, "ps")).y(Axis.dimensionless("y")).line(evil, Samples.X, Samples.X)
            .note(evil).build();
        final Element root = parse(FigureRenderer.svg(figure, SIZE));
        assertEquals(0, root.getElementsByTagName("script").getLength());
        assertEquals("</svg><script>alert(1)</script>& ", root.getElementsByTagName("title").item(0).getTextContent());
    }

    @Test
    void curvesAppearInTheirColor() throws IOException {
        final Figure figure = Figure.builder("f").title("T").x(Axis.linear("x", "ps")).y(Axis.linear("y", "eV")).line("a", Samples.X, Samples.X)
            .build();
        assertTrue(pixels(draw(figure), Palette.series(0)) > 500);
    }

    @Test
    void aLineOnTwoLogarithmicAxesIsStraight() throws IOException {
        // y = x² on log axes: the middle of the curve lies midway between its ends.
        final Figure figure = Figure.builder("f").title("T").x(Axis.log("x", "ps").range(1, 100)).y(Axis.log("y", "eV").range(1, 10_000))
            .points("a", new double[]{1.5, 10, 200 / 3.0}, new double[]{2.25, 100, 40_000 / 9.0}).build();
        final BufferedImage image = draw(figure);
        double sumX = 0;
        double sumY = 0;
        double minX = 1e9;
        double maxX = 0;
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == (Palette.series(0).getRGB() & 0xFFFFFF)) {
                    sumX += x;
                    sumY += y;
                    minX = Math.min(minX, x);
                    maxX = Math.max(maxX, x);
                    count++;
                }
            }
        }
        assertTrue(count > 50, "markers drawn: " + count);
        // The outer points are mirror images in the middle one; two pixels for rounding.
        assertEquals((minX + maxX) / 2, sumX / count, 2);
        assertTrue(sumY / count > 0.25 * image.getHeight() && sumY / count < 0.75 * image.getHeight());
    }

    @Test
    void emptyAndDegenerateFiguresAreDrawn() throws IOException {
        final FigureBuilder empty = Figure.builder("f").title("T").x(Axis.linear("x", "ps")).y(Axis.log("y", "eV"));
        assertEquals(900, draw(empty.build()).getWidth());
        assertEquals(900, draw(empty.points("one", new double[]{5}, new double[]{5}).build()).getWidth());
        assertEquals(900, draw(empty.line("flat", Samples.X, new double[]{1e-9, 1e-9, 1e-9, 1e-9}).build()).getWidth());
        assertEquals(900, draw(Scene.builder("s").title("Empty").build()).getWidth());
    }

    @Test
    void longTextsAreWrappedAndCut() throws IOException {
        final FigureBuilder builder = Figure.builder("f").title("A very long title ".repeat(20)).x(Axis.linear("x", "ps")).y(Axis.linear("y", "eV"))
            .line("A very long name ".repeat(20), Samples.X, Samples.X).line("b", Samples.X, Samples.X);
        for (int i = 0; i < 40; i++) {
            builder.note("Note " + i + ": " + "word ".repeat(50));
        }
        assertTrue(pixels(draw(builder.build()), Palette.series(1)) > 50, "the plot keeps some room");
    }

    @Test
    void sizesOutsideTheLimitsAreRefused() {
        assertEquals("An image is 200 to 4000 by 150 to 4000 pixels at a scale of 0.5 to 8, not 10 by 400 at 1.0",
            assertThrows(IllegalArgumentException.class, () -> new ImageSize(10, 400, 1)).getMessage());
    }

    @Test
    void ticksAreReadable() {
        assertEquals("0", AxisRange.tick(0));
        assertEquals("0.3", AxisRange.tick(0.1 + 0.2));
        assertEquals("−12.5", AxisRange.tick(-12.5));
        assertEquals("10⁵", AxisRange.tick(1e5));
        assertEquals("2.5×10⁻⁶", AxisRange.tick(2.5e-6));
        assertEquals("−10⁻⁹", AxisRange.tick(-1e-9));
    }

    @Test
    void aLogarithmicAxisOfAFactorOfTwoIsDrawnLinear() {
        final double[] x = {10, 100};
        final FigureBuilder figure = Figure.builder("f").title("T").x(Axis.log("x", "frames")).y(Axis.log("y", "meV/Å"));
        final AxisRange[] narrow = AxisRange.of(figure.line("a", x, new double[] {330, 230}).build());
        assertEquals(true, narrow[0].log());
        assertEquals(false, narrow[1].log());
        assertEquals(226, narrow[1].min(), 1e-9);
        assertEquals(334, narrow[1].max(), 1e-9);
        assertEquals(true, AxisRange.of(figure.line("b", x, new double[] {10, 400}).build())[1].log());
    }
}
