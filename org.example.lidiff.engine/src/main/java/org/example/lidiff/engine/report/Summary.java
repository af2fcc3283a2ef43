package org.example.lidiff.engine.report;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a result is, in words: named facts, one a line.
 *
 * @param id identifies it within its node; letters, digits, '-', '_' and '.'
 * @param title the heading
 * @param facts the facts in order, at most {@value #MAX_FACTS}
 * @param notes warnings and explanations
 */
public record Summary(String id, String title, List<Fact> facts, List<String> notes) implements Picture {

    /** The most facts that a summary holds. */
    public static final int MAX_FACTS = 400;

    /** The version of the JSON form. */
    public static final int VERSION = 1;

    static final String TYPE = "summary";

    /**
     * One fact.
     *
     * @param name what it is about, "Cell"
     * @param text what is to be said, with units
     */
    public record Fact(String name, String text) { }

    /** Copies the lists and checks the id. */
    public Summary {
        Json.requireId(id);
        if (title == null || title.isBlank()) {
            throw new IllegalArgumentException("Summary '" + id + "' needs a title");
        }
        if (facts.size() > MAX_FACTS) {
            throw new IllegalArgumentException("Summary '" + id + "' has " + facts.size() + " facts, the most is " + MAX_FACTS);
        }
        facts = List.copyOf(facts);
        notes = List.copyOf(notes);
    }

    @Override
    public String description() {
        return title + ": " + String.join("; ", facts.stream().map(f -> f.name() + " " + f.text()).toList()) + ".";
    }

    @Override
    public String toJson() {
        final ObjectNode root = Json.object();
        root.put("type", TYPE).put("version", VERSION).put("id", id).put("title", title);
        final ArrayNode array = root.putArray("facts");
        facts.forEach(f -> array.addObject().put("name", f.name()).put("text", f.text()));
        root.set("notes", Json.strings(notes));
        return Json.text(root);
    }

    static Summary read(final JsonNode root) {
        Json.check(root, TYPE, VERSION);
        final List<Fact> facts = new ArrayList<>();
        root.path("facts").forEach(f -> facts.add(new Fact(f.path("name").asText(), f.path("text").asText())));
        try {
            return new Summary(root.path("id").asText(), root.path("title").asText(), facts, Json.strings(root.path("notes")));
        } catch (final IllegalArgumentException e) {
            throw Json.damaged(TYPE, e.getMessage(), e);
        }
    }
}
