package org.example.lidiff.engine.trajectory;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.InputException;

/** The frames of one file, one after the other. */
abstract class FrameSource implements Closeable {

    private final List<String> warnings = new ArrayList<>();
    private long frames;
    private long repeated;

    /**
     * Reads the next complete frame into {@code frame}.
     *
     * @return false at the end of the file; a last frame that is not complete is left out with a warning
     * @throws InputException naming file and line if the file is not what it should be, or holds no complete frame
     */
    final boolean next(final RawFrame frame) {
        return advance(frame, true);
    }

    /** Passes over the next complete frame; only its step and time are sure to be set. */
    final boolean skip(final RawFrame frame) {
        return advance(frame, false);
    }

    private boolean advance(final RawFrame frame, final boolean wanted) {
        final boolean found;
        try {
            found = read(frame, wanted);
        } catch (final InputException e) {
            if (frames > 0 && input().isUnfinished()) {
                warn(input().name() + " ends in the middle of line " + input().lineNumber() + ", within frame " + frames
                    + ": that frame is left out.");
                return false;
            }
            throw e;
        }
        if (!found && input().isCut()) {
            warn("The compressed file " + input().name() + " is cut off; its first " + frames + " frames are read.");
        }
        if (found && !Double.isNaN(frame.temperatureK)) {
            frame.has.add(Quantity.TEMPERATURE);
        }
        frames += found ? 1 : 0;
        return found;
    }

    /** Reads the next frame, or only its step and time if it is not wanted. Returns false at the end. */
    abstract boolean read(RawFrame frame, boolean wanted);

    /** The file that holds the positions. */
    abstract TextInput input();

    /** Bytes taken from the disk so far. */
    long bytesRead() {
        return input().bytesRead();
    }

    /** What the user should know; each text once. */
    List<String> warnings() {
        return warnings;
    }

    final void warn(final String text) {
        // a file that is wrong in every frame must not fill the memory
        if (warnings.size() < 100 && !warnings.contains(text)) {
            warnings.add(text);
        }
    }

    /** The end of the file came after {@code found} of the {@code atoms} atoms of a frame. Returns false. */
    final boolean truncated(final int found, final int atoms) {
        if (frames == 0) {
            throw new InputException(input().name() + " ends at line " + input().lineNumber() + ", after " + found + " of the " + atoms
                + " atoms of its first frame.", TextInput.CHECK_FILE);
        }
        warn(input().name() + " ends within frame " + frames + ", after " + found + " of " + atoms + " atoms: that frame is left out.");
        return false;
    }

    /** Complete frames read so far. */
    final long frames() {
        return frames;
    }

    /** Frames left out because a restart wrote them again. */
    long repeated() {
        return repeated;
    }

    final void countRepeated() {
        repeated++;
    }

    @Override
    public void close() {
        input().close();
    }
}
