package org.example.lidiff.nodes.ports;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.example.lidiff.engine.InputException;

/** Writes and reads the one file of a port object, never leaving half of one. */
final class StoredFile {

    /** Writes contents. */
    @FunctionalInterface
    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    /** Reads contents. */
    @FunctionalInterface
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    private StoredFile() {
    }

    static void write(final Path file, final Writer writer) throws IOException {
        boolean complete = false;
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            writer.write(out);
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    static <T> T read(final Path file, final String what, final Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return reader.read(in);
        } catch (IOException e) {
            throw new InputException("The stored " + what + " cannot be read: " + e.getMessage(), "Run the node that made it again.", e);
        }
    }
}
