package org.example.lidiff.engine.trajectory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.junit.jupiter.api.Assertions;

/** Reads files into a set in a temporary folder. */
final class Reading {

    final ReadReport report;
    final TrajectorySet set;
    final Path file;

    private Reading(final ReadReport report, final Path file) {
        this.report = report;
        this.file = file;
        set = TrajectorySetFile.open(file);
    }

    static Reading of(final Path folder, final ReadOptions options, final Path... files) {
        try {
            final Path target = Files.createTempDirectory(folder, "set").resolve("set.bin");
            final ReadReport report;
            try (TrajectorySetWriter writer = TrajectorySetWriter.create(target)) {
                report = TrajectoryReader.read(List.of(files), options, writer, Progress.NONE);
                writer.finish(Optional.empty(), Provenance.NONE);
            }
            return new Reading(report, target);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message of the failure that reading must end in; nothing may be left in the folder. */
    static String failure(final Path folder, final ReadOptions options, final Path... files) {
        return Assertions.assertThrows(InputException.class, () -> of(folder, options, files)).getMessage();
    }

    static Path write(final Path folder, final String name, final String text) {
        try {
            return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All frames of run {@code index}. */
    FrameBlock frames(final int index) {
        return frames(set.runs().get(index));
    }

    static FrameBlock frames(final Trajectory run) {
        final FrameBlock block = FrameBlock.of(run);
        try (FrameReader reader = run.open()) {
            reader.read(0, (int)run.frames(), block);
        }
        return block;
    }
}
