package org.example.lidiff.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private static final int FORMAT = 1;
    private static final int LIMIT = 1 << 24;

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

    /** Writes the chain; {@link #read} gives it back. */
    public void write(final DataOutput out) throws IOException {
        out.writeInt(FORMAT);
        out.writeInt(steps.size());
        for (final Step s : steps) {
            writeText(out, s.node());
            writeText(out, s.version());
            writeMap(out, s.parameters());
            writeMap(out, s.inputHashes());
        }
    }

    /**
     * Reads a chain written by {@link #write}.
     *
     * @throws IOException if it is damaged or of a newer format
     */
    public static Provenance read(final DataInput in) throws IOException {
        final int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("Provenance of format " + format + " cannot be read by this version, which reads format " + FORMAT + ".");
        }
        final int count = checked(in.readInt());
        final List<Step> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Step(readText(in), readText(in), readMap(in), readMap(in)));
        }
        return new Provenance(all);
    }

    private static void writeMap(final DataOutput out, final Map<String, String> map) throws IOException {
        out.writeInt(map.size());
        for (final Map.Entry<String, String> e : map.entrySet()) {
            writeText(out, e.getKey());
            writeText(out, e.getValue());
        }
    }

    private static SortedMap<String, String> readMap(final DataInput in) throws IOException {
        final int count = checked(in.readInt());
        final SortedMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            map.put(readText(in), readText(in));
        }
        return map;
    }

    // not writeUTF: that ends at 64 KiB
    private static void writeText(final DataOutput out, final String text) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(final DataInput in) throws IOException {
        final byte[] bytes = new byte[checked(in.readInt())];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int checked(final int count) throws IOException {
        if (count < 0 || count > LIMIT) {
            throw new IOException("The provenance is damaged: it claims " + count + " entries.");
        }
        return count;
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
