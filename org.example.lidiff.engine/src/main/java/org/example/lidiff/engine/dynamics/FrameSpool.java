package org.example.lidiff.engine.dynamics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.trajectory.Quantity;

/** The frames of a run that may be interrupted, one after another in a file of frames of equal size. */
final class FrameSpool implements FrameSink, AutoCloseable {

    private final FileChannel channel;
    private final int atoms;
    private final Set<Quantity> quantities;
    private final ByteBuffer buffer;
    private long frames;

    /** Opens the file and cuts it to its first {@code frames} frames. */
    FrameSpool(final Path file, final int atoms, final Set<Quantity> quantities, final long frames) throws IOException {
        this.atoms = atoms;
        this.quantities = quantities.isEmpty() ? EnumSet.noneOf(Quantity.class) : EnumSet.copyOf(quantities);
        this.frames = frames;
        int doubles = 1 + 3 * atoms + 9;
        for (final Quantity q : this.quantities) {
            doubles += q.width(atoms);
        }
        buffer = ByteBuffer.allocate(8 * doubles).order(ByteOrder.LITTLE_ENDIAN);
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        final long size = frames * buffer.capacity();
        if (channel.size() < size) {
            channel.close();
            throw new InputException("The file " + file.getFileName() + " of the checkpoint folder has lost frames: " + frames
                + " are expected.", "Use an empty folder to start anew.");
        }
        channel.truncate(size);
        channel.position(size);
    }

    @Override
    public void append(final long step, final double[] positions, final double[] cell, final double[] velocities, final double energy,
        final double[] forces, final double[] stress) {
        buffer.clear();
        buffer.putLong(step);
        put(positions);
        put(cell);
        for (final Quantity q : quantities) {
            switch (q) {
                case ENERGY -> buffer.putDouble(energy);
                case STRESS -> put(stress);
                case VELOCITIES -> put(velocities);
                case FORCES -> put(forces);
                default -> throw new IllegalStateException("A simulation does not record " + q);
            }
        }
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (final IOException e) {
            throw CheckpointFolder.notWritable(e);
        }
        frames++;
    }

    private void put(final double[] values) {
        for (final double v : values) {
            buffer.putDouble(v);
        }
    }

    private void get(final double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.getDouble();
        }
    }

    long frames() {
        return frames;
    }

    /** Makes sure that all frames survive a power failure. */
    void force() throws IOException {
        channel.force(false);
    }

    /** Hands all frames to {@code target}. */
    void copyTo(final FrameSink target) throws IOException {
        channel.position(0);
        final double[] positions = new double[3 * atoms];
        final double[] cell = new double[9];
        final double[] velocities = quantities.contains(Quantity.VELOCITIES) ? new double[3 * atoms] : null;
        final double[] forces = quantities.contains(Quantity.FORCES) ? new double[3 * atoms] : null;
        final double[] stress = quantities.contains(Quantity.STRESS) ? new double[9] : null;
        for (long f = 0; f < frames; f++) {
            buffer.clear();
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new IOException("The frames of the checkpoint folder end early");
                }
            }
            buffer.flip();
            final long step = buffer.getLong();
            get(positions);
            get(cell);
            double energy = Double.NaN;
            for (final Quantity q : quantities) {
                switch (q) {
                    case ENERGY -> energy = buffer.getDouble();
                    case STRESS -> get(stress);
                    case VELOCITIES -> get(velocities);
                    case FORCES -> get(forces);
                    default -> throw new IllegalStateException("A simulation does not record " + q);
                }
            }
            target.append(step, positions, cell, velocities, energy, forces, stress);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
