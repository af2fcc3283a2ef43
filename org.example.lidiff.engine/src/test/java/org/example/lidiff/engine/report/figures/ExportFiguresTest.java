package org.example.lidiff.engine.report.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.WrittenFile;
import org.junit.jupiter.api.Test;

class ExportFiguresTest {

    private static Trajectory run() {
        final FrameBlock b = new FrameBlock(2, Set.of());
        b.resize(2);
        for (int f = 0; f < 2; f++) {
            for (int k = 0; k < 3; k++) {
                b.cells()[9 * f + 4 * k] = 5;
            }
        }
        return InMemoryTrajectory.of(RunInfo.continuous("run", 1), new int[] {3, 14}, b);
    }

    private static WrittenFile file(final int number, final long frames) {
        return new WrittenFile(Path.of("out", "md-run" + number + ".xyz"), List.of(number), 1, frames, 0, OptionalInt.of(2), 1500);
    }

    @Test
    void filesAreToldByNameFramesAndSize() {
        final List<Picture> pictures = ExportFigures.of(List.of(run(), run()), List.of(file(1, 1), file(2, 2)));
        final Figure frames = (Figure)pictures.get(0);
        assertEquals(List.of("md-run1.xyz: 1 frame, 2 atoms, 1.5 kB", "md-run2.xyz: 2 frames, 2 atoms, 1.5 kB"),
            frames.series().stream().map(s -> s.name()).toList());
        assertArrayEquals(new double[] {2}, frames.series().get(1).y());
        assertEquals("First frame that was written: LiSi", pictures.get(1).title());
        assertEquals(List.of("md-run1.xyz: 1 frame, 2 atoms, 1.5 kB.", "This is frame 1 of run 1; the atoms are drawn inside the cell."),
            pictures.get(1).notes());
        assertEquals(List.of("first-frame"), ExportFigures.of(List.of(run()), List.of(file(1, 1))).stream().map(Picture::id).toList());
    }

    @Test
    void manyFilesShareOneSeries() {
        final List<WrittenFile> files = new ArrayList<>();
        for (int n = 1; n <= 300; n++) {
            files.add(file(n, n));
        }
        final Figure frames = (Figure)ExportFigures.of(List.of(run()), files).get(0);
        assertEquals(List.of("300 files"), frames.series().stream().map(s -> s.name()).toList());
    }
}
