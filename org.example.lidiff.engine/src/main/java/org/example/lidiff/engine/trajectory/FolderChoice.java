package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.example.lidiff.engine.InputException;

/**
 * The trajectory files among the files of a folder.
 *
 * @param files those to read, in the order given
 * @param warnings what was left out, and why
 */
public record FolderChoice(List<Path> files, List<String> warnings) {

    /** VASP writes one run three times; the first of these holds the most. */
    private static final List<TrajectoryFormat> SAME_RUN = List.of(TrajectoryFormat.VASPRUN, TrajectoryFormat.OUTCAR, TrajectoryFormat.XDATCAR);
    private static final int NAMED = 5;

    /** Copies the lists. */
    public FolderChoice {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /**
     * Picks the files that hold frames. Files of no known format are left out; of the files that VASP wrote of one run into one folder
     * (vasprun.xml, OUTCAR, XDATCAR) only the first kind there is read.
     *
     * @param candidates files, in the order in which they would be read
     * @param format the format that the user chose, or AUTO
     * @throws InputException if none is left
     */
    public static FolderChoice of(final List<Path> candidates, final TrajectoryFormat format) {
        final Map<Path, TrajectoryFormat> formats = new LinkedHashMap<>();
        final List<Path> unknown = new ArrayList<>();
        for (final Path file : candidates) {
            try {
                final TrajectoryFormat found = FormatDetection.detect(file);
                if (format == TrajectoryFormat.AUTO || format == found) {
                    formats.put(file, found);
                } else {
                    unknown.add(file);
                }
            } catch (final InputException e) {
                unknown.add(file);
            }
        }
        final Map<Path, Integer> best = new HashMap<>();
        formats.forEach((file, f) -> {
            if (SAME_RUN.contains(f)) {
                best.merge(folder(file), SAME_RUN.indexOf(f), Math::min);
            }
        });
        final List<Path> files = new ArrayList<>();
        final List<Path> again = new ArrayList<>();
        formats.forEach((file, f) -> (SAME_RUN.indexOf(f) > best.getOrDefault(folder(file), 0) && SAME_RUN.contains(f) ? again : files).add(file));
        final List<String> warnings = new ArrayList<>();
        if (!unknown.isEmpty()) {
            warnings.add(names(unknown) + (format == TrajectoryFormat.AUTO ? " in no trajectory format that can be read" : " not "
                + format.title()) + (unknown.size() == 1 ? " and is left out." : " and are left out."));
        }
        if (!again.isEmpty()) {
            warnings.add(names(again) + " left out, because a more complete file that VASP wrote is in the same folder.");
        }
        if (files.isEmpty()) {
            throw new InputException("None of the " + candidates.size() + " files in the folder is " + (format == TrajectoryFormat.AUTO
                ? "a trajectory that can be read." : format.title() + "."), "Choose another folder, file name pattern or format.");
        }
        return new FolderChoice(files, warnings);
    }

    private static Path folder(final Path file) {
        return file.toAbsolutePath().getParent();
    }

    private static String names(final List<Path> files) {
        final List<String> names = files.stream().limit(NAMED).map(f -> f.getFileName().toString()).toList();
        final String rest = files.size() > NAMED ? " and " + (files.size() - NAMED) + " more files" : "";
        return String.join(", ", names) + rest + (files.size() == 1 ? " is" : " are");
    }
}
