package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Structure;

/** Reads runs of successive frames, each from one file or from several that follow each other. */
final class ContinuousReading {

    private final List<InputFile> files;
    private final ReadOptions options;
    private final SpeciesNames species;
    private final TrajectorySetWriter target;
    private final Progress progress;
    private final List<FileReport> reports = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int runs;
    private Structure first;

    ContinuousReading(final List<InputFile> files, final ReadOptions options, final SpeciesNames species,
        final TrajectorySetWriter target, final Progress progress) {
        this.files = files;
        this.options = options;
        this.species = species;
        this.target = target;
        this.progress = progress;
    }

    ReadReport read() {
        final List<FileHead> heads = new ArrayList<>();
        for (final InputFile file : files) {
            final FileHead head = FileHead.read(file, options, species, progress);
            if (options.timeStepFs().isEmpty() && Double.isNaN(head.timeFs())) {
                throw new InputException(file.name() + " (" + file.format().title() + ") does not say the time between its frames.",
                    "Give the time step in the settings, or load the file as independent frames.");
            }
            heads.add(head);
        }
        final ReadingProgress done = new ReadingProgress(files, progress);
        for (final List<FileHead> group : groups(heads)) {
            readRun(group, done);
        }
        if (first == null) {
            throw new InputException("No frame of " + files.get(0).name() + (files.size() > 1 ? " and the other files" : "")
                + " is selected.", "Choose a smaller first frame or another range.");
        }
        return new ReadReport(reports, runs, first, warnings);
    }

    private List<List<FileHead>> groups(final List<FileHead> heads) {
        final List<List<FileHead>> groups = new ArrayList<>();
        for (final FileHead head : heads) {
            final List<FileHead> last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (options.joining() == FileJoining.JOIN && last != null && Arrays.equals(last.get(0).numbers(), head.numbers())) {
                last.add(head);
            } else {
                if (options.joining() == FileJoining.JOIN && last != null) {
                    warnings.add(head.file().name() + " has other atoms than " + last.get(0).file().name() + " and becomes a run of its own.");
                }
                groups.add(new ArrayList<>(List.of(head)));
            }
        }
        return groups;
    }

    /** For each file the step number from which the next file repeats it. */
    private long[] limits(final List<FileHead> group) {
        final long[] limits = new long[group.size()];
        long next = Long.MAX_VALUE;
        for (int i = group.size() - 1; i >= 0; i--) {
            final FileHead head = group.get(i);
            if (i + 1 < group.size() && head.countsOn() && head.step() >= group.get(i + 1).step()) {
                warnings.add("The step numbers of " + group.get(i + 1).file().name() + " do not go on from those of " + head.file().name()
                    + ": its frames are appended.");
                next = Long.MAX_VALUE;
            }
            limits[i] = head.countsOn() ? next : Long.MAX_VALUE;
            next = head.countsOn() ? head.step() : Long.MAX_VALUE;
        }
        return limits;
    }

    private void readRun(final List<FileHead> group, final ReadingProgress done) {
        final long[] limits = limits(group);
        final FrameSelection selection = FrameSelection.of(options, options.sampleFrames() > 0 ? count(group, limits) : 0);
        final RunAssembly run = new RunAssembly(group, options, target, selection);
        for (int i = 0; i < group.size(); i++) {
            final InputFile file = group.get(i).file();
            if (run.isComplete()) {
                warnings.add(file.name() + " was not read: all frames that were asked for come before it.");
                continue;
            }
            final FileTally tally = new FileTally(file);
            run.beginFile(tally, limits[i]);
            try (FrameSource source = file.open(options, species, progress)) {
                while (!run.isComplete() && source.next(run.frame())) {
                    run.take();
                    done.at(source);
                }
                tally.repeated(source.repeated());
                source.warnings().forEach(tally::warn);
            }
            if (tally.foundCount() == 0) {
                throw FileHead.empty(file);
            }
            run.endFile();
            done.finished(file);
            reports.add(tally.report());
        }
        runs += run.end();
        first = first == null ? run.firstStructure() : first;
    }

    private long count(final List<FileHead> group, final long[] limits) {
        long count = 0;
        final RawFrame frame = new RawFrame();
        for (int i = 0; i < group.size(); i++) {
            try (FrameSource source = group.get(i).file().open(options, species, progress)) {
                while (source.skip(frame)) {
                    count += frame.step == RawFrame.NO_STEP || frame.step < limits[i] ? 1 : 0;
                    progress.advance(0, 0, "Counting frames of " + group.get(i).file().name());
                }
            }
        }
        return count;
    }
}
