package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryReaderTest {

    private static final ReadOptions POINTS = ReadOptions.defaults().withKind(RunKind.INDEPENDENT);

    @TempDir
    private Path folder;

    private static String frames(final int from, final int to, final double intervalFs) {
        final StringBuilder text = new StringBuilder();
        for (int f = from; f < to; f++) {
            text.append(String.format(Locale.ROOT, "1\nLattice=\"4 0 0 0 4 0 0 0 4\" Properties=species:S:1:pos:R:3 energy=-%d time_fs=%.3f\n"
                + "Li 0 0 %.2f\n", f, f * intervalFs, 0.1 * f));
        }
        return text.toString();
    }

    @Test
    void formatIsFoundFromTheContentNotTheName() {
        assertEquals(TrajectoryFormat.EXTENDED_XYZ, TrajectoryReader.detect(Reading.write(folder, "XDATCAR", frames(0, 1, 1))));
        assertEquals(TrajectoryFormat.XDATCAR, TrajectoryReader.detect(Reading.write(folder, "a.xyz",
            "t\n1\n1 0 0\n0 1 0\n0 0 1\nLi\n1\nDirect configuration= 1\n0 0 0\n")));
        assertEquals(TrajectoryFormat.LAMMPS_DUMP, TrajectoryReader.detect(Reading.write(folder, "b", "ITEM: TIMESTEP\n0\n")));
        assertEquals(TrajectoryFormat.VASPRUN, TrajectoryReader.detect(Reading.write(folder, "c", VaspReadingTest.vasprun(1, 1))));
        assertEquals(TrajectoryFormat.OUTCAR, TrajectoryReader.detect(Reading.write(folder, "d", " vasp.6.4.1\n")));
        assertEquals(TrajectoryFormat.CP2K, TrajectoryReader.detect(Reading.write(folder, "e", "1\n i = 0, time = 0.0, E = -1\nLi 0 0 0\n")));
    }

    @Test
    void cancelledReadingLeavesNoFile() throws IOException {
        final Path file = Reading.write(folder, "a.xyz", frames(0, 1000, 1));
        assertThrows(CancellationException.class, () -> {
            try (TrajectorySetWriter writer = TrajectorySetWriter.create(folder.resolve("out"))) {
                TrajectoryReader.read(List.of(file), ReadOptions.defaults(), writer, (done, total, text) -> {
                    throw new CancellationException();
                });
            }
        });
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void progressEndsAtTheTotal() {
        final Path file = Reading.write(folder, "a.xyz", frames(0, 1000, 1));
        final long[] last = new long[2];
        final Progress progress = (done, total, text) -> {
            last[0] = done;
            last[1] = total;
        };
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(folder.resolve("out"))) {
            TrajectoryReader.read(List.of(file), ReadOptions.defaults(), writer, progress);
        }
        assertEquals(file.toFile().length(), last[0]);
        assertEquals(file.toFile().length(), last[1]);
    }

    @Test
    void joinedFilesMayRepeatTheLastFrame() {
        final Path one = Reading.write(folder, "one.xyz", frames(0, 5, 2));
        final Path two = Reading.write(folder, "two.xyz", frames(4, 9, 2));
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), one, two);
        assertEquals(1, reading.set.runs().size());
        assertEquals(9, reading.set.frames());
        assertEquals(1, reading.report.files().get(1).dropped().get("same as the last frame of the file before"));
    }

    @Test
    void sampleOfIndependentFramesSpreadsOverAllFiles() {
        final Path one = Reading.write(folder, "one.xyz", frames(0, 10, 2));
        final Path two = Reading.write(folder, "two.xyz", frames(10, 21, 2));
        final FrameBlock sampled = Reading.of(folder, POINTS.withSampleFrames(5), one, two).frames(0);
        assertEquals(5, sampled.frames());
        for (int i = 0; i < 5; i++) {
            assertEquals(0, 5 * i + sampled.energies()[i]);
        }
    }

    @Test
    void gapsInTimeSplitTheRun() {
        final Reading reading = Reading.of(folder, ReadOptions.defaults(),
            Reading.write(folder, "a.xyz", frames(0, 5, 2) + frames(8, 12, 2)));
        assertEquals(2, reading.set.runs().size());
        assertEquals("a.xyz, part 2", reading.set.runs().get(1).info().source());
        assertEquals(List.of("Frames are missing before frame 5: a new run begins there."), reading.report.files().get(0).warnings());
    }

    @Test
    void choicesThatCannotBeAreRefused() {
        final Path file = Reading.write(folder, "a.xyz", frames(0, 5, 2));
        assertTrue(Reading.failure(folder, POINTS).startsWith("No file is chosen."));
        assertTrue(Reading.failure(folder, POINTS, file, file).startsWith("The file a.xyz is chosen twice."));
        assertTrue(Reading.failure(folder, POINTS, folder).contains("is a folder. Choose the files in it."));
        assertTrue(Reading.failure(folder, ReadOptions.defaults().withFrames(7, 9), file).startsWith("No frame of a.xyz is selected."));
        assertTrue(Reading.failure(folder, POINTS.withFrames(7, 9), file).startsWith("No frame is left of a.xyz."));
        assertTrue(message(() -> POINTS.withStride(0)).startsWith("The stride is 0."));
        assertTrue(message(() -> POINTS.withTimeStepFs(0)).startsWith("The time step is 0.0 fs."));
        assertTrue(message(() -> POINTS.withFrames(3, 2)).startsWith("The frames to keep go from 3 to 2."));
        assertTrue(message(() -> POINTS.withSampleFrames(-1)).startsWith("The number of frames to sample is -1."));
        assertTrue(message(() -> POINTS.withTemperatureK(-1)).startsWith("The temperature is -1.0 K."));
    }

    private static String message(final Runnable action) {
        return assertThrows(InputException.class, action::run).getMessage();
    }

    @Test
    void compressedFileThatIsCutKeepsItsWholeFrames() throws IOException {
        final Path whole = folder.resolve("w.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            final StringBuilder text = new StringBuilder();
            for (int f = 0; f < 2000; f++) {
                text.append(frames(f, f + 1, 1 + 1e-9 * f));
            }
            out.write(text.toString().getBytes());
        }
        final byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), whole);
        assertTrue(reading.set.frames() > 500);
        assertTrue(reading.report.files().get(0).warnings().get(0).matches("w.gz ends .*is left out\\.|The compressed file w.gz is cut off.*"));
    }
}
