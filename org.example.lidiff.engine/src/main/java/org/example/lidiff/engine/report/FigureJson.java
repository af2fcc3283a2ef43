package org.example.lidiff.engine.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON form of a {@link Figure}; its keys are file format. */
final class FigureJson {

    private FigureJson() {
    }

    static ObjectNode write(final Figure figure) {
        final ObjectNode root = Json.object();
        root.put("type", Figure.TYPE).put("version", Figure.VERSION).put("id", figure.id()).put("title", figure.title());
        root.set("x", axis(figure.x()));
        root.set("y", axis(figure.y()));
        final ArrayNode series = root.putArray("series");
        figure.series().forEach(s -> series.add(series(s)));
        final ArrayNode bands = root.putArray("bands");
        for (final Band b : figure.bands()) {
            final ObjectNode node = bands.addObject().put("name", b.name);
            node.set("x", Json.numbers(b.x));
            node.set("lower", Json.numbers(b.lower));
            node.set("upper", Json.numbers(b.upper));
        }
        final ArrayNode references = root.putArray("references");
        figure.references().forEach(r -> references.addObject().put("kind", r.kind().name()).put("value", r.value())
            .put("label", r.label()));
        root.set("notes", Json.strings(figure.notes()));
        return root;
    }

    private static ObjectNode axis(final Axis axis) {
        final ObjectNode node = Json.object().put("label", axis.label()).put("unit", axis.unit()).put("log", axis.log());
        if (!Double.isNaN(axis.min())) {
            node.put("min", axis.min());
        }
        if (!Double.isNaN(axis.max())) {
            node.put("max", axis.max());
        }
        return node;
    }

    private static ObjectNode series(final Series s) {
        final ObjectNode node = Json.object().put("name", s.name).put("kind", s.kind.name()).put("dashed", s.dashed());
        node.set("x", Json.numbers(s.x));
        node.set("y", Json.numbers(s.y));
        if (s.hasErrorBars()) {
            node.set("lower", Json.numbers(s.lower));
            node.set("upper", Json.numbers(s.upper));
        }
        return node;
    }

    static Figure read(final JsonNode root) {
        Json.check(root, Figure.TYPE, Figure.VERSION);
        try {
            final FigureBuilder builder = Figure.builder(root.path("id").asText()).title(root.path("title").asText())
                .x(axis(root.path("x"))).y(axis(root.path("y")));
            root.path("series").forEach(node -> readSeries(builder, node));
            root.path("bands").forEach(node -> builder.band(node.path("name").asText(), numbers(node, "x"), numbers(node, "lower"),
                numbers(node, "upper")));
            root.path("references").forEach(node -> builder.references.add(new ReferenceLine(
                ReferenceLine.Kind.valueOf(node.path("kind").asText()), node.path("value").asDouble(), node.path("label").asText())));
            Json.strings(root.path("notes")).forEach(builder::note);
            return builder.build();
        } catch (final IllegalArgumentException e) {
            throw Json.damaged(Figure.TYPE, e.getMessage(), e);
        }
    }

    private static Axis axis(final JsonNode node) {
        return new Axis(node.path("label").asText(), node.path("unit").asText(null), node.path("log").asBoolean(),
            node.path("min").asDouble(Double.NaN), node.path("max").asDouble(Double.NaN));
    }

    private static void readSeries(final FigureBuilder builder, final JsonNode node) {
        final SeriesKind kind = SeriesKind.valueOf(node.path("kind").asText());
        final String name = node.path("name").asText();
        if (node.path("dashed").asBoolean() && kind == SeriesKind.LINE) {
            builder.dashedLine(name, numbers(node, "x"), numbers(node, "y"));
        } else {
            builder.series(name, kind, numbers(node, "x"), numbers(node, "y"));
        }
        if (node.has("lower")) {
            builder.errorBars(numbers(node, "lower"), numbers(node, "upper"));
        }
    }

    private static double[] numbers(final JsonNode node, final String key) {
        return Json.numbers(node.path(key), Figure.TYPE);
    }
}
