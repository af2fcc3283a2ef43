package org.example.lidiff.engine.trajectory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.ReferenceStructure;

/**
 * Streams runs of frames into a new trajectory set file.
 *
 * <p>Everything goes to temporary files beside the target; {@link #finish} renames the complete file, and {@link #close} without it
 * deletes whatever was written. The runs of the file are in the order in which they were begun or opened.
 */
public final class TrajectorySetWriter implements AutoCloseable {

    private static final long CHUNK_BYTES = 1 << 20;

    private final Path target;
    private final ChunkFile main;
    private final Disk disk;
    private final List<RunWriter> runs = new ArrayList<>();
    private boolean closed;

    private TrajectorySetWriter(final Path target, final ChunkFile main, final Disk disk) {
        this.target = target;
        this.main = main;
        this.disk = disk;
    }

    /**
     * Starts a new file; an existing one is replaced only by {@link #finish}.
     *
     * @throws InputException if the folder is missing or cannot be written
     */
    public static TrajectorySetWriter create(final Path target) {
        return create(target, TrajectorySetFile.HEADER_BYTES);
    }

    /** The same with the first chunk at {@code firstOffset}; what lies before is a hole. */
    static TrajectorySetWriter create(final Path target, final long firstOffset) {
        return create(target, firstOffset, FileChannel::open);
    }

    /** The same on a disk that a test may fill. */
    static TrajectorySetWriter create(final Path target, final long firstOffset, final Disk disk) {
        return new TrajectorySetWriter(target, ChunkFile.beside(target, firstOffset, disk), disk);
    }

    /** Where files are opened. */
    @FunctionalInterface
    interface Disk {
        FileChannel open(Path file, OpenOption... options) throws IOException;
    }

    /**
     * Begins a run that is written straight into the file, by the thread that uses this writer.
     *
     * @param quantities what each frame has besides positions and cell
     */
    public RunWriter beginRun(final RunInfo info, final int[] atomicNumbers, final Set<Quantity> quantities) {
        return add(main, info, atomicNumbers, quantities);
    }

    /**
     * Begins a run that is written by a thread of its own, at the same time as others: it goes to a temporary file until
     * {@link #finish}. May be called by any thread.
     */
    public RunWriter openRun(final RunInfo info, final int[] atomicNumbers, final Set<Quantity> quantities) {
        return add(ChunkFile.beside(target, 0, disk), info, atomicNumbers, quantities);
    }

    private synchronized RunWriter add(final ChunkFile file, final RunInfo info, final int[] atomicNumbers,
        final Set<Quantity> quantities) {
        if (closed) {
            throw new IllegalStateException("The trajectory file is finished or closed");
        }
        final RunWriter run = new RunWriter(file, info, atomicNumbers, quantities);
        runs.add(run);
        return run;
    }

    /** Frames that make a chunk of about 1 MiB; at least 1. */
    static int framesPerChunk(final int atoms, final Set<Quantity> quantities) {
        return (int)Math.max(1, CHUNK_BYTES / RunRecord.frameBytes(atoms, quantities));
    }

