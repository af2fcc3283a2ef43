package org.example.lidiff.engine.trajectory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32;

/** Appends the frames of one run to a trajectory set that is being written. One thread at a time. */
public final class RunWriter {

    private final TrajectorySetWriter.ChunkFile file;
    private final int[] atomicNumbers;
    private int framesPerChunk;
    private FrameBlock pending;
    private ByteBuffer buffer;
    private RunInfo info;
    private long frames;
    private int chunks;
    private long[] offsets = new long[16];
    private int[] checksums = new int[16];
    private boolean ended;

    RunWriter(final TrajectorySetWriter.ChunkFile file, final RunInfo info, final int[] atomicNumbers, final Set<Quantity> quantities) {
        this.file = file;
        this.info = info;
        this.atomicNumbers = atomicNumbers.clone();
        pending = new FrameBlock(atomicNumbers.length, quantities);
        framesPerChunk = TrajectorySetWriter.framesPerChunk(atomicNumbers.length, quantities);
    }

    TrajectorySetWriter.ChunkFile file() {
        return file;
    }

    /** What is known of the run. */
    public RunInfo info() {
        return info;
    }

    /** Replaces what is known of the run, say by a temperature that was measured. */
    public void info(final RunInfo newInfo) {
        info = newInfo;
    }

    /** Frames appended so far. */
    public long frames() {
        return frames;
    }

    /** Appends the frames in use of {@code block}; a quantity that only the run has becomes NaN. */
    public void append(final FrameBlock block) {
        if (block.atoms() != atomicNumbers.length) {
            throw new IllegalArgumentException("Frames of " + block.atoms() + " atoms for a run of " + atomicNumbers.length);
        }
        final int w = 3 * block.atoms();
        for (int f = 0; f < block.frames(); f++) {
            final int to = next();
            pending.steps()[to] = block.steps()[f];
            System.arraycopy(block.cells(), 9 * f, pending.cells(), 9 * to, 9);
            System.arraycopy(block.positions(), w * f, pending.positions(), w * to, w);
            for (final Quantity q : pending.quantities()) {
                put(q, block.quantities().contains(q) ? InMemoryTrajectory.array(block, q) : null, f, to);
            }
            flushIfFull();
        }
    }

    /**
     * Appends one frame.
     *
     * @param step number of the step as the source counts
     * @param positions xyz triples in Å
     * @param cell nine numbers in Å
     * @param velocities in Å/fs, or null
     * @param energy in eV, or NaN
     * @param forces in eV/Å, or null
     * @param stress nine numbers in eV/Å³, tension positive, or null
     */
    public void appendFrame(final long step, final double[] positions, final double[] cell, final double[] velocities,
        final double energy, final double[] forces, final double[] stress) {
        final int to = place(step, positions, cell);
        for (final Quantity q : pending.quantities()) {
            switch (q) {
                case VELOCITIES -> put(q, velocities, 0, to);
                case FORCES -> put(q, forces, 0, to);
                case STRESS -> put(q, stress, 0, to);
                case ENERGY -> pending.energies()[to] = energy;
                case TEMPERATURE -> pending.temperatures()[to] = Double.NaN;
                case CONVERGED -> pending.converged()[to] = Double.NaN;
            }
        }
        flushIfFull();
    }

    /** Appends a frame that was read, under the number {@code step}; what it does not have becomes NaN. */
    void append(final long step, final RawFrame frame) {
        final int to = place(step, frame.positions, frame.cell);
        for (final Quantity q : pending.quantities()) {
            final boolean has = frame.has.contains(q);
            switch (q) {
                case VELOCITIES -> put(q, has ? frame.velocities : null, 0, to);
                case FORCES -> put(q, has ? frame.forces : null, 0, to);
                case STRESS -> put(q, has ? frame.stress : null, 0, to);
                case ENERGY -> pending.energies()[to] = has ? frame.energy : Double.NaN;
                case TEMPERATURE -> pending.temperatures()[to] = has ? frame.temperatureK : Double.NaN;
                case CONVERGED -> pending.converged()[to] = !has ? Double.NaN : frame.converged ? 1 : 0;
            }
        }
        flushIfFull();
    }

    private int place(final long step, final double[] positions, final double[] cell) {
        final int to = next();
        final int w = 3 * atomicNumbers.length;
        pending.steps()[to] = step;
        System.arraycopy(cell, 0, pending.cells(), 9 * to, 9);
        System.arraycopy(positions, 0, pending.positions(), w * to, w);
        return to;
    }

