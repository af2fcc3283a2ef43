package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Structure;

/** Reads frames that have no order in time; those with the same atoms, quantities and kind of configuration become one run. */
final class IndependentReading {

    private final List<InputFile> files;
    private final ReadOptions options;
    private final SpeciesNames species;
    private final TrajectorySetWriter target;
    private final Progress progress;
    private final Map<Group, RunWriter> runs = new LinkedHashMap<>();
    private final Map<RunWriter, Set<String>> sources = new HashMap<>();
    private final FrameGroups groups = new FrameGroups();
    private long kept;
    private Structure first;

    IndependentReading(final List<InputFile> files, final ReadOptions options, final SpeciesNames species,
        final TrajectorySetWriter target, final Progress progress) {
        this.files = files;
        this.options = options;
        this.species = species;
        this.target = target;
        this.progress = progress;
    }

    ReadReport read() {
        final List<FileReport> reports = new ArrayList<>();
        final ReadingProgress done = new ReadingProgress(files, progress);
        final boolean sampling = options.sampleFrames() > 0;
        final FrameSelection all = sampling ? FrameSelection.of(options, count()) : null;
        countGroups();
        long index = 0;
        for (final InputFile file : files) {
            final FrameSelection selection = sampling ? all : FrameSelection.of(options, 0);
            final FileTally tally = new FileTally(file);
            long k = sampling ? index : 0;
            try (FrameSource source = file.open(options, species, progress)) {
                final RawFrame frame = new RawFrame();
                while (source.next(frame)) {
                    tally.found(frame);
                    take(file, frame, selection.keeps(k++), tally);
                    done.at(source);
                }
                index = k;
                tally.repeated(source.repeated());
                source.warnings().forEach(tally::warn);
            }
            if (tally.foundCount() == 0) {
                throw FileHead.empty(file);
            }
            done.finished(file);
            reports.add(tally.report());
        }
        if (first == null) {
            throw new InputException("No frame is left of " + files.get(0).name() + (files.size() > 1 ? " and the other files" : "")
                + ".", "Choose more frames, or keep those that did not converge.");
        }
        runs.forEach((group, run) -> {
            run.info(RunInfo.independent(String.join(", ", sources.get(run))).withTemperature(options.temperatureK())
                .withStressKind(group.stressKind).withDynamics(group.name, false));
            run.end();
        });
        return new ReadReport(reports, runs.size(), first, List.of());
    }

    // only where the first frame names its kind: it is a second pass over the files
    private void countGroups() {
        final RawFrame frame = new RawFrame();
        for (final InputFile file : files) {
            try (FrameSource source = file.open(options, species, progress)) {
                while (source.skip(frame)) {
                    if (frame.group.isEmpty() && groups.isEmpty()) {
                        break;
                    }
                    groups.count(frame.group);
                    progress.advance(0, 0, "Looking for kinds of frames in " + file.name());
                }
            }
        }
    }

    private long count() {
        long count = 0;
        final RawFrame frame = new RawFrame();
        for (final InputFile file : files) {
            try (FrameSource source = file.open(options, species, progress)) {
                while (source.skip(frame)) {
                    count++;
                    progress.advance(0, 0, "Counting frames of " + file.name());
                }
            }
        }
        return count;
    }

    private void take(final InputFile file, final RawFrame frame, final boolean wanted, final FileTally tally) {
        if (!wanted) {
            tally.drop("not selected");
            return;
        }
        if (options.dropUnconverged() && !frame.converged) {
            tally.drop("electronic structure not converged");
            return;
        }
        final Group group = new Group(Arrays.copyOf(frame.numbers, frame.atoms), EnumSet.copyOf(frame.has), frame.stressKind,
            groups.of(frame.group));
        final RunWriter run = runs.computeIfAbsent(group, g -> target.beginRun(RunInfo.independent(""), g.numbers, g.quantities));
        final Set<String> names = sources.computeIfAbsent(run, r -> new LinkedHashSet<>());
        names.add(file.name());
        run.append(frame.step == RawFrame.NO_STEP ? kept : frame.step, frame);
        kept++;
        tally.kept(frame);
        first = first == null ? FileTally.structure(frame) : first;
    }

    /** Frames that can be one run. */
    private static final class Group {
        private final int[] numbers;
        private final Set<Quantity> quantities;
        private final StressKind stressKind;
        private final String name;

        Group(final int[] numbers, final Set<Quantity> quantities, final StressKind stressKind, final String name) {
            this.numbers = numbers;
            this.quantities = quantities;
            this.stressKind = stressKind;
            this.name = name;
        }

        @Override
        public boolean equals(final Object other) {
            return other instanceof Group && Arrays.equals(numbers, ((Group)other).numbers)
                && quantities.equals(((Group)other).quantities) && stressKind == ((Group)other).stressKind
                && name.equals(((Group)other).name);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(numbers) + quantities.hashCode();
        }
    }
}
