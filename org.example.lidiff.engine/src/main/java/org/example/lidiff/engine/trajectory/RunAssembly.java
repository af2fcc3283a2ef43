package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** Puts the frames of successive files together to one continuous run, or to several where frames are missing. */
final class RunAssembly {

    private final List<FileHead> files;
    private final ReadOptions options;
    private final TrajectorySetWriter target;
    private final FrameSelection selection;
    private final int[] numbers;
    private final Set<Quantity> quantities = EnumSet.noneOf(Quantity.class);
    private final FrameClock clock;
    private RawFrame frame = new RawFrame();
    private RawFrame last = new RawFrame();
    private FileTally tally;
    private long limit;
    private boolean fileStarts;
    private boolean hasLast;
    private long inFile;
    private long index;
    private long unconverged;
    private RunWriter writer;
    private int parts;
    private double temperatureSum;
    private long temperatures;
    private Structure first;

    RunAssembly(final List<FileHead> files, final ReadOptions options, final TrajectorySetWriter target, final FrameSelection selection) {
        this.files = files;
        this.options = options;
        this.target = target;
        this.selection = selection;
        numbers = files.get(0).numbers();
        files.forEach(f -> quantities.addAll(f.quantities()));
        clock = new FrameClock(options.timeStepFs());
    }

    /** The frame to fill before {@link #take()}. */
    RawFrame frame() {
        return frame;
    }

    boolean isComplete() {
        return selection.isOver(index);
    }

    void beginFile(final FileTally newTally, final long stepLimit) {
        tally = newTally;
        limit = stepLimit;
        fileStarts = true;
        inFile = 0;
        unconverged = 0;
    }

    void endFile() {
        if (unconverged > 0) {
            tally.warn(unconverged + (unconverged == 1 ? " frame whose electronic structure did not converge is" : " frames whose electronic structure did"
                + " not converge are") + " kept without energies, forces and stress.");
        }
        final double interval = clock.intervalFs() * selection.stride();
        tally.timeCovered(Math.max(0, tally.keptCount() - 1) * interval);
        final FileReport report = tally.report();
        final Set<Quantity> expected = EnumSet.copyOf(quantities);
        expected.removeAll(EnumSet.of(Quantity.TEMPERATURE, Quantity.CONVERGED));
        for (final Quantity q : expected) {
            final long with = report.with(q);
            if (with < report.framesKept()) {
                tally.warn((report.framesKept() - with) + " of " + report.framesKept() + " frames have no "
                    + q.name().toLowerCase(Locale.ROOT) + ".");
            }
        }
    }

    /** Takes the frame that was filled. */
    void take() {
        tally.found(frame);
        checkAtoms();
        inFile++;
        if (frame.step != RawFrame.NO_STEP && frame.step >= limit) {
            tally.drop("written again by the next file");
            return;
        }
        if (fileStarts && hasLast && samePositions()) {
            tally.drop("same as the last frame of the file before");
            swap();
            return;
        }
        if (hasLast && clock.isGap(last, frame, fileStarts, files.get(0).countsOn(), tally.name())) {
            tally.warn(String.format(Locale.ROOT, "Frames are missing before frame %d%s: a new run begins there.", inFile - 1,
                frame.step == RawFrame.NO_STEP ? "" : " (step " + frame.step + ")"));
            endPart();
        }
        if (selection.keeps(index)) {
            write();
        } else {
            tally.drop("not selected");
        }
        index++;
        swap();
    }

    private void checkAtoms() {
        if (frame.atoms != numbers.length) {
            throw new InputException("Frame " + inFile + " of " + tally.name() + " has " + frame.atoms + " atoms, the first frame had "
                + numbers.length + ".", "Remove the frame, load the files separately, or load them as independent frames.");
        }
        for (int i = 0; i < numbers.length; i++) {
            if (frame.numbers[i] != numbers[i]) {
                throw new InputException("Frame " + inFile + " of " + tally.name() + " has other elements than the first frame: atom " + i
                    + " was " + Element.of(numbers[i]) + " and is "
                    + Element.of(frame.numbers[i]) + ".",
                    "Keep the order of the atoms, load the files separately, or load them as independent frames.");
            }
        }
    }

    private boolean samePositions() {
        return Arrays.equals(frame.positions, 0, 3 * numbers.length, last.positions, 0, 3 * numbers.length)
            && Arrays.equals(frame.cell, last.cell);
    }

    private void swap() {
        final RawFrame other = last;
        last = frame;
        frame = other;
        hasLast = true;
        fileStarts = false;
    }

    private void write() {
        if (options.dropUnconverged() && !frame.converged) {
            unconverged++;
            frame.dropLabels();
        }
        if (writer == null) {
            final Set<Quantity> all = EnumSet.copyOf(quantities);
            all.addAll(frame.has);
            writer = target.beginRun(RunInfo.continuous("", Double.NaN).withUnwrapped(frame.unwrapped).withStressKind(frame.stressKind),
                numbers, all);
            temperatureSum = 0;
            temperatures = 0;
            parts++;
        }
        quantities.addAll(frame.has);
        writer.widen(frame.has);
        writer.append(frame.step == RawFrame.NO_STEP ? index : frame.step, frame);
        tally.kept(frame);
        if (!Double.isNaN(frame.temperatureK)) {
            temperatureSum += frame.temperatureK;
            temperatures++;
        }
        if (first == null) {
            first = FileTally.structure(frame);
        }
    }

    private void endPart() {
        if (writer != null) {
            final String names = files.stream().map(f -> f.file().name()).distinct().collect(Collectors.joining(", "));
            final double temperature = !Double.isNaN(options.temperatureK()) ? options.temperatureK()
                : temperatures > 0 ? temperatureSum / temperatures : Double.NaN;
            final RunInfo known = writer.info();
            if (Double.isNaN(clock.intervalFs()) && writer.frames() > 1) {
                throw new InputException(names + " does not say the time between its frames: "
                    + (Double.isNaN(last.timeFs) ? "there is none in it." : "all of them have the time " + last.timeFs + " fs."),
                    "Give the time between frames in the settings, or load the file as independent frames.");
            }
            writer.info(RunInfo.continuous(parts > 1 ? names + ", part " + parts : names, clock.intervalFs() * selection.stride())
                .withTemperature(temperature).withUnwrapped(known.unwrapped()).withStressKind(known.stressKind()));
            writer.end();
            writer = null;
        }
    }

    /** Ends the run. Returns how many runs it became. */
    int end() {
        endPart();
        return parts;
    }

    /** The first frame kept, or null. */
    Structure firstStructure() {
        return first;
    }
}
