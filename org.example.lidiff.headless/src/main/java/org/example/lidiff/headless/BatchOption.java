package org.example.lidiff.headless;

import java.util.ArrayList;
import java.util.List;

/**
 * One {@code -option=nodeID,key/path,value,type} of KNIME's batch application: overrides a setting of a node.
 *
 * @param nodeId the node's number in the workflow
 * @param path keys from the model settings down to the entry
 * @param value the new value as text
 * @param type int, long, short, byte, float, double, boolean, char or String
 */
record BatchOption(int nodeId, List<String> path, String value, String type) {

    /** Parses the text after {@code -option=}. */
    static BatchOption parse(final String text) {
        final List<String> parts = split(text);
        if (parts.size() != 4) {
            throw new RunnerException(ExitCode.USAGE, "The option '-option=" + text + "' has " + parts.size()
                + " parts, but needs four: -option=NODE_ID,KEY/PATH,VALUE,TYPE. Quote a value that contains a comma with \"...\".");
        }
        final int id;
        try {
            id = Integer.parseInt(parts.get(0).strip());
        } catch (NumberFormatException e) {
            throw new RunnerException(ExitCode.USAGE, "The node ID '" + parts.get(0) + "' of '-option=" + text
                + "' is no whole number. Give the number that the workflow shows for the node.", e);
        }
        final List<String> path = new ArrayList<>();
        for (final String key : parts.get(1).strip().split("/")) {
            if (!key.isEmpty()) {
                path.add(key);
            }
        }
        if (path.isEmpty()) {
            throw new RunnerException(ExitCode.USAGE, "The option '-option=" + text + "' names no setting. Give its key, for example timeStepFs.");
        }
        return new BatchOption(id, List.copyOf(path), parts.get(2), parts.get(3).strip());
    }

    /** The keys joined by a slash. */
    String key() {
        return String.join("/", path);
    }

    /** Splits at commas that are not inside double quotes; quotes are removed. */
    static List<String> split(final String text) {
        final List<String> parts = new ArrayList<>();
        final StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
