package org.example.lidiff.engine.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import org.example.lidiff.engine.report.Scene.Atom;
import org.example.lidiff.engine.report.Scene.Edge;
import org.example.lidiff.engine.report.Scene.Point;
import org.example.lidiff.engine.report.Scene.Site;

/**
 * A scene seen along one direction, far things first.
 *
 * <p>Parallel projection on Java2D: the paper form of a scene. No Java library that may be shipped draws crystals without OpenGL; the
 * interactive form uses a JavaScript library.
 */
final class ScenePainter {

    private static final int LEGEND_WIDTH = 150;
    private static final int PIECES = 8;
    private static final double YAW = Math.toRadians(24);
    private static final double PITCH = Math.toRadians(16);
    private static final Color NO_VALUE = new Color(0x8C8C8C);

    private final Scene scene;
    private final Graphics2D graphics;
    private final double[] values;
    private double scale;
    private double centerX;
    private double centerY;
    private double nearest = Double.NEGATIVE_INFINITY;
    private double farthest = Double.POSITIVE_INFINITY;

    private record Item(double depth, Runnable paint) {
    }

    private ScenePainter(final Scene scene, final Graphics2D graphics) {
        this.scene = scene;
        this.graphics = graphics;
        this.values = scene.valueRange();
    }

    /** Paints the scene at the origin of {@code graphics}, {@code width} by {@code height} layout pixels. */
    static void paint(final Scene scene, final Graphics2D graphics, final int width, final int height) {
        final ScenePainter painter = new ScenePainter(scene, graphics);
        painter.fit(width - LEGEND_WIDTH, height);
        final List<Item> items = new ArrayList<>();
        painter.collect(items);
        items.sort(Comparator.comparingDouble(Item::depth));
        items.forEach(item -> item.paint().run());
        painter.legend(width - LEGEND_WIDTH + 14, height);
    }

    /** Right, up and toward the viewer, in Å: c stays upright, seen slightly from above. */
    private static double[] project(final Point p) {
        final double right = Math.cos(YAW) * p.x() + Math.sin(YAW) * p.y();
        final double away = -Math.sin(YAW) * p.x() + Math.cos(YAW) * p.y();
        return new double[]{right, Math.cos(PITCH) * p.z() + Math.sin(PITCH) * away, Math.sin(PITCH) * p.z() - Math.cos(PITCH) * away};
    }

    private void fit(final int width, final int height) {
        final double[] min = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        final double[] max = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        scene.extent().map(ScenePainter::project).forEach(p -> {
            for (int i = 0; i < 2; i++) {
                min[i] = Math.min(min[i], p[i] - 1);
                max[i] = Math.max(max[i], p[i] + 1);
            }
            nearest = Math.max(nearest, p[2]);
            farthest = Math.min(farthest, p[2]);
        });
        if (min[0] > max[0]) {
            return;
        }
        scale = Math.min(width / (max[0] - min[0]), height / (max[1] - min[1]));
        centerX = width / 2.0 - scale * (min[0] + max[0]) / 2;
        centerY = height / 2.0 + scale * (min[1] + max[1]) / 2;
    }

    private double screenX(final double[] p) {
        return centerX + scale * p[0];
    }

    private double screenY(final double[] p) {
        return centerY - scale * p[1];
    }

    private void collect(final List<Item> items) {
        scene.cellEdges().forEach(line -> segments(items, line[0], line[1], 1.0f, new Color(0x555555)));
        for (final Edge edge : scene.edges()) {
            segments(items, edge.from(), edge.to(), (float)(1.2 + 4.8 * edge.width()), color(edge.value(), NO_VALUE));
        }
        for (final Atom atom : scene.atoms()) {
            final ElementStyle style = ElementStyle.of(atom.element());
            ball(items, atom.position(), 0.7 * style.radius(), color(atom.value(), Color.decode(style.color())));
        }
        for (final Site site : scene.sites()) {
            ball(items, site.position(), radius(site), color(site.value(), NO_VALUE));
        }
    }

