package org.knime.filehandling.core.standin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel that is no FileChannel, as KNIME's are none: a cast or a memory mapping must fail here too. */
final class PlainChannel implements SeekableByteChannel {

    private final SeekableByteChannel m_channel;

    PlainChannel(final SeekableByteChannel channel) {
        m_channel = channel;
    }

    @Override
    public int read(final ByteBuffer dst) throws IOException {
        return m_channel.read(dst);
    }

    @Override
    public int write(final ByteBuffer src) throws IOException {
        return m_channel.write(src);
    }

    @Override
    public long position() throws IOException {
        return m_channel.position();
    }

    @Override
    public SeekableByteChannel position(final long newPosition) throws IOException {
        m_channel.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return m_channel.size();
    }

    @Override
    public SeekableByteChannel truncate(final long size) throws IOException {
        m_channel.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return m_channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        m_channel.close();
    }
}
