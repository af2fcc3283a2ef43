package org.example.lidiff.engine.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.example.lidiff.engine.report.Scene.Atom;
import org.example.lidiff.engine.report.Scene.Edge;
import org.example.lidiff.engine.report.Scene.Point;
import org.example.lidiff.engine.report.Scene.Site;

/** The JSON form of a {@link Scene}; its keys are file format. Radius and color are written for the page that draws, never read. */
final class SceneJson {

    private SceneJson() {
    }

    static ObjectNode write(final Scene scene) {
        final ObjectNode root = Json.object();
        root.put("type", Scene.TYPE).put("version", Scene.VERSION).put("id", scene.id()).put("title", scene.title());
        root.set("cell", Json.numbers(scene.cell()));
        final ArrayNode atoms = root.putArray("atoms");
        for (final Atom atom : scene.atoms()) {
            final ElementStyle style = ElementStyle.of(atom.element());
            final ObjectNode node = atoms.addObject().put("element", atom.element()).put("radius", style.radius()).put("color", style.color());
            node.set("position", point(atom.position()));
            value(node, "value", atom.value()).put("label", atom.label());
        }
        final ArrayNode sites = root.putArray("sites");
        for (final Site site : scene.sites()) {
            final ObjectNode node = sites.addObject().put("label", site.label());
            node.set("position", point(site.position()));
            value(value(node, "value", site.value()), "occupancy", site.occupancy());
        }
        final ArrayNode edges = root.putArray("edges");
        for (final Edge edge : scene.edges()) {
            final ObjectNode node = edges.addObject().put("width", edge.width()).put("label", edge.label());
            node.set("from", point(edge.from()));
            node.set("to", point(edge.to()));
            value(node, "value", edge.value());
        }
        root.putObject("legend").put("label", scene.legendLabel()).put("unit", scene.legendUnit());
        root.set("notes", Json.strings(scene.notes()));
        return root;
    }

    private static ArrayNode point(final Point point) {
        return Json.numbers(new double[]{point.x(), point.y(), point.z()});
    }

    private static ObjectNode value(final ObjectNode node, final String key, final double value) {
        return Double.isFinite(value) ? node.put(key, value) : node;
    }

    static Scene read(final JsonNode root) {
        Json.check(root, Scene.TYPE, Scene.VERSION);
        try {
            final SceneBuilder builder = Scene.builder(root.path("id").asText()).title(root.path("title").asText());
            final double[] cell = Json.numbers(root.path("cell"), Scene.TYPE);
            if (cell.length > 0) {
                builder.cell(cell);
            }
            root.path("atoms").forEach(node -> builder.atom(new Atom(node.path("element").asText(), point(node.path("position")),
                number(node, "value"), node.path("label").asText())));
            root.path("sites").forEach(node -> builder.site(new Site(point(node.path("position")), node.path("label").asText(),
                number(node, "value"), number(node, "occupancy"))));
            root.path("edges").forEach(node -> builder.edge(new Edge(point(node.path("from")), point(node.path("to")),
                node.path("width").asDouble(), number(node, "value"), node.path("label").asText())));
            builder.legend(root.path("legend").path("label").asText(), root.path("legend").path("unit").asText());
            Json.strings(root.path("notes")).forEach(builder::note);
            return builder.build();
        } catch (final IllegalArgumentException e) {
            throw Json.damaged(Scene.TYPE, e.getMessage(), e);
        }
    }

    private static double number(final JsonNode node, final String key) {
        return node.path(key).asDouble(Double.NaN);
    }

    private static Point point(final JsonNode node) {
        final double[] xyz = Json.numbers(node, Scene.TYPE);
        if (xyz.length != 3) {
            throw new IllegalArgumentException("a position has " + xyz.length + " coordinates");
        }
        return new Point(xyz[0], xyz[1], xyz[2]);
    }
}
