package org.example.lidiff.engine.dynamics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;

/**
 * Everything that a run needs to go on bit for bit: atoms, velocities, cell, clock, random numbers, baths, and where the
 * neighbor list was built. Immutable.
 */
public final class Checkpoint {

    private static final long MAGIC = 0x4C49444946464350L;
    private static final int VERSION = 1;
    private static final int MAX_ATOMS = 1 << 26;

    private final String ensemble;
    private final double timeStep;
    private final long step;
    private final double bathEnergy;
    private final int[] atomicNumbers;
    private final double[] positions;
    private final double[] velocities;
    private final double[] cell;
    private final long[] random;
    private final double[] stepper;
    private final double[] neighborPositions;
    private final double[] neighborCell;

    private Checkpoint(final PhaseState s, final Ensemble ensemble, final RandomSource random, final Stepper stepper) {
        this.ensemble = ensemble.description();
        timeStep = s.timeStep;
        step = s.step;
        bathEnergy = s.bathEnergy;
        atomicNumbers = s.atomicNumbers.clone();
        positions = s.positions.clone();
        velocities = s.velocities.clone();
        cell = s.cell.rows();
        this.random = random.state();
        this.stepper = stepper.save();
        final double[] reference = s.evaluator().neighborReferencePositions();
        neighborPositions = reference == null ? new double[0] : reference.clone();
        neighborCell = reference == null ? new double[0] : s.neighborCell().rows();
    }

    private Checkpoint(final DataInputStream in) throws IOException {
        ensemble = in.readUTF();
        timeStep = in.readDouble();
        step = in.readLong();
        bathEnergy = in.readDouble();
        atomicNumbers = new int[length(in)];
        for (int i = 0; i < atomicNumbers.length; i++) {
            atomicNumbers[i] = in.readInt();
        }
        positions = readDoubles(in);
        velocities = readDoubles(in);
        cell = readDoubles(in);
        random = new long[length(in)];
        for (int i = 0; i < random.length; i++) {
            random[i] = in.readLong();
        }
        stepper = readDoubles(in);
        neighborPositions = readDoubles(in);
        neighborCell = readDoubles(in);
    }

    static Checkpoint of(final PhaseState s, final Ensemble ensemble, final RandomSource random, final Stepper stepper) {
        return new Checkpoint(s, ensemble, random, stepper);
    }

    /** The atoms where they are. */
    public Structure structure() {
        return new Structure(Cell.of(cell), atomicNumbers, positions);
    }

    /** A copy of the velocities in Å/fs, xyz triples. */
    public double[] velocities() {
        return velocities.clone();
    }

    /** Number of the last step made. */
    public long step() {
        return step;
    }

    long[] randomState() {
        return random.clone();
    }

    void restore(final PhaseState s, final Stepper target) {
        System.arraycopy(positions, 0, s.positions, 0, positions.length);
        System.arraycopy(velocities, 0, s.velocities, 0, velocities.length);
        s.cell = Cell.of(cell);
        s.step = step;
        target.restore(stepper);
        if (neighborPositions.length > 0) {
            s.rebuildNeighborsAt(neighborPositions, Cell.of(neighborCell));
        }
        s.velocitiesChanged();
        s.evaluateForces();
        s.bathEnergy = bathEnergy;
    }

    void requireMatch(final Structure structure, final Ensemble wanted, final double wantedTimeStep) {
        if (!Arrays.equals(atomicNumbers, structure.atomicNumbers())) {
            throw new InputException(
                "The checkpoint holds " + structure().formula() + ", the start structure is " + structure.formula() + ".",
                "Choose the checkpoint folder of this run, or an empty folder to start anew.");
        }
        if (!ensemble.equals(wanted.description()) || timeStep != wantedTimeStep) {
            throw new InputException("The checkpoint was written by a run with " + ensemble + " and a time step of "
                + Checks.number(timeStep) + " fs, this run has " + wanted.description() + " and a time step of " + Checks.number(wantedTimeStep) + " fs.",
                "Use the same settings to go on, or an empty folder to start anew.");
        }
    }

    /** Writes all numbers; {@link #read(DataInputStream)} gives them back. */
    void write(final DataOutputStream out) throws IOException {
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(ensemble);
        out.writeDouble(timeStep);
        out.writeLong(step);
        out.writeDouble(bathEnergy);
        out.writeInt(atomicNumbers.length);
        for (final int z : atomicNumbers) {
            out.writeInt(z);
        }
        writeDoubles(out, positions);
        writeDoubles(out, velocities);
        writeDoubles(out, cell);
        out.writeInt(random.length);
        for (final long r : random) {
            out.writeLong(r);
        }
        writeDoubles(out, stepper);
        writeDoubles(out, neighborPositions);
        writeDoubles(out, neighborCell);
    }

    /** Reads what {@link #write(DataOutputStream)} wrote. */
    static Checkpoint read(final DataInputStream in) throws IOException {
        final long magic = in.readLong();
        final int version = in.readInt();
        if (magic != MAGIC || version != VERSION) {
            throw new InputException("The checkpoint was not written by this version of Lidiff.", "Use an empty folder to start anew.");
        }
        return new Checkpoint(in);
    }

    /**
     * Writes the checkpoint to {@code file} such that a kill at any time leaves either the old or the new one.
     *
     * @throws IOException if the disk is full or not writable; the old file is intact
     */
    public void write(final Path file) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes));
        CheckedFile.write(file, bytes.toByteArray());
    }

    /**
     * Reads a checkpoint.
     *
     * @throws InputException if the file is absent, damaged or of another version
     */
    public static Checkpoint read(final Path file) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(CheckedFile.read(file)))) {
            return read(in);
        } catch (final IOException e) {
            throw CheckedFile.damaged(file, e);
        }
    }

    private static void writeDoubles(final DataOutputStream out, final double[] values) throws IOException {
        out.writeInt(values.length);
        for (final double v : values) {
            out.writeDouble(v);
        }
    }

    private static double[] readDoubles(final DataInputStream in) throws IOException {
        final double[] values = new double[length(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    private static int length(final DataInputStream in) throws IOException {
        final int n = in.readInt();
        if (n < 0 || n > 3 * MAX_ATOMS) {
            throw new IOException("A length of " + n);
        }
        return n;
    }
}