    /** Volume follows the occupancy; an empty site stays visible. */
    private static double radius(final Site site) {
        return Double.isNaN(site.occupancy()) ? 0.4 : 0.2 + 0.4 * Math.cbrt(Math.max(0, Math.min(1, site.occupancy())));
    }

    private Color color(final double value, final Color otherwise) {
        if (!Double.isFinite(value)) {
            return otherwise;
        }
        return Palette.value(values[1] > values[0] ? (value - values[0]) / (values[1] - values[0]) : 0.5);
    }

    /** A line in pieces, each with its own depth, so that balls hide the right parts of it. */
    private void segments(final List<Item> items, final Point from, final Point to, final float width, final Color color) {
        final double[] a = project(from);
        final double[] b = project(to);
        for (int piece = 0; piece < PIECES; piece++) {
            final double[] p = between(a, b, (double)piece / PIECES);
            final double[] q = between(a, b, (piece + 1.0) / PIECES);
            final double depth = (p[2] + q[2]) / 2;
            items.add(new Item(depth, () -> {
                graphics.setColor(fade(color, depth));
                graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                graphics.draw(new Line2D.Double(screenX(p), screenY(p), screenX(q), screenY(q)));
            }));
        }
    }

    private static double[] between(final double[] a, final double[] b, final double t) {
        return new double[]{a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])};
    }

    private void ball(final List<Item> items, final Point position, final double radius, final Color color) {
        final double[] p = project(position);
        items.add(new Item(p[2] + radius, () -> disk(screenX(p), screenY(p), radius * scale, fade(color, p[2]))));
    }

    /** A disk with a dark rim and a highlight; gradients would bloat the SVG. */
    private void disk(final double x, final double y, final double r, final Color color) {
        graphics.setColor(color);
        graphics.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
        graphics.setColor(Palette.mix(color, Color.WHITE, 0.45));
        graphics.fill(new Ellipse2D.Double(x - 0.55 * r, y - 0.62 * r, 0.62 * r, 0.56 * r));
        graphics.setColor(Palette.mix(color, Color.BLACK, 0.45));
        graphics.setStroke(new BasicStroke(0.8f));
        graphics.draw(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
    }

    /** Distant things fade toward the white paper. */
    private Color fade(final Color color, final double depth) {
        final double t = nearest > farthest ? (nearest - depth) / (nearest - farthest) : 0;
        return Palette.mix(color, Color.WHITE, 0.55 * Math.max(0, Math.min(1, t)));
    }

    private void legend(final int x, final int height) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        final TreeMap<String, Color> elements = new TreeMap<>();
        scene.atoms().stream().filter(a -> Double.isNaN(a.value()))
            .forEach(a -> elements.put(a.element(), Color.decode(ElementStyle.of(a.element()).color())));
        int y = 24;
        for (final var element : elements.entrySet()) {
            disk(x + 7, y, 7, element.getValue());
            graphics.setColor(Palette.TEXT);
            graphics.drawString(element.getKey(), x + 22, y + 5);
            y += 22;
        }
        if (values != null) {
            colorBar(x, y + 12, Math.max(60, Math.min(220, height - y - 80)));
        }
    }

    private void colorBar(final int x, final int top, final int height) {
        int y = top;
        graphics.setColor(Palette.TEXT);
        final var context = new java.awt.font.FontRenderContext(null, true, true);
        for (final String line : Frame.wrap(scene.legendCaption(), graphics.getFont(), LEGEND_WIDTH - 20, context)) {
            graphics.drawString(line, x, y);
            y += 17;
        }
        for (int row = 0; row < height; row += 2) {
            graphics.setColor(Palette.value(1 - (double)row / height));
            graphics.fill(new Rectangle2D.Double(x, y + row, 16, 2.4));
        }
        graphics.setColor(Palette.TEXT);
        for (int tick = 0; tick <= 4; tick++) {
            final double value = values[1] + (values[0] - values[1]) * tick / 4;
            graphics.drawString(number(value), x + 22, y + 5 + height * tick / 4);
        }
    }

    private static String number(final double value) {
        return AxisRange.tick(Double.parseDouble(String.format(Locale.ROOT, "%.3g", value)));
    }
}
