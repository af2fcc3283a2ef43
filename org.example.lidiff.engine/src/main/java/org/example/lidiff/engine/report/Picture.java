package org.example.lidiff.engine.report;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import org.example.lidiff.engine.InputException;

/** What a result looks like: a {@link Figure}, a {@link Scene}, or a {@link Summary} in words. */
public sealed interface Picture permits Figure, Scene, Summary {

    /** Identifies the picture within its node; letters, digits, '-', '_' and '.'. */
    String id();

    /** The heading. */
    String title();

    /** Warnings and explanations that are shown below the picture. */
    List<String> notes();

    /** The picture as one JSON object; {@link #fromJson(String)} reads it back. */
    String toJson();

    /** One sentence for readers who cannot see the picture. */
    String description();

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws InputException if the text is no picture, or of a version this software does not know
     */
    static Picture fromJson(final String json) {
        final JsonNode node = Json.parse(json, "picture");
        final String type = node.path("type").asText();
        return switch (type) {
            case Figure.TYPE -> FigureJson.read(node);
            case Scene.TYPE -> SceneJson.read(node);
            case Summary.TYPE -> Summary.read(node);
            default -> throw new InputException("The stored picture has the type '" + type + "', known are figure, scene and summary.",
                "Execute the node again to draw it anew.");
        };
    }
}
