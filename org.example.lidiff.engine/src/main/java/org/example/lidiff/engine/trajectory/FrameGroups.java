package org.example.lidiff.engine.trajectory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which kinds of configurations (config_type) the frames of a data set are of.
 *
 * <p>A name that only few frames have says nothing about a kind: "POSCAR_17" is of the kind "POSCAR_*", if that has enough frames.
 */
final class FrameGroups {

    /** Frames that make a kind. */
    static final int FEWEST_FRAMES = 5;
    // each kind becomes runs of its own
    private static final int MOST_KINDS = 40;

    private final Map<String, Integer> exact = new HashMap<>();
    private final Set<String> kinds = new HashSet<>();
    private boolean counted;

    /** Counts one frame of this name; empty names are no kind. */
    void count(final String name) {
        if (!name.isEmpty()) {
            exact.merge(name, 1, Integer::sum);
        }
    }

    /** Whether no frame had a name so far. */
    boolean isEmpty() {
        return exact.isEmpty();
    }

    /** The kind of frames of this name, empty if there is none; after all frames were counted. */
    String of(final String name) {
        if (!counted) {
            settle();
        }
        return kinds.contains(name) ? name : kinds.contains(family(name)) ? family(name) : "";
    }

    private void settle() {
        counted = true;
        final Map<String, Integer> families = new HashMap<>();
        exact.forEach((name, n) -> {
            if (n >= FEWEST_FRAMES) {
                kinds.add(name);
            } else {
                families.merge(family(name), n, Integer::sum);
            }
        });
        families.forEach((name, n) -> {
            if (n >= FEWEST_FRAMES) {
                kinds.add(name);
            }
        });
        if (kinds.size() > MOST_KINDS) {
            kinds.clear();
        }
    }

    private static String family(final String name) {
        return name.replaceAll("\\d+", "*");
    }
}
