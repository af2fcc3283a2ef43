package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.example.lidiff.engine.InputException;

/** Which format a file has, from its first lines. */
final class FormatDetection {

    private static final int LINES = 40;
    private static final Pattern ATOM = Pattern.compile("\\s*\\S+(\\s+[-+.\\deEdD]+){3}.*");
    private static final Pattern NUMBERS = Pattern.compile("\\s*[-+.\\deE]+(\\s+[-+.\\deE]+){2}\\s*");

    private FormatDetection() {
    }

    /** @throws InputException if the file is missing, empty or in no format that is known */
    static TrajectoryFormat detect(final Path file) {
        final List<String> lines = firstLines(file);
        if (lines.stream().allMatch(String::isBlank)) {
            throw new InputException(file.getFileName() + " is empty.", "Choose a file with frames.");
        }
        final String first = lines.get(0);
        if (first.startsWith("ITEM:")) {
            return TrajectoryFormat.LAMMPS_DUMP;
        }
        if (lines.stream().anyMatch(l -> l.contains("<modeling>"))) {
            return TrajectoryFormat.VASPRUN;
        }
        if (first.strip().startsWith("vasp.") || lines.stream().anyMatch(l -> l.startsWith(" executed on "))) {
            return TrajectoryFormat.OUTCAR;
        }
        if (first.startsWith("#") && first.contains("Step") && first.contains("Time") && Cp2kFiles.named(file)) {
            return TrajectoryFormat.CP2K;
        }
        if (first.matches("\\s*\\d{1,9}\\s*")) {
            return isCp2k(file, lines) ? TrajectoryFormat.CP2K : TrajectoryFormat.EXTENDED_XYZ;
        }
        if (isXdatcar(lines)) {
            return TrajectoryFormat.XDATCAR;
        }
        throw new InputException(file.getFileName() + " is in no format that can be read here; its first line is '"
            + TextInput.shortened(first) + "'.", "Choose a VASP XDATCAR, vasprun.xml or OUTCAR, CP2K files, extended XYZ or a LAMMPS dump.");
    }

    private static List<String> firstLines(final Path file) {
        final List<String> lines = new ArrayList<>();
        try (TextInput in = new TextInput(file)) {
            while (lines.size() < LINES && in.nextLine()) {
                lines.add(in.text());
            }
        }
        return lines;
    }

    private static boolean isCp2k(final Path file, final List<String> lines) {
        final String comment = lines.size() > 1 ? lines.get(1) : "";
        return comment.matches("\\s*i\\s*=\\s*\\d+.*") || Cp2kFiles.named(file) && (!comment.contains("Properties") || comment.contains("Step=") && comment.contains("Time="));
    }

    private static boolean isXdatcar(final List<String> lines) {
        if (lines.stream().limit(12).anyMatch(l -> l.matches("(?i)\\s*(direct|cartesian)\\s+configuration\\s*=.*|\\s*Konfig\\s*=.*"))) {
            return true;
        }
        // old files: a blank line before each frame
        return lines.size() > 8 && lines.get(7).isBlank() && NUMBERS.matcher(lines.get(2)).matches() && ATOM.matcher("x" + lines.get(8)).matches();
    }
}
