package org.example.lidiff.engine.trajectory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/**
 * The binary file that holds a trajectory set.
 *
 * <h2>Format, version 1</h2>
 * All numbers are little-endian: {@code i32} and {@code i64} two's complement, {@code f64} IEEE 754. A {@code text} is an i32 number
 * of bytes and the bytes in UTF-8. A flag is an i32, 0 or 1. Checksums are CRC-32 (as in zlib and Python's {@code zlib.crc32}).
 * <pre>
 * header, 64 bytes
 *    0  8 bytes  magic "LIDIFFTS"
 *    8  i32      version, 1
 *   12  i32      0x01020304 (reads 0x04030201 in the wrong byte order)
 *   16  i64      offset of the directory
 *   24  i64      length of the directory in bytes
 *   32  i32      checksum of the directory
 *   36  i32      checksum of header bytes 0 to 35
 *   40  24 zero bytes
 * chunks of frames, anywhere between the header and the directory; a chunk of n frames of N atoms is
 *   i64 step[n], f64 cell[n][3][3] (Å, lattice vectors as rows), f64 position[n][N][3] (Å), and then, each only if the run has it:
 *   f64 velocity[n][N][3] (Å/fs), f64 energy[n] (eV), f64 force[n][N][3] (eV/Å), f64 stress[n][3][3] (eV/Å³, tension positive),
 *   f64 temperature[n] (K), f64 converged[n] (1 the electronic structure converged, 0 it did not);
 *   NaN where a frame lacks a quantity that the run has
 * directory, at the end of the file
 *   i32 runs, and for each run
 *     text source, text kind (CONTINUOUS or INDEPENDENT), f64 time between frames (fs, NaN unknown), f64 temperature (K, NaN unknown),
 *     flag has a seed, i64 seed, flag unwrapped, text stress kind (POTENTIAL or TOTAL), text dynamics, flag dynamics altered,
 *     i32 N and N × i32 atomic numbers,
 *     i32 quantities (1 velocities + 2 energy + 4 forces + 8 stress + 16 temperature + 32 converged), i64 frames, i32 frames per chunk
 *     (the last has the rest),
 *     i32 chunks and for each chunk: i64 offset in the file, i32 checksum of its bytes
 *   flag has a reference structure, and if so
 *     f64 cell[3][3] of the unit cell, i32 M and M × i32 atomic numbers, f64 position[M][3] (Å), flag labels, M × text label if so,
 *     i32 supercell matrix[3][3], row by row
 *   i32 provenance steps, and for each: text node, text version, i32 parameters and (text key, text value) pairs,
 *     i32 input files and (text name, text SHA-256) pairs
 * </pre>
 * A reader of a later version must read this one; a version that it does not know is refused.
 */
public final class TrajectorySetFile {

    static final byte[] MAGIC = {'L', 'I', 'D', 'I', 'F', 'F', 'T', 'S'};
    static final int VERSION = 1;
    static final int BYTE_ORDER_MARK = 0x01020304;
    static final int HEADER_BYTES = 64;
    private static final String AGAIN = "Make the file again, or copy it again from where it came.";

    private TrajectorySetFile() {
    }

    /**
     * Reads everything but the frames, and keeps nothing open.
     *
     * @throws InputException if the file is missing, truncated, damaged in its header or directory, or of a later version
     */
    public static TrajectorySet open(final Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final SetHeader header = SetHeader.read(channel, file);
            final SetDirectory directory = directory(channel, file, header);
            final List<Trajectory> runs = new ArrayList<>();
            for (final RunRecord run : directory.runs()) {
                runs.add(new FileTrajectory(file, header, run));
            }
            return new TrajectorySet(runs, directory.reference(), directory.provenance());
        } catch (final IOException e) {
            throw SetHeader.unreadable(file, e);
        }
    }

    private static SetDirectory directory(final FileChannel channel, final Path file, final SetHeader header) throws IOException {
        final byte[] bytes = new byte[(int)header.length()];
        readFully(channel, ByteBuffer.wrap(bytes), header.offset(), file);
        if (SetHeader.checksum(bytes, bytes.length) != header.checksum()) {
            throw damaged(file, "the checksum of its directory is wrong", null);
        }
        final SetDirectory directory;
        try {
            directory = SetDirectory.of(bytes);
        } catch (final RuntimeException e) {
            throw damaged(file, "its directory cannot be read", e);
        }
        for (final RunRecord run : directory.runs()) {
            for (int c = 0; c < run.offsets().length; c++) {
                final long from = run.offsets()[c];
                if (from < HEADER_BYTES || from + run.bytesIn(c) > header.offset()) {
                    throw damaged(file, "frames of the run '" + run.info().source() + "' lie outside the file", null);
                }
            }
        }
        return directory;
    }

    /**
     * Reads the whole file and compares every checksum.
     *
     * @throws InputException if one is wrong; it names the run and the frames
     */
    public static void verify(final Path file, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final SetHeader header = SetHeader.read(channel, file);
            final SetDirectory directory = directory(channel, file, header);
            final ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            for (final RunRecord run : directory.runs()) {
                for (int c = 0; c < run.offsets().length; c++) {
                    throttled.advance(run.offsets()[c], header.offset(), "Checking " + file.getFileName());
                    if (checksum(channel, buffer, run.offsets()[c], run.bytesIn(c), file) != run.checksums()[c]) {
                        final long first = (long)c * run.framesPerChunk();
                        throw damaged(file, "the checksum of frames " + first + " to " + (first + run.framesIn(c) - 1) + " of the run '"
                            + run.info().source() + "' is wrong", null);
                    }
                }
            }
            throttled.advance(1, 1, "Checked " + file.getFileName());
        } catch (final IOException e) {
            throw SetHeader.unreadable(file, e);
        }
    }

    private static int checksum(final FileChannel channel, final ByteBuffer buffer, final long from, final long bytes, final Path file)
        throws IOException {
        final CRC32 crc = new CRC32();
        for (long done = 0; done < bytes;) {
            buffer.clear().limit((int)Math.min(buffer.capacity(), bytes - done));
            readFully(channel, buffer, from + done, file);
            done += buffer.position();
            crc.update(buffer.flip());
        }
        return (int)crc.getValue();
    }

    /**
     * Writes a copy of {@code set} to {@code target}.
     *
     * @throws InputException if the target cannot be written
     */
    public static void write(final TrajectorySet set, final Path target, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final long total = set.frames();
        long done = 0;
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(target)) {
            for (final Trajectory run : set.runs()) {
                final RunWriter out = writer.beginRun(run.info(), run.atomicNumbers(), run.quantities());
                final FrameBlock block = FrameBlock.of(run);
                final int window = TrajectorySetWriter.framesPerChunk(run.atoms(), run.quantities());
                try (FrameReader reader = run.open()) {
                    for (long f = 0; f < run.frames(); f += window) {
                        reader.read(f, window, block);
                        out.append(block);
                        done += block.frames();
                        throttled.advance(done, total, "Writing " + target.getFileName());
                    }
                }
                out.end();
            }
            writer.finish(set.reference(), set.provenance());
        }
    }

    static void readFully(final FileChannel channel, final ByteBuffer buffer, final long from, final Path file) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            final int n = channel.read(buffer, at);
            if (n < 0) {
                throw damaged(file, "it ends at byte " + at + ", before its frames do", null);
            }
            at += n;
        }
    }

    static InputException damaged(final Path file, final String what, final Throwable cause) {
        return new InputException("The trajectory file " + file.getFileName() + " is damaged: " + what + ".", AGAIN, cause);
    }
}
