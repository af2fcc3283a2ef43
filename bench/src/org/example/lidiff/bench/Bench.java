package org.example.lidiff.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/** Main of the benchmarks: what to measure, where the data lie, how time is taken. Started by bench/run. */
public final class Bench {

    private final Path data = Path.of(System.getProperty("bench.data"));
    private final double scale = Double.parseDouble(System.getProperty("bench.scale", "1"));
    private final OperatingSystemMXBean process = (OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean();
    private final int repeats = Integer.getInteger("bench.repeats", 5);

    /** Something to measure. */
    interface Task {
        /** Does it. */
        void run() throws IOException;
    }

    Path file(final String name) {
        return data.resolve(name);
    }

    /** Deletes the trajectory sets that were written. */
    void deleteResults() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, "*.lidiff")) {
            for (final Path file : files) {
                Files.delete(file);
            }
        }
    }

    long bytes(final double megabytes) {
        return (long)(1e6 * megabytes * scale);
    }

    int count(final double count) {
        return (int)Math.max(1, count * scale);
    }

    /**
     * Processor seconds, all threads together, of the fastest of some runs: the others were disturbed, or ran before the compiler was done.
     * What other programs take does not count, which makes it the time of one core.
     */
    double best(final Task task) throws IOException {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < repeats; i++) {
            final long start = process.getProcessCpuTime();
            task.run();
            best = Math.min(best, (process.getProcessCpuTime() - start) / 1e9);
        }
        return best;
    }

    int repeats() {
        return repeats;
    }

    /** Seconds on the clock. */
    static double once(final Task task) throws IOException {
        final long start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds that {@code script} prints as its last line; NaN without Python. */
    double peer(final String script, final String... arguments) throws IOException, InterruptedException {
        final String python = System.getProperty("bench.python", "");
        if (python.isEmpty()) {
            return Double.NaN;
        }
        final List<String> command = new ArrayList<>();
        command.add(python);
        command.add(Path.of(System.getProperty("bench.peers")).resolve(script).toString());
        command.addAll(List.of(arguments));
        final Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        final String[] lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().split("\n");
        return process.waitFor() == 0 ? Double.parseDouble(lines[lines.length - 1]) : Double.NaN;
    }

    /** Runs the benchmarks that are named. */
    public static void main(final String[] names) throws IOException, InterruptedException {
        final Bench bench = new Bench();
        for (final String name : names) {
            switch (name) {
                case "text" -> TextReading.run(bench, "xyz", "xyz-forces", "xyz-compact", "xyz-full", "xdatcar", "cp2k", "lammps", "outcar",
                    "vasprun");
                case "gz" -> TextReading.run(bench, "xyz.gz", "xdatcar.gz");
                case "binary" -> BinaryReading.run(bench);
                case "msd" -> Displacements.run(bench);
                case "memory" -> Displacements.runLarge(bench);
                case "assignment" -> Assignment.run(bench);
                case "pipe" -> SmallHeap.run(bench);
                case "nep" -> NepSpeed.run(bench);
                case "nep-scaling" -> NepScaling.run(bench);
                case "markov" -> MarkovModels.run(bench);
                case "counts" -> MarkovModels.runCounts(bench);
                case "network" -> MarkovModels.runLarge(bench);
                case "silicon" -> Dynamics.silicon(bench);
                case "overhead" -> Dynamics.overhead(bench);
                case "day" -> Dynamics.perDay(bench);
                case "nanosecond" -> Nanosecond.run(bench, Integer.getInteger("bench.threads", 1));
                default -> TextReading.run(bench, name);
            }
        }
    }
}