    /**
     * Makes room for quantities that the first frames did not have; they are NaN there. What was written is written again, and its old place in the
     * file stays unused.
     */
    void widen(final Set<Quantity> more) {
        if (pending.quantities().containsAll(more)) {
            return;
        }
        if (pending.frames() > 0) {
            flush();
        }
        final RunRecord old = new RunRecord(info, atomicNumbers, pending.quantities(), frames, framesPerChunk, Arrays.copyOf(offsets, chunks),
            Arrays.copyOf(checksums, chunks));
        final Set<Quantity> all = EnumSet.noneOf(Quantity.class);
        all.addAll(old.quantities());
        all.addAll(more);
        pending = new FrameBlock(atomicNumbers.length, all);
        framesPerChunk = TrajectorySetWriter.framesPerChunk(atomicNumbers.length, all);
        frames = 0;
        chunks = 0;
        final FrameBlock block = new FrameBlock(atomicNumbers.length, old.quantities());
        for (int c = 0; c < old.offsets().length; c++) {
            final ByteBuffer bytes = file.read(old.offsets()[c], Math.toIntExact(old.bytesIn(c))).order(ByteOrder.LITTLE_ENDIAN);
            final int n = old.framesIn(c);
            block.resize(n);
            bytes.asLongBuffer().get(block.steps(), 0, n);
            bytes.position(8 * n);
            get(bytes, block.cells(), 9 * n);
            get(bytes, block.positions(), 3 * atomicNumbers.length * n);
            for (final Quantity q : Quantity.values()) {
                if (old.quantities().contains(q)) {
                    get(bytes, InMemoryTrajectory.array(block, q), q.width(atomicNumbers.length) * n);
                }
            }
            append(block);
        }
    }

    private static void get(final ByteBuffer buffer, final double[] values, final int count) {
        buffer.asDoubleBuffer().get(values, 0, count);
        buffer.position(buffer.position() + 8 * count);
    }

    private int next() {
        if (ended) {
            throw new IllegalStateException("The run is ended");
        }
        final int to = pending.frames();
        if (to == pending.steps().length) {
            // room doubles up to a chunk, so that many short runs may be open at once
            pending.resize(Math.min(framesPerChunk, Math.max(1, 2 * to)));
        }
        pending.resize(to + 1);
        frames++;
        return to;
    }

    private void put(final Quantity quantity, final double[] from, final int frame, final int to) {
        final int width = quantity.width(atomicNumbers.length);
        final double[] array = InMemoryTrajectory.array(pending, quantity);
        if (from == null) {
            Arrays.fill(array, width * to, width * (to + 1), Double.NaN);
        } else {
            System.arraycopy(from, width * frame, array, width * to, width);
        }
    }

    private void flushIfFull() {
        if (pending.frames() == framesPerChunk) {
            flush();
        }
    }

    private void flush() {
        final int n = pending.frames();
        final long bytes = n * RunRecord.frameBytes(atomicNumbers.length, pending.quantities());
        if (buffer == null || buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        }
        buffer.clear();
        buffer.asLongBuffer().put(pending.steps(), 0, n);
        buffer.position(8 * n);
        put(buffer, pending.cells(), 9 * n);
        put(buffer, pending.positions(), 3 * atomicNumbers.length * n);
        for (final Quantity q : Quantity.values()) {
            if (pending.quantities().contains(q)) {
                put(buffer, InMemoryTrajectory.array(pending, q), q.width(atomicNumbers.length) * n);
            }
        }
        final CRC32 crc = new CRC32();
        crc.update(buffer.flip());
        buffer.rewind();
        if (chunks == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * chunks);
            checksums = Arrays.copyOf(checksums, 2 * chunks);
        }
        offsets[chunks] = file.append(buffer);
        checksums[chunks++] = (int)crc.getValue();
        pending.resize(0);
    }

    private static void put(final ByteBuffer buffer, final double[] values, final int count) {
        buffer.asDoubleBuffer().put(values, 0, count);
        buffer.position(buffer.position() + 8 * count);
    }

    /** Writes what is left; no frame can follow. */
    public void end() {
        if (!ended && pending.frames() > 0) {
            flush();
        }
        ended = true;
        buffer = null;
    }

    /**
     * Ends a run of {@link TrajectorySetWriter#openRun} whose last frames could not be written: the frames that are on the disk remain, but
     * for the last MiB of them where there is more, which makes room to complete the file.
     *
     * @return how many frames remain
     */
    public long endWithWritten() {
        if (!ended) {
            ended = true;
            buffer = null;
            pending.resize(0);
            chunks = chunks > 1 ? chunks - 1 : chunks;
            frames = (long)chunks * framesPerChunk;
            try {
                file.truncate(chunks == 0 ? 0 : offsets[chunks - 1] + framesPerChunk * RunRecord.frameBytes(atomicNumbers.length,
                    pending.quantities()));
            } catch (final IOException e) {
                throw TrajectorySetWriter.ChunkFile.unwritable(file.path(), e);
            }
        }
        return frames;
    }

    RunRecord result() {
        if (!ended) {
            throw new IllegalStateException("The run '" + info.source() + "' was not ended");
        }
        return new RunRecord(info, atomicNumbers, pending.quantities(), frames, framesPerChunk, Arrays.copyOf(offsets, chunks),
            Arrays.copyOf(checksums, chunks));
    }
}
