package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/**
 * What the first frame of a file says.
 *
 * @param file the file
 * @param numbers atomic numbers
 * @param quantities what the frame has
 * @param step its step number, or {@link RawFrame#NO_STEP}
 * @param timeFs its time in fs, or NaN
 */
record FileHead(InputFile file, int[] numbers, Set<Quantity> quantities, long step, double timeFs) {

    static FileHead read(final InputFile file, final ReadOptions options, final SpeciesNames species, final Progress progress) {
        try (FrameSource source = file.openHead(options, species, progress)) {
            final RawFrame frame = new RawFrame();
            if (!source.next(frame)) {
                throw empty(file);
            }
            return new FileHead(file, Arrays.copyOf(frame.numbers, frame.atoms), EnumSet.copyOf(frame.has), frame.step, frame.timeFs);
        }
    }

    static InputException empty(final InputFile file) {
        return new InputException(file.name() + " holds no complete frame.", "Choose a file with frames.");
    }

    /** Whether the step numbers of this file go on from file to file: VASP counts from 1 in each. */
    boolean countsOn() {
        return step != RawFrame.NO_STEP && file.format() != TrajectoryFormat.XDATCAR && file.format() != TrajectoryFormat.OUTCAR
            && file.format() != TrajectoryFormat.VASPRUN;
    }
}