    /**
     * Completes the file and gives it its name.
     *
     * @throws IllegalStateException if a run was not ended
     * @throws InputException if the disk is full or the target cannot be replaced
     */
    public synchronized void finish(final Optional<ReferenceStructure> reference, final Provenance provenance) {
        final List<RunRecord> records = new ArrayList<>();
        try {
            for (final RunWriter run : runs) {
                final RunRecord record = run.result();
                records.add(run.file() == main ? record : merged(run.file(), record));
            }
            final byte[] directory = new SetDirectory(records, reference, provenance).toBytes();
            final long offset = main.append(ByteBuffer.wrap(directory));
            final SetHeader header = new SetHeader(offset, directory.length, SetHeader.checksum(directory, directory.length));
            main.complete(ByteBuffer.wrap(header.toBytes()));
            try {
                Files.move(main.path(), target, StandardCopyOption.ATOMIC_MOVE);
            } catch (final AtomicMoveNotSupportedException e) {
                Files.move(main.path(), target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (final IOException e) {
            throw ChunkFile.unwritable(target, e);
        } finally {
            close();
        }
    }

    private RunRecord merged(final ChunkFile spool, final RunRecord record) throws IOException {
        final long[] offsets = record.offsets().clone();
        final long before = main.length;
        try {
            final long base = main.appendAll(spool);
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] += base;
            }
        } catch (final IOException e) {
            // no room for the run twice: chunk by chunk from its end, giving back the room of each
            main.truncate(before);
            for (int c = offsets.length - 1; c >= 0; c--) {
                final ByteBuffer chunk = spool.read(offsets[c], Math.toIntExact(record.bytesIn(c)));
                spool.truncate(offsets[c]);
                offsets[c] = main.append(chunk);
            }
        }
        spool.delete();
        return new RunRecord(record.info(), record.atomicNumbers(), record.quantities(), record.frames(), record.framesPerChunk(), offsets,
            record.checksums());
    }

    /** Deletes what is unfinished; does nothing after {@link #finish}. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            for (final RunWriter run : runs) {
                run.file().delete();
            }
            main.delete();
        }
    }

    /** A temporary file to which chunks are appended. Opened for each write, so that no run holds a file open. */
    static final class ChunkFile {
        private final Path path;
        private final Disk disk;
        private long length;

        private ChunkFile(final Path path, final long length, final Disk disk) {
            this.path = path;
            this.length = length;
            this.disk = disk;
        }

        static ChunkFile beside(final Path target, final long firstOffset, final Disk disk) {
            final Path folder = target.toAbsolutePath().getParent();
            try {
                return new ChunkFile(Files.createFile(folder.resolve(target.getFileName() + "." + UUID.randomUUID() + ".part")), firstOffset,
                    disk);
            } catch (final IOException e) {
                throw unwritable(target, e);
            }
        }

        Path path() {
            return path;
        }

        synchronized long append(final ByteBuffer bytes) {
            final long at = length;
            try (FileChannel channel = disk.open(path, StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    length += channel.write(bytes, length);
                }
            } catch (final IOException e) {
                throw unwritable(path, e);
            }
            return at;
        }

        /** Cuts off what lies behind {@code newLength}. */
        synchronized void truncate(final long newLength) throws IOException {
            try (FileChannel channel = disk.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(newLength);
            }
            length = newLength;
        }

        synchronized ByteBuffer read(final long from, final int bytes) {
            final ByteBuffer buffer = ByteBuffer.allocate(bytes);
            try (FileChannel channel = disk.open(path, StandardOpenOption.READ)) {
                while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                    // goes on where it stopped
                }
            } catch (final IOException e) {
                throw unwritable(path, e);
            }
            return buffer.flip();
        }

        synchronized long appendAll(final ChunkFile other) throws IOException {
            final long at = length;
            try (FileChannel in = disk.open(other.path, StandardOpenOption.READ);
                FileChannel out = disk.open(path, StandardOpenOption.WRITE)) {
                out.position(length);
                for (long done = 0; done < other.length;) {
                    final long n = in.transferTo(done, other.length - done, out);
                    if (n <= 0) {
                        throw new IOException("the temporary file " + other.path + " became shorter");
                    }
                    done += n;
                    length += n;
                }
            }
            return at;
        }

        void complete(final ByteBuffer header) throws IOException {
            try (FileChannel channel = disk.open(path, StandardOpenOption.WRITE)) {
                while (header.hasRemaining()) {
                    channel.write(header, header.position());
                }
                channel.force(true);
            }
        }

        void delete() {
            try {
                Files.deleteIfExists(path);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static InputException unwritable(final Path file, final IOException e) {
            return new InputException("The trajectory file " + file + " cannot be written: " + e.getMessage() + ".",
                "Check that the folder exists, that you may write there, and that the disk is not full.", e);
        }
    }
}
