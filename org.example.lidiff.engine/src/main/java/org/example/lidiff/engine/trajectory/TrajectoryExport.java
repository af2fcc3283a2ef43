package org.example.lidiff.engine.trajectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/**
 * Writes runs to text files of other programs.
 *
 * <p>Positions and cells have ten decimals, velocities and stress fourteen, energies all digits. A label that a frame lacks is left out. A
 * stress that contains the kinetic part is written as {@code total_stress} in extended XYZ and never as a virial. Step numbers and times
 * are those of the run; where several runs share a file there are none, since they would look like restarts, but the number of the run.
 */
public final class TrajectoryExport {

    private final List<Trajectory> all;
    private final ExportOptions options;
    private final Progress progress;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final List<Part> parts = new ArrayList<>();
    private final long total;
    private long done;

    private TrajectoryExport(final List<Trajectory> all, final ExportOptions options, final List<Integer> runs, final Progress progress) {
        this.all = all;
        this.options = options;
        this.progress = Progress.throttled(progress);
        total = runs.stream().mapToLong(r -> all.get(r - 1).frames()).sum();
    }

    /**
     * Writes frames of {@code runs}. The files get their names when all of them are complete; missing folders are made; a name that ends
     * in .gz is compressed.
     *
     * @param target the file, or the pattern for the names of several ({@link RunFiles})
     * @throws InputException if a run or frame does not exist, no frame can be written, a file is there that must not be replaced, or a
     *         file cannot be written
     */
    public static ExportReport write(final List<Trajectory> runs, final Path target, final ExportOptions options, final Progress progress) {
        final List<Integer> numbers = numbers(runs, options);
        final List<List<Integer>> groups = options.files() == RunFiles.ONE_FILE && options.format().holdsSeveralRuns() ? List.of(numbers)
            : numbers.stream().map(List::of).toList();
        final List<Path> targets = groups.stream().map(g -> groups.size() == 1 ? target : ofRun(target, g.get(0))).toList();
        targets.forEach(t -> TextOutput.check(t, options.ifExists()));
        makeFolder(target);
        final TrajectoryExport export = new TrajectoryExport(runs, options, numbers, progress);
        try {
            for (int i = 0; i < groups.size(); i++) {
                export.write(groups.get(i), targets.get(i));
            }
            return export.publish(target);
        } finally {
            export.parts.forEach(p -> p.out.close());
        }
    }

    private static List<Integer> numbers(final List<Trajectory> runs, final ExportOptions options) {
        final List<Integer> numbers = options.runs().isEmpty() ? IntStream.rangeClosed(1, runs.size()).boxed().toList()
            : options.runs().stream().distinct().sorted().toList();
        for (final int n : numbers) {
            if (n < 1 || n > runs.size()) {
                throw new InputException("There is no run " + n + ": the trajectories have " + runs.size() + (runs.size() == 1 ? " run." : " runs."),
                    "Choose runs from 1 to " + runs.size() + ".");
            }
        }
        return numbers;
    }

    /** "md.xyz.gz" becomes "md-run2.xyz.gz". */
    static Path ofRun(final Path target, final int run) {
        final String name = target.getFileName().toString();
        final int end = TextOutput.isCompressed(target) ? name.length() - 3 : name.length();
        final int dot = name.lastIndexOf('.', end - 1);
        final int at = dot > 0 ? dot : end;
        return target.resolveSibling(name.substring(0, at) + "-run" + run + name.substring(at));
    }

    private static void makeFolder(final Path target) {
        final Path folder = target.getParent();
        try {
            if (folder != null && !Files.exists(folder)) {
                Files.createDirectories(folder);
            }
        } catch (final IOException e) {
            throw TextOutput.unwritable(target, e);
        }
    }

    /** A file that is being written. */
    private static final class Part {
        private final TextOutput out;
        private final Path target;
        private final List<Integer> runs = new ArrayList<>();
        private final Set<Integer> atoms = new LinkedHashSet<>();
        private long firstFrame;
        private long frames;
        private long leftOut;

        Part(final Path target, final IfExists ifExists) {
            this.target = target;
            out = new TextOutput(target, ifExists);
        }

        WrittenFile written() {
            try {
                return new WrittenFile(target, runs, firstFrame, frames, leftOut,
                    atoms.size() == 1 ? OptionalInt.of(atoms.iterator().next()) : OptionalInt.empty(), Files.size(target));
            } catch (final IOException e) {
                throw TextOutput.unwritable(target, e);
            }
        }
    }

