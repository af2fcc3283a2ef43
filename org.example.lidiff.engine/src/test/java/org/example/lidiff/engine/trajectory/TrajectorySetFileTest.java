package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectorySetFileTest {

    private static final Set<Quantity> ALL = EnumSet.allOf(Quantity.class);

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("set.bin");
    }

    private static FrameBlock random(final int atoms, final Set<Quantity> quantities, final int frames, final long seed) {
        final Random random = new Random(seed);
        final FrameBlock block = new FrameBlock(atoms, quantities);
        block.resize(frames);
        for (int i = 0; i < frames; i++) {
            block.steps()[i] = 7L * i;
        }
        for (final double[] array : List.of(block.positions(), block.cells(), block.velocities(), block.energies(), block.forces(),
            block.stresses())) {
            for (int i = 0; i < array.length; i++) {
                array[i] = random.nextGaussian();
            }
        }
        return block;
    }

    private static ReferenceStructure reference() {
        return new ReferenceStructure(new Structure(Cell.of(4, 0, 0, 0, 5, 0, 1, 0, 6), new int[] {3, 14}, new double[] {0, 0, 0, 1, 2, 3},
            List.of("Li1", "Sí")), new int[] {2, 0, 0, 0, 1, 0, 0, 0, 3});
    }

    private static Provenance provenance() {
        return Provenance.NONE.then(Provenance.Step.of("Load AIMD", "1.0", Map.of("stride", "2"), Map.of("a.xyz", "abc")));
    }

    private static void assertSame(final FrameBlock expected, final FrameBlock found) {
        assertEquals(expected.frames(), found.frames());
        final int w = 3 * expected.atoms() * expected.frames();
        for (int i = 0; i < expected.frames(); i++) {
            assertEquals(expected.steps()[i], found.steps()[i]);
        }
        for (int i = 0; i < w; i++) {
            assertEquals(expected.positions()[i], found.positions()[i]);
        }
        for (final Quantity q : expected.quantities()) {
            final int n = q.width(expected.atoms()) * expected.frames();
            for (int i = 0; i < n; i++) {
                assertEquals(InMemoryTrajectory.array(expected, q)[i], InMemoryTrajectory.array(found, q)[i]);
            }
        }
    }

    private void write(final int framesWritten) {
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
            final RunWriter run = writer.beginRun(RunInfo.continuous("a", 2).withSeed(42).withTemperature(900), new int[] {3, 14}, ALL);
            run.append(random(2, ALL, framesWritten, 1));
            run.end();
            writer.finish(Optional.of(reference()), provenance());
        }
    }

    @Test
    void everythingComesBack() {
        final int frames = 3 * TrajectorySetWriter.framesPerChunk(2, ALL) + 5;
        write(frames);
        final TrajectorySet set = TrajectorySetFile.open(file);
        final Trajectory run = set.runs().get(0);
        assertEquals(RunInfo.continuous("a", 2).withSeed(42).withTemperature(900), run.info());
        assertArrayEquals(new int[] {3, 14}, run.atomicNumbers());
        assertEquals(ALL, run.quantities());
        assertSame(random(2, ALL, frames, 1), Reading.frames(run));
        final Structure unit = set.reference().orElseThrow().unitCell();
        assertEquals("Sí", unit.label(1));
        assertEquals(reference().unitCell().cell(), unit.cell());
        assertArrayEquals(reference().supercellMatrix(), set.reference().orElseThrow().supercellMatrix());
        assertEquals(provenance(), set.provenance());
        TrajectorySetFile.verify(file, Progress.NONE);
    }

    @Test
    void windowsAnywhereHoldTheSameFrames() {
        final int frames = 2 * TrajectorySetWriter.framesPerChunk(2, ALL) + 5;
        write(frames);
        final FrameBlock whole = random(2, ALL, frames, 1);
        final Trajectory run = TrajectorySetFile.open(file).runs().get(0);
        final FrameBlock part = new FrameBlock(2, EnumSet.of(Quantity.FORCES));
        try (FrameReader reader = run.open()) {
            final Random random = new Random(3);
            for (int n = 0; n < 200; n++) {
                final int first = random.nextInt(frames + 1);
                final int count = random.nextInt(50);
                final int read = reader.read(first, count, part);
                assertEquals(Math.min(count, frames - first), read);
                for (int f = 0; f < read; f++) {
                    assertEquals(whole.steps()[first + f], part.steps()[f]);
                    assertEquals(whole.cells()[9 * (first + f) + 8], part.cells()[9 * f + 8]);
                    assertEquals(whole.positions()[6 * (first + f) + 5], part.positions()[6 * f + 5]);
                    assertEquals(whole.forces()[6 * (first + f) + 5], part.forces()[6 * f + 5]);
                }
            }
        }
    }

    @Test
    void quantityThatTheRunLacksIsNaN() {
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
            final RunWriter run = writer.beginRun(RunInfo.continuous("a", 2), new int[] {3}, EnumSet.of(Quantity.ENERGY));
            run.appendFrame(0, new double[3], new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, null, -1, null, null);
            run.end();
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        final FrameBlock block = new FrameBlock(1, ALL);
        try (FrameReader reader = TrajectorySetFile.open(file).runs().get(0).open()) {
            reader.read(0, 1, block);
        }
        assertEquals(-1, block.energies()[0]);
        assertTrue(Double.isNaN(block.forces()[2]) && Double.isNaN(block.velocities()[0]) && Double.isNaN(block.stresses()[8]));
    }

    @Test
    void runsWrittenAtOnceByThreadsAreInTheOrderOfOpening() throws InterruptedException, IOException {
        final List<byte[]> written = new ArrayList<>();
        for (int repeat = 0; repeat < 2; repeat++) {
            try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
                final List<Thread> threads = new ArrayList<>();
                for (int r = 0; r < 4; r++) {
                    final RunWriter run = writer.openRun(RunInfo.continuous("run " + r, 1), new int[] {3}, Set.of());
                    final int seed = r;
                    threads.add(new Thread(() -> {
                        run.append(random(1, Set.of(), 20_000, seed));
                        run.end();
                    }));
                }
                threads.forEach(Thread::start);
                for (final Thread t : threads) {
                    t.join();
                }
                writer.finish(Optional.empty(), Provenance.NONE);
            }
            written.add(Files.readAllBytes(file));
        }
        final TrajectorySet set = TrajectorySetFile.open(file);
        for (int r = 0; r < 4; r++) {
            assertEquals("run " + r, set.runs().get(r).info().source());
            assertSame(random(1, Set.of(), 20_000, r), Reading.frames(set.runs().get(r)));
        }
        assertArrayEquals(written.get(0), written.get(1));
        assertEquals(List.of(file), filesLeft());
        TrajectorySetFile.verify(file, Progress.NONE);
    }

    @Test
    void closingWithoutFinishLeavesNothing() throws IOException {
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
            writer.openRun(RunInfo.continuous("a", 1), new int[] {3}, Set.of()).append(random(1, Set.of(), 20_000, 1));
            assertThrows(IllegalStateException.class, () -> writer.finish(Optional.empty(), Provenance.NONE));
        }
        assertEquals(List.of(), filesLeft());
    }

    private List<Path> filesLeft() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void fileCanBeDeletedWhileASetIsHeld() throws IOException {
        write(10);
        final TrajectorySet set = TrajectorySetFile.open(file);
        try (FrameReader reader = set.runs().get(0).open()) {
            reader.read(0, 10, FrameBlock.of(set.runs().get(0)));
        }
        Files.delete(file);
        assertTrue(assertThrows(InputException.class, () -> set.runs().get(0).open()).getMessage().contains("set.bin does not exist."));
        write(11);
        assertTrue(assertThrows(InputException.class, () -> set.runs().get(0).open()).getMessage().contains("it was replaced"));
    }

    @Test
    void offsetsBeyondFourGibibytes() {
        // the chunks lie behind a hole of 5 GiB, which takes no disk space
        final long hole = 5L << 30;
        final FrameBlock block = random(2, ALL, 10_000, 9);
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file, hole)) {
            final RunWriter run = writer.beginRun(RunInfo.continuous("a", 2), new int[] {3, 14}, ALL);
            run.append(block);
            run.end();
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        assertTrue(file.toFile().length() > hole);
        assertSame(block, Reading.frames(TrajectorySetFile.open(file).runs().get(0)));
        TrajectorySetFile.verify(file, Progress.NONE);
    }

    @Test
    void damageIsFoundAndNamed() throws IOException {
        write(100);
        final byte[] good = Files.readAllBytes(file);
        assertEquals("none.bin does not exist. Check the path, or run the step that makes the file again.",
            message(() -> TrajectorySetFile.open(folder.resolve("none.bin"))).replaceAll(".*none.bin", "none.bin"));
        assertTrue(opening(new byte[0]).startsWith("set.bin is not a trajectory file of Lidiff."));
        assertTrue(opening("LIDIFFTS".getBytes()).contains("is damaged: it has 8 bytes, less than its header of 64."));
        assertTrue(opening(Arrays.copyOf(good, good.length - 1)).contains("is damaged: it has " + (good.length - 1) + " bytes of "
            + good.length));
        final byte[] later = good.clone();
        later[8] = 9;
        assertTrue(opening(later).startsWith("The trajectory file set.bin has format version 9, and this Lidiff reads versions up to 1."));
        final byte[] header = good.clone();
        header[20] ^= 1;
        assertTrue(opening(header).contains("the checksum of its header is wrong"));
        final byte[] directory = good.clone();
        directory[good.length - 3] ^= 1;
        assertTrue(opening(directory).contains("the checksum of its directory is wrong"));
        final byte[] frames = good.clone();
        frames[200] ^= 1;
        Files.write(file, frames);
        assertTrue(message(() -> TrajectorySetFile.verify(file, Progress.NONE)).contains("the checksum of frames 0 to 99 of the run 'a' is wrong"));
    }

    private String opening(final byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return message(() -> TrajectorySetFile.open(file));
    }

    private static String message(final Runnable action) {
        return assertThrows(InputException.class, action::run).getMessage();
    }

    @Test
    void unwritableTargetIsNamed() {
        final String text = message(() -> TrajectorySetWriter.create(folder.resolve("no/such/set.bin")));
        assertTrue(text.contains("cannot be written") && text.contains("Check that the folder exists"), text);
    }

    @Test
    void copyOfASetIsTheSameSet() {
        final FrameBlock block = random(2, ALL, 50, 4);
        final Trajectory run = InMemoryTrajectory.of(RunInfo.independent("memory"), new int[] {3, 14}, block);
        TrajectorySetFile.write(new TrajectorySet(List.of(run), Optional.of(reference()), provenance()), file, Progress.NONE);
        final TrajectorySet set = TrajectorySetFile.open(file);
        assertSame(block, Reading.frames(set.runs().get(0)));
        assertEquals(RunKind.INDEPENDENT, set.runs().get(0).info().kind());
        assertEquals(provenance(), set.provenance());
    }

    /** Reads the file by what the Javadoc of {@link TrajectorySetFile} says, with nothing of its code. */
    @Test
    void formatIsWhatTheDocumentationSays() throws IOException {
        write(100);
        final ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        final byte[] magic = new byte[8];
        b.get(magic);
        assertEquals("LIDIFFTS", new String(magic, StandardCharsets.US_ASCII));
        assertEquals(1, b.getInt());
        assertEquals(0x01020304, b.getInt());
        final long offset = b.getLong();
        final long length = b.getLong();
        assertEquals(b.getInt(), crc(b, offset, length));
        assertEquals(b.getInt(), crc(b, 0, 36));
        b.position((int)offset);
        assertEquals(1, b.getInt());
        assertEquals("a", text(b));
        assertEquals("CONTINUOUS", text(b));
        assertEquals(2.0, b.getDouble());
        assertEquals(900.0, b.getDouble());
        assertEquals(1, b.getInt());
        assertEquals(42, b.getLong());
        assertEquals(0, b.getInt());
        assertEquals("TOTAL", text(b));
        assertEquals("", text(b));
        assertEquals(0, b.getInt());
        assertEquals(2, b.getInt());
        assertEquals(3, b.getInt());
        assertEquals(14, b.getInt());
        assertEquals(63, b.getInt());
        final int frames = (int)b.getLong();
        assertEquals(100, frames);
        assertTrue(b.getInt() >= 100);
        assertEquals(1, b.getInt());
        final int chunk = (int)b.getLong();
        assertEquals(b.getInt(), crc(b, chunk, 100L * 8 * (1 + 9 + 6 + 6 + 1 + 6 + 9 + 1 + 1)));
        assertEquals(1, b.getInt());
        assertEquals(4.0, b.getDouble());
        b.position(b.position() + 8 * 8);
        assertEquals(2, b.getInt());
        b.position(b.position() + 2 * 4 + 6 * 8);
        assertEquals(1, b.getInt());
        assertEquals("Li1", text(b));
        assertEquals("Sí", text(b));
        assertEquals(2, b.getInt());
        b.position(b.position() + 8 * 4);
        assertEquals(1, b.getInt());
        assertEquals("Load AIMD", text(b));
        assertEquals("1.0", text(b));
        assertEquals(1, b.getInt());
        assertEquals("stride=2", text(b) + "=" + text(b));
        assertEquals(1, b.getInt());
        assertEquals("a.xyz=abc", text(b) + "=" + text(b));
        assertFalse(b.hasRemaining());
        final FrameBlock expected = random(2, ALL, 100, 1);
        final int positions = chunk + 100 * 8 + 100 * 72;
        final int energies = positions + 2 * 100 * 48;
        for (int f = 0; f < frames; f++) {
            assertEquals(7L * f, b.getLong(chunk + 8 * f));
            assertEquals(expected.cells()[9 * f + 1], b.getDouble(chunk + 800 + 72 * f + 8));
            assertEquals(expected.positions()[6 * f + 4], b.getDouble(positions + 48 * f + 32));
            assertEquals(expected.velocities()[6 * f + 4], b.getDouble(positions + 4800 + 48 * f + 32));
            assertEquals(expected.energies()[f], b.getDouble(energies + 8 * f));
            assertEquals(expected.forces()[6 * f + 4], b.getDouble(energies + 800 + 48 * f + 32));
            assertEquals(expected.stresses()[9 * f + 4], b.getDouble(energies + 800 + 4800 + 72 * f + 32));
        }
    }

    private static String text(final ByteBuffer b) {
        final byte[] utf8 = new byte[b.getInt()];
        b.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static int crc(final ByteBuffer b, final long from, final long length) {
        final CRC32 crc = new CRC32();
        crc.update(b.array(), (int)from, (int)length);
        return (int)crc.getValue();
    }
}
