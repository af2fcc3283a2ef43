package org.example.lidiff.engine.trajectory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32;

import org.example.lidiff.engine.InputException;

/**
 * The first 64 bytes of a trajectory set file; see {@link TrajectorySetFile}.
 *
 * @param offset where the directory begins
 * @param length bytes of the directory
 * @param checksum CRC-32 of the directory
 */
record SetHeader(long offset, long length, int checksum) {

    private static final int CHECKED = 36;

    byte[] toBytes() {
        final ByteBuffer b = ByteBuffer.allocate(TrajectorySetFile.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        b.put(TrajectorySetFile.MAGIC).putInt(TrajectorySetFile.VERSION).putInt(TrajectorySetFile.BYTE_ORDER_MARK);
        b.putLong(offset).putLong(length).putInt(checksum);
        b.putInt(checksum(b.array(), CHECKED));
        return b.array();
    }

    static SetHeader read(final FileChannel channel, final Path file) throws IOException {
        final ByteBuffer b = ByteBuffer.allocate(TrajectorySetFile.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (b.hasRemaining() && channel.read(b, b.position()) >= 0) {
            // until the header is complete or the file ends
        }
        for (int i = 0; i < TrajectorySetFile.MAGIC.length; i++) {
            if (b.position() <= i || b.get(i) != TrajectorySetFile.MAGIC[i]) {
                throw new InputException(file.getFileName() + " is not a trajectory file of Lidiff.",
                    "Choose a file that Load AIMD or Run MD wrote.");
            }
        }
        if (b.hasRemaining()) {
            throw TrajectorySetFile.damaged(file, "it has " + b.position() + " bytes, less than its header of "
                + TrajectorySetFile.HEADER_BYTES, null);
        }
        final int version = b.getInt(8);
        if (version > TrajectorySetFile.VERSION) {
            throw new InputException("The trajectory file " + file.getFileName() + " has format version " + version
                + ", and this Lidiff reads versions up to " + TrajectorySetFile.VERSION + ".", "Update Lidiff, or make the file again.");
        }
        if (checksum(b.array(), CHECKED) != b.getInt(CHECKED) || b.getInt(12) != TrajectorySetFile.BYTE_ORDER_MARK || version < 1) {
            throw TrajectorySetFile.damaged(file, "the checksum of its header is wrong", null);
        }
        final SetHeader header = new SetHeader(b.getLong(16), b.getLong(24), b.getInt(32));
        final long size = channel.size();
        if (header.length < 0 || header.length > Integer.MAX_VALUE - 16 || header.offset < TrajectorySetFile.HEADER_BYTES
            || header.offset > size - header.length) {
            throw TrajectorySetFile.damaged(file, "it has " + size + " bytes of " + (header.offset + header.length), null);
        }
        return header;
    }

    static int checksum(final byte[] bytes, final int length) {
        final CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int)crc.getValue();
    }

    static InputException unreadable(final Path file, final IOException e) {
        if (e instanceof NoSuchFileException) {
            return new InputException("The trajectory file " + file + " does not exist.",
                "Check the path, or run the step that makes the file again.", e);
        }
        return new InputException("The trajectory file " + file + " cannot be read: " + e.getMessage() + ".",
            "Check that the file is there and that you may read it.", e);
    }
}
