package org.example.lidiff.engine.report;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.example.lidiff.engine.InputException;

/** The few JSON habits that figures and scenes share. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static JsonNode parse(final String text, final String what) {
        try {
            final JsonNode node = MAPPER.readTree(text);
            if (node == null || !node.isObject()) {
                throw damaged(what, "it is not a JSON object", null);
            }
            return node;
        } catch (final JsonProcessingException e) {
            throw damaged(what, e.getOriginalMessage(), e);
        }
    }

    static String text(final JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static InputException damaged(final String what, final String why, final Throwable cause) {
        return new InputException("The stored " + what + " cannot be read: " + why + ".",
            "Execute the node again to draw it anew.", cause);
    }

    /** Refuses an object of another kind or of a version this software does not know. */
    static void check(final JsonNode node, final String type, final int version) {
        if (!type.equals(node.path("type").asText())) {
            throw damaged(type, "its type is '" + node.path("type").asText() + "'", null);
        }
        final JsonNode found = node.path("version");
        if (!found.isInt() || found.asInt() < 1 || found.asInt() > version) {
            throw new InputException("The stored " + type + " has the version " + (found.isMissingNode() ? "(none)" : found.asText())
                + ", this software reads 1 to " + version + ".", "Update Lidiff, or execute the node again.");
        }
    }

    static ArrayNode numbers(final double[] values) {
        final ArrayNode array = JsonNodeFactory.instance.arrayNode(values.length);
        for (final double value : values) {
            array.add(value);
        }
        return array;
    }

    static double[] numbers(final JsonNode array, final String what) {
        if (!array.isArray()) {
            throw damaged(what, "a list of numbers is missing", null);
        }
        final double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            if (!array.get(i).isNumber()) {
                throw damaged(what, "entry " + i + " of a list is not a number", null);
            }
            values[i] = array.get(i).asDouble();
        }
        return values;
    }

    static ArrayNode strings(final List<String> values) {
        final ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
        values.forEach(array::add);
        return array;
    }

    static List<String> strings(final JsonNode array) {
        final List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return List.copyOf(values);
    }

    /** Requires a picture id that is safe in file names and in HTML. */
    static String requireId(final String id) {
        if (id == null || !id.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("A picture id is made of letters, digits, '.', '_' and '-', not '" + id + "'");
        }
        return id;
    }
}
