package org.example.lidiff.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a result was made: the chain of steps that led to it, oldest first. Immutable.
 *
 * @param steps one entry a node that worked on the data
 */
public record Provenance(List<Step> steps) {

    /** Nothing is known. */
    public static final Provenance NONE = new Provenance(List.of());

    /**
     * One step of the chain.
     *
     * @param node name of the node
     * @param version version of the software
     * @param parameters what was chosen, by settings key
     * @param inputHashes SHA-256 of each file that was read, by file name
     */
    public record Step(String node, String version, SortedMap<String, String> parameters, SortedMap<String, String> inputHashes) {

        /** Copies the maps. */
        public Step {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
            inputHashes = Collections.unmodifiableSortedMap(new TreeMap<>(inputHashes));
        }

        /** A step from plain maps. */
        public static Step of(final String node, final String version, final Map<String, String> parameters,
            final Map<String, String> inputHashes) {
            return new Step(node, version, new TreeMap<>(parameters), new TreeMap<>(inputHashes));
        }
    }

    /** Copies the list. */
    public Provenance {
        steps = List.copyOf(steps);
    }

    /** This chain with one more step. */
    public Provenance then(final Step step) {
        final List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return new Provenance(all);
    }

    /** The steps of this chain, then those of {@code other} that are not in it. */
    public Provenance and(final Provenance other) {
        final List<Step> all = new ArrayList<>(steps);
        for (final Step s : other.steps) {
            if (!all.contains(s)) {
                all.add(s);
            }
        }
        return new Provenance(all);
    }

    /** The chain as people read it, one line a step. */
    public String describe() {
        final StringBuilder text = new StringBuilder();
        for (final Step s : steps) {
            text.append(text.isEmpty() ? "" : "\n").append(s.node()).append(" (Lidiff ").append(s.version()).append(')');
            s.parameters().forEach((k, v) -> text.append(", ").append(k).append(" = ").append(v));
            s.inputHashes().forEach((k, v) -> text.append("; ").append(k).append(" SHA-256 ").append(v, 0, Math.min(12, v.length())));
        }
        return text.toString();
    }
}
