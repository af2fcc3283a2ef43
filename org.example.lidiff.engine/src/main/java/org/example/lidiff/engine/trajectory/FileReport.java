package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.example.lidiff.engine.structure.Cell;

/**
 * What was found in one file, or in the files of one CP2K project.
 *
 * @param file name of the (first) file
 * @param paths all files that were read for it
 * @param format its format
 * @param framesFound complete frames, as far as the file was read
 * @param framesKept frames that went into the set
 * @param dropped how many frames were left out, by reason
 * @param atoms atoms in the first frame
 * @param formula composition of the first frame
 * @param cell cell of the first frame
 * @param timeCoveredFs time from the first to the last frame kept, in fs; NaN for independent frames
 * @param labels how many of the frames kept have each quantity
 * @param warnings what the user should know
 */
public record FileReport(String file, List<Path> paths, TrajectoryFormat format, long framesFound, long framesKept,
    SortedMap<String, Long> dropped, int atoms, String formula, Cell cell, double timeCoveredFs, Map<Quantity, Long> labels,
    List<String> warnings) {

    /** Copies the collections. */
    public FileReport {
        paths = List.copyOf(paths);
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
        final Map<Quantity, Long> copy = new EnumMap<>(Quantity.class);
        copy.putAll(labels);
        labels = Collections.unmodifiableMap(copy);
        warnings = List.copyOf(warnings);
    }

    /** How many of the frames kept have {@code quantity}. */
    public long with(final Quantity quantity) {
        return labels.getOrDefault(quantity, 0L);
    }
}
