package org.example.lidiff.engine.dynamics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;

import org.example.lidiff.engine.InputException;

/** Small files with a checksum at their end that are replaced as a whole: a kill leaves either the old or the new one. */
final class CheckedFile {

    private static final int CHECKSUM = 8;

    private CheckedFile() {
    }

    static void write(final Path file, final byte[] content) throws IOException {
        final ByteBuffer buffer = ByteBuffer.allocate(content.length + CHECKSUM);
        buffer.put(content).putLong(checksum(content, content.length)).flip();
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static byte[] read(final Path file) {
        final byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new InputException("The checkpoint " + file.getFileName() + " cannot be read.",
                "Check that the file is there and readable.", e);
        }
        final int length = all.length - CHECKSUM;
        if (length < 0 || ByteBuffer.wrap(all, length, CHECKSUM).getLong() != checksum(all, length)) {
            throw damaged(file, null);
        }
        return Arrays.copyOf(all, length);
    }

    static InputException damaged(final Path file, final Throwable cause) {
        return new InputException("The checkpoint " + file.getFileName() + " is damaged.",
            "Remove its folder to start anew, or restore the file from a backup.", cause);
    }

    private static long checksum(final byte[] bytes, final int length) {
        final CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
