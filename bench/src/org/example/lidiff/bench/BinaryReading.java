package org.example.lidiff.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.FrameReader;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/** Binary trajectory sets: reading by windows and unwrapping, beside the sum of as many numbers in memory. */
final class BinaryReading {

    private static final int WINDOW = 100;

    private BinaryReading() {
    }

    static void run(final Bench bench) throws IOException {
        final Path file = bench.file("walk-binary.set");
        final Trajectory run = Walk.of(file, bench.count(100_000), 100, 100).runs().get(0);
        final double mb = Files.size(file) / 1e6;
        final double atomFrames = 1e-6 * run.frames() * run.atoms();
        final double read = bench.best(() -> read(run));
        final double unwrapped = bench.best(() -> unwrap(run));
        final double[] memory = new double[1 << 20];
        final double scan = bench.best(() -> {
            for (long done = 0; done < mb * 1e6; done += 8L * memory.length) {
                sum(memory);
            }
        });
        final Table table = new Table("binary set", "MB", "MB/s read", "MB/s sum in memory", "read / sum", "10⁶ atom-frames/s unwrapped");
        table.row("100 Li + 100 Si", mb, mb / read, mb / scan, scan / read, atomFrames / unwrapped);
        table.print();
    }

    private static void read(final Trajectory run) {
        final FrameBlock block = FrameBlock.of(run);
        try (FrameReader reader = run.open()) {
            for (long first = 0; first < run.frames(); first += WINDOW) {
                reader.read(first, WINDOW, block);
            }
        }
    }

    private static void unwrap(final Trajectory run) {
        try (Unwrapper unwrapper = Unwrapper.open(run, UnwrapOptions.defaults())) {
            while (unwrapper.advance(WINDOW) > 0) {
                // the window is dropped
            }
        }
    }

    private static void sum(final double[] values) {
        double total = 0;
        for (final double v : values) {
            total += v;
        }
        if (total != 0) {
            throw new IllegalStateException();
        }
    }
}
