package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One run of the command in this virtual machine, with what it printed. */
record Command(int exitCode, String out, String err) {

    private static final Pattern STACK_FRAME = Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(");

    static Command lidiff(final Object... args) {
        final String[] words = new String[args.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = args[i].toString();
        }
        final PrintStream out = System.out;
        final PrintStream err = System.err;
        final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            final int code = Main.run(words);
            return new Command(code, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Everything that was printed. */
    String text() {
        return out + err;
    }

    /** Checks the exit code, and that no stack trace was printed. */
    Command ended(final int expected) {
        assertEquals(expected, exitCode, text());
        assertFalse(hasStackTrace(), text());
        return this;
    }

    /** Checks that the text for the user has all of {@code parts}. */
    Command says(final String... parts) {
        for (final String part : parts) {
            assertTrue(text().contains(part), () -> "'" + part + "' is missing in:\n" + text());
        }
        return this;
    }

    boolean hasStackTrace() {
        return STACK_FRAME.matcher(text()).find();
    }

    /** The entry of node {@code id} in summary.json of the output folder. */
    static JsonNode node(final Path output, final int id) throws IOException {
        for (final JsonNode node : summary(output).get("nodes")) {
            if (node.get("id").intValue() == id) {
                return node;
            }
        }
        throw new AssertionError("summary.json has no node " + id);
    }

    static JsonNode summary(final Path output) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(output.resolve("summary.json")));
    }

    static String state(final Path output, final int id) throws IOException {
        return node(output, id).get("state").textValue();
    }
}
