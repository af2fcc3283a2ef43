package org.example.lidiff.engine.trajectory;

import java.util.Locale;
import java.util.OptionalDouble;

import org.example.lidiff.engine.InputException;

/** Compares the times and step numbers of successive frames with the time between frames. */
final class FrameClock {

    /** Times are printed with three decimals. */
    private static final double PRINTED_FS = 1.5e-3;

    private final OptionalDouble chosenFs;
    private double fileFs = Double.NaN;
    private long increment;
    private boolean lastWasGap;

    FrameClock(final OptionalDouble chosenFs) {
        this.chosenFs = chosenFs;
    }

    /** Time between frames in fs: the user's, or the file's, or NaN. */
    double intervalFs() {
        return chosenFs.orElse(fileFs);
    }

    /**
     * Whether frames are missing between two frames that were read one after the other.
     *
     * @param fileStarts whether {@code next} is the first frame of a file
     * @param countsOn whether step numbers go on from file to file
     * @throws InputException if the file's time between frames is not the one that was chosen
     */
    boolean isGap(final RawFrame last, final RawFrame next, final boolean fileStarts, final boolean countsOn, final String file) {
        final boolean gap = compare(last, next, fileStarts, countsOn, file);
        if (gap && lastWasGap) {
            throw new InputException(file + " has frames at uneven distances in time" + (next.step == RawFrame.NO_STEP ? ""
                : " (about step " + next.step + ")") + ".", "Load files with one distance between frames, or load them as independent frames.");
        }
        lastWasGap = gap;
        return gap;
    }

    private boolean compare(final RawFrame last, final RawFrame next, final boolean fileStarts, final boolean countsOn, final String file) {
        final double dt = next.timeFs - last.timeFs;
        if (fileStarts && !countsOn) {
            return false;
        }
        if (!Double.isNaN(dt)) {
            // at a restart from zero nothing is known
            return dt > 0 && isTimeGap(dt, file);
        }
        if (last.step == RawFrame.NO_STEP || next.step == RawFrame.NO_STEP || next.step <= last.step) {
            return false;
        }
        final long ds = next.step - last.step;
        if (increment == 0) {
            increment = ds;
        }
        return ds != increment;
    }

    private boolean isTimeGap(final double dt, final String file) {
        if (Double.isNaN(fileFs)) {
            fileFs = dt;
            if (chosenFs.isPresent() && Math.abs(dt - chosenFs.getAsDouble()) > tolerance(dt)) {
                throw new InputException(String.format(Locale.ROOT, "The time step is %s fs in the settings, but %s says that its frames are %s "
                    + "fs apart.", text(chosenFs.getAsDouble()), file, text(dt)),
                    "Correct the time step, which is the time between two successive frames of the file, or leave it empty.");
            }
        }
        return Math.abs(dt - fileFs) > tolerance(dt);
    }

    private static double tolerance(final double dt) {
        return 1e-3 * Math.abs(dt) + PRINTED_FS;
    }

    private static String text(final double fs) {
        final double rounded = Math.rint(fs * 1e6) / 1e6;
        return rounded == Math.rint(rounded) ? Long.toString((long)rounded) : Double.toString(rounded);
    }
}
