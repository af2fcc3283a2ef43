package org.example.lidiff.engine.trajectory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.example.lidiff.engine.InputException;

/**
 * The files that CP2K writes for one project: NAME-pos-1.xyz, NAME-frc-1.xyz, NAME-vel-1.xyz, NAME-1.ener, NAME-1.cell, NAME-1.stress,
 * compressed or not.
 *
 * @param positions the positions
 * @param others the other files that are there, by kind (frc, vel, ener, cell, stress)
 */
record Cp2kFiles(Path positions, Map<String, Path> others) {

    private static final Pattern XYZ = Pattern.compile("(.*)-(pos|frc|vel)-(\\d+)\\.xyz(\\.gz)?");
    private static final Pattern TABLE = Pattern.compile("(.*)-(\\d+)\\.(ener|cell|stress)(\\.gz)?");

    /** Whether the name of {@code file} follows CP2K's pattern. */
    static boolean named(final Path file) {
        final String name = file.getFileName().toString();
        return XYZ.matcher(name).matches() || TABLE.matcher(name).matches();
    }

    /**
     * The project that {@code file} belongs to; a file with another name stands alone, as positions.
     *
     * @throws InputException if the project's positions are not there
     */
    static Cp2kFiles of(final Path file) {
        final String name = file.getFileName().toString();
        final Matcher xyz = XYZ.matcher(name);
        final Matcher table = TABLE.matcher(name);
        final String project;
        final String index;
        if (xyz.matches()) {
            project = xyz.group(1);
            index = xyz.group(3);
        } else if (table.matches()) {
            project = table.group(1);
            index = table.group(2);
        } else {
            return new Cp2kFiles(file, Map.of());
        }
        final Map<String, Path> others = new TreeMap<>();
        for (final String kind : List.of("frc", "vel")) {
            find(file, project + "-" + kind + "-" + index + ".xyz").ifPresent(p -> others.put(kind, p));
        }
        for (final String kind : List.of("ener", "cell", "stress")) {
            find(file, project + "-" + index + "." + kind).ifPresent(p -> others.put(kind, p));
        }
        final String wanted = project + "-pos-" + index + ".xyz";
        final Path positions = find(file, wanted).orElseThrow(() -> new InputException("The positions " + wanted + " that belong to " + name
            + " are not in its folder.", "Put the files of one CP2K project into one folder, with the names that CP2K gave them."));
        return new Cp2kFiles(positions, others);
    }

    private static Optional<Path> find(final Path sibling, final String name) {
        final Path plain = sibling.resolveSibling(name);
        final Path packed = sibling.resolveSibling(name + ".gz");
        return Files.isRegularFile(plain) ? Optional.of(plain) : Files.isRegularFile(packed) ? Optional.of(packed) : Optional.empty();
    }

    /** All files of the project. */
    List<Path> all() {
        final List<Path> all = new ArrayList<>();
        all.add(positions);
        all.addAll(others.values());
        return all;
    }
}
