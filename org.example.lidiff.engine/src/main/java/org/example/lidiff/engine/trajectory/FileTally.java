package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;

/** Counts what becomes of the frames of one file. */
final class FileTally {

    private final InputFile file;
    private final SortedMap<String, Long> dropped = new TreeMap<>();
    private final Map<Quantity, Long> labels = new EnumMap<>(Quantity.class);
    private final List<String> warnings = new ArrayList<>();
    private long found;
    private long kept;
    private Structure first;
    private double timeCoveredFs = Double.NaN;

    FileTally(final InputFile file) {
        this.file = file;
    }

    void found(final RawFrame frame) {
        if (found++ == 0) {
            first = structure(frame);
        }
    }

    static Structure structure(final RawFrame frame) {
        return new Structure(Cell.of(frame.cell), Arrays.copyOf(frame.numbers, frame.atoms),
            Arrays.copyOf(frame.positions, 3 * frame.atoms));
    }

    void kept(final RawFrame frame) {
        kept++;
        for (final Quantity q : frame.has) {
            labels.merge(q, 1L, Long::sum);
        }
    }

    void drop(final String reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    void repeated(final long count) {
        if (count > 0) {
            dropped.merge("written again after a restart", count, Long::sum);
            found += count;
        }
    }

    void warn(final String text) {
        if (warnings.size() < 100 && !warnings.contains(text)) {
            warnings.add(text);
        }
    }

    void timeCovered(final double fs) {
        timeCoveredFs = fs;
    }

    String name() {
        return file.name();
    }

    long foundCount() {
        return found;
    }

    long keptCount() {
        return kept;
    }

    FileReport report() {
        return new FileReport(file.name(), file.paths(), file.format(), found, kept, dropped, first.size(), first.formula(), first.cell(),
            timeCoveredFs, labels, warnings);
    }
}
