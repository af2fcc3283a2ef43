package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * One file that was written.
 *
 * @param path where it is
 * @param runs numbers of the runs that are in it, counted from 1
 * @param firstFrame number of its first frame in the first of these runs, counted from 0
 * @param frames frames in it
 * @param framesLeftOut frames that were chosen and that the format cannot hold
 * @param atoms atoms of each frame, if they are as many in all
 * @param bytes its size, compressed if it is
 */
public record WrittenFile(Path path, List<Integer> runs, long firstFrame, long frames, long framesLeftOut, OptionalInt atoms, long bytes) {

    /** Copies the list. */
    public WrittenFile {
        runs = List.copyOf(runs);
    }
}
