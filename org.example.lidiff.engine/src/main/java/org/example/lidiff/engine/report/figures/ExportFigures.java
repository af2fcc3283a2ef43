package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.Scene;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.FrameStructures;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.WrittenFile;

/** What was written: the frames of each file where there are several, and the first frame of the first file. */
public final class ExportFigures {

    private static final int MOST_NAMES = 20;

    private ExportFigures() {
    }

    /**
     * All pictures.
     *
     * @param runs the runs that were exported from
     * @param files what was written, at least one file
     */
    public static List<Picture> of(final List<Trajectory> runs, final List<WrittenFile> files) {
        final WrittenFile file = files.get(0);
        final int run = file.runs().get(0);
        final Structure first = FrameStructures.of(runs.get(run - 1), file.firstFrame());
        final Scene crystal = CrystalScene.of("first-frame", "First frame that was written: " + first.formula(), first).note(name(file) + ".")
            .note("This is frame " + file.firstFrame() + " of run " + run + "; the atoms are drawn inside the cell.").build();
        // one bar says nothing
        return files.size() == 1 ? List.of(crystal) : List.of(frames(files), crystal);
    }

    private static Figure frames(final List<WrittenFile> files) {
        final FigureBuilder figure = Figure.builder("written-files").title("Frames in each file").x(Axis.dimensionless("File"))
            .y(Axis.dimensionless("Frames"));
        if (files.size() > MOST_NAMES) {
            final double[] x = new double[files.size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = i + 1;
            }
            figure.bars(files.size() + " files", x, files.stream().mapToDouble(WrittenFile::frames).toArray());
        } else {
            int number = 0;
            for (final WrittenFile f : files) {
                figure.bars(name(f), new double[] {++number}, new double[] {f.frames()});
            }
        }
        return figure.build();
    }

    private static String name(final WrittenFile file) {
        final List<String> parts = new ArrayList<>();
        parts.add(file.frames() + (file.frames() == 1 ? " frame" : " frames"));
        file.atoms().ifPresent(n -> parts.add(n + " atoms"));
        parts.add(file.bytes() < 1e6 ? String.format(Locale.ROOT, "%.1f kB", file.bytes() / 1e3)
            : String.format(Locale.ROOT, "%.1f MB", file.bytes() / 1e6));
        return file.path().getFileName() + ": " + String.join(", ", parts);
    }
}
