package org.example.lidiff.engine.trajectory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder that holds so many bytes and no more. */
final class SmallDisk implements TrajectorySetWriter.Disk {

    private final Path folder;
    private final long capacity;

    SmallDisk(final Path folder, final long capacity) {
        this.folder = folder;
        this.capacity = capacity;
    }

    private synchronized long free() throws IOException {
        long used = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path f : files.toList()) {
                used += Files.size(f);
            }
        }
        return capacity - used;
    }

    @Override
    public FileChannel open(final Path file, final OpenOption... options) throws IOException {
        return new Channel(FileChannel.open(file, options));
    }

    /** Writes what fits, then fails, as a full disk does. */
    private final class Channel extends FileChannel {

        private final FileChannel real;

        Channel(final FileChannel real) {
            this.real = real;
        }

        @Override
        public int write(final ByteBuffer bytes, final long at) throws IOException {
            final long room = Math.max(0, real.size() - at) + free();
            if (room <= 0) {
                throw new IOException("No space left on device");
            }
            final int limit = bytes.limit();
            bytes.limit((int)Math.min(limit, bytes.position() + room));
            final int n = real.write(bytes, at);
            bytes.limit(limit);
            return n;
        }

        @Override
        public int write(final ByteBuffer bytes) throws IOException {
            final int n = write(bytes, real.position());
            real.position(real.position() + n);
            return n;
        }

        @Override
        public long write(final ByteBuffer[] bytes, final int offset, final int length) throws IOException {
            return write(bytes[offset]);
        }

        @Override
        public int read(final ByteBuffer bytes) throws IOException {
            return real.read(bytes);
        }

        @Override
        public long read(final ByteBuffer[] bytes, final int offset, final int length) throws IOException {
            return real.read(bytes, offset, length);
        }

        @Override
        public int read(final ByteBuffer bytes, final long at) throws IOException {
            return real.read(bytes, at);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(final long at) throws IOException {
            real.position(at);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileChannel truncate(final long size) throws IOException {
            real.truncate(size);
            return this;
        }

        @Override
        public void force(final boolean metaData) throws IOException {
            real.force(metaData);
        }

        @Override
        public long transferTo(final long at, final long count, final WritableByteChannel target) throws IOException {
            return real.transferTo(at, count, target);
        }

        @Override
        public long transferFrom(final ReadableByteChannel source, final long at, final long count) throws IOException {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(final MapMode mode, final long at, final long size) throws IOException {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(final long at, final long size, final boolean shared) throws IOException {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(final long at, final long size, final boolean shared) throws IOException {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