    private void write(final List<Integer> group, final Path target) {
        final Part part = new Part(target, options.ifExists());
        parts.add(part);
        for (final int number : group) {
            final Trajectory run = all.get(number - 1);
            final long before = part.frames;
            final FrameFormat format = format(run, part.out, group.size() > 1 ? OptionalInt.of(number) : OptionalInt.empty());
            writeRun(run, format, part);
            if (part.frames > before) {
                part.runs.add(number);
                part.atoms.add(run.atoms());
                warn(run, number);
            }
        }
        part.out.complete();
    }

    private void writeRun(final Trajectory run, final FrameFormat format, final Part part) {
        final long first = first(run);
        final long last = Math.min(options.format().holdsOneFrame() ? first : options.lastFrame(), run.frames() - 1);
        final int stride = options.format().holdsOneFrame() ? 1 : options.stride();
        final int window = TrajectorySetWriter.framesPerChunk(run.atoms(), run.quantities());
        final FrameBlock block = FrameBlock.of(run);
        final long doneBefore = done;
        try (PlacedFrames frames = new PlacedFrames(run, options.placement(), options.coarseSamplingAllowed())) {
            long f = 0;
            if (frames.canSkip() && first < run.frames()) {
                f = first;
                frames.skipTo(first);
            }
            while (f <= last) {
                final int n = frames.read((int)Math.min(window, last - f + 1), block);
                for (int i = 0; i < n; i++, f++) {
                    if (f >= first && (f - first) % stride == 0) {
                        final boolean written = format.write(block, i, f);
                        part.firstFrame = written && part.frames == 0 ? f : part.firstFrame;
                        part.frames += written ? 1 : 0;
                        part.leftOut += written ? 0 : 1;
                    }
                    progress.advance(++done, total, "Writing " + part.target.getFileName());
                }
            }
            warnings.addAll(frames.warnings());
        }
        done = doneBefore + run.frames();
    }

    private long first(final Trajectory run) {
        final long first = options.firstFrame();
        if (!options.format().holdsOneFrame()) {
            return first;
        }
        final long frame = first < 0 ? run.frames() + first : first;
        if (frame < 0 || frame >= run.frames()) {
            throw new InputException("Frame " + first + " does not exist: the run '" + run.info().source() + "' has " + run.frames() + " frames.",
                "Choose a frame from 0 to " + (run.frames() - 1) + ", or -1 for the last one.");
        }
        return frame;
    }

    private void warn(final Trajectory run, final int number) {
        if (options.format() == ExportFormat.GPUMD_XYZ && run.quantities().contains(Quantity.STRESS)
            && run.info().stressKind() == StressKind.TOTAL) {
            warnings.add("The stress of run " + number + " contains the kinetic part, which is no label: no virial was written.");
        }
    }

    private ExportReport publish(final Path target) {
        final List<Part> full = parts.stream().filter(p -> p.frames > 0).toList();
        final boolean gpumd = options.format() == ExportFormat.GPUMD_XYZ;
        if (full.isEmpty()) {
            throw new InputException("There is no frame to write to " + target.getFileName() + (gpumd && parts.stream().anyMatch(p -> p.leftOut > 0)
                ? ": none has an energy and forces." : "."), "Choose runs with frames" + (gpumd ? " that have energies and forces." : "."));
        }
        for (final Part p : parts) {
            if (p.frames == 0) {
                warnings.add(p.target.getFileName() + " was not written: it would have no frame.");
            } else if (p.leftOut > 0) {
                warnings.add(p.leftOut + " of " + (p.frames + p.leftOut) + " frames have no energy or no forces and were left out of "
                    + p.target.getFileName() + ".");
            }
        }
        full.forEach(p -> p.out.publish());
        return new ExportReport(full.stream().map(Part::written).collect(Collectors.toList()), List.copyOf(warnings));
    }

    private FrameFormat format(final Trajectory run, final TextOutput out, final OptionalInt number) {
        return switch (options.format()) {
            case XDATCAR -> new XdatcarFormat(run, out, options.placement());
            case LAMMPS_DUMP -> new LammpsDumpFormat(run, out, options.placement());
            case EXTENDED_XYZ -> XyzFormat.extended(run, out, number);
            case GPUMD_XYZ -> XyzFormat.gpumd(run, out);
            case POSCAR -> new StructureFormat(run, out, options.placement(), StructureWriter::poscar);
            case LAMMPS_DATA -> new StructureFormat(run, out, options.placement(), StructureWriter::lammpsData);
        };
    }

    /** Writes frames of one run. */
    interface FrameFormat {
        /** Writes frame {@code index} of the block, number {@code frame} of the run. Returns false if it cannot be written. */
        boolean write(FrameBlock block, int index, long frame);
    }
}
