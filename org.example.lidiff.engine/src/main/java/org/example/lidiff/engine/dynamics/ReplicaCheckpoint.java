package org.example.lidiff.engine.dynamics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

import org.example.lidiff.engine.InputException;

/**
 * Where one run of a plan stands.
 *
 * @param stage which stage, the number of equilibration stages for production
 * @param frames how many were written
 * @param cellSum what the mean cell of an equilibration at pressure is made of
 * @param observers what those who watch the run have seen: thermodynamics, guards, extrapolation
 */
record ReplicaCheckpoint(String fingerprint, int stage, long frames, double[] cellSum, Checkpoint simulation, byte[] observers) {

    void write(final Path file) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(fingerprint);
        out.writeInt(stage);
        out.writeLong(frames);
        for (final double c : cellSum) {
            out.writeDouble(c);
        }
        out.writeInt(observers.length);
        out.write(observers);
        simulation.write(out);
        CheckedFile.write(file, bytes.toByteArray());
    }

    /** @throws InputException if the checkpoint is damaged or of another plan */
    static ReplicaCheckpoint read(final Path file, final String expected) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(CheckedFile.read(file)))) {
            final String fingerprint = in.readUTF();
            if (!fingerprint.equals(expected)) {
                throw new InputException(
                    "The checkpoint folder belongs to other settings: " + fingerprint + "; now they are: " + expected + ".",
                    "Use the same settings to go on, or an empty folder to start anew.");
            }
            final int stage = in.readInt();
            final long frames = in.readLong();
            final double[] cellSum = new double[10];
            for (int k = 0; k < cellSum.length; k++) {
                cellSum[k] = in.readDouble();
            }
            final byte[] observers = in.readNBytes(in.readInt());
            return new ReplicaCheckpoint(fingerprint, stage, frames, cellSum, Checkpoint.read(in), observers);
        } catch (final IOException e) {
            throw CheckedFile.damaged(file, e);
        }
    }
}
