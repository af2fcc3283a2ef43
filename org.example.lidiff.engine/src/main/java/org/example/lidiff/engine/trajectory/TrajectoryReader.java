package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.Progress;

/**
 * Reads the trajectory files of other programs into a trajectory set.
 *
 * <p>Text is streamed: memory holds one frame and one chunk of the output, never a file.
 */
public final class TrajectoryReader {

    private TrajectoryReader() {
    }

    /**
     * Reads {@code files} in the order given and writes their runs to {@code target}, which the caller finishes.
     *
     * <p>Continuous: successive files with the same atoms become one run (unless separate runs are asked for). A frame that a restart
     * wrote again is kept in its later copy; where frames are missing, a new run begins. Independent: frames with the same atoms and the
     * same quantities become one run. CP2K files of one project belong together, whichever of them is given.
     *
     * @throws org.example.lidiff.engine.InputException if a file is missing, malformed or holds no complete frame; if atoms change within
     *         a run; if a cell or the time step is neither in the file nor in the options, or they contradict each other
     */
    public static ReadReport read(final List<Path> files, final ReadOptions options, final TrajectorySetWriter target,
        final Progress progress) {
        final List<InputFile> inputs = InputFile.of(files, options.format());
        final SpeciesNames species = new SpeciesNames(options.species());
        final Progress throttled = Progress.throttled(progress);
        if (options.kind() == RunKind.INDEPENDENT) {
            return new IndependentReading(inputs, options, species, target, throttled).read();
        }
        return new ContinuousReading(inputs, options, species, target, throttled).read();
    }

    /**
     * The format of {@code file}, from its content; never AUTO.
     *
     * @throws org.example.lidiff.engine.InputException if the file is missing, empty or in no format that is known
     */
    public static TrajectoryFormat detect(final Path file) {
        return FormatDetection.detect(file);
    }
}
