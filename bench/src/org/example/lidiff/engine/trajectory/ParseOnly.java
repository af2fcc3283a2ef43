package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;

/** Takes every frame of a file and writes none: what parsing alone costs. In the engine's package because its sources are not public. */
public final class ParseOnly {

    private ParseOnly() {
    }

    /** Frames in the file. */
    public static long run(final Path file, final TrajectoryFormat format) {
        final InputFile input = InputFile.of(List.of(file), format).get(0);
        final RawFrame frame = new RawFrame();
        long frames = 0;
        // without the pass for restarts, which openHead leaves out
        try (FrameSource source = input.openHead(ReadOptions.defaults().withCell(Cell.of(20, 0, 0, 0, 20, 0, 0, 0, 20)), new SpeciesNames(Map.of()), Progress.NONE)) {
            while (source.next(frame)) {
                frames++;
            }
        }
        return frames;
    }
}
