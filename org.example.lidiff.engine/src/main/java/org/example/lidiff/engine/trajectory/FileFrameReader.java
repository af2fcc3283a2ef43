package org.example.lidiff.engine.trajectory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads windows of a run from a trajectory set file through one reused buffer. */
final class FileFrameReader implements FrameReader {

    private static final int BUFFER_BYTES = 1 << 18;

    private final Path file;
    private final RunRecord run;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    FileFrameReader(final Path file, final SetHeader expected, final RunRecord run) {
        this.file = file;
        this.run = run;
        FileChannel opened = null;
        try {
            opened = FileChannel.open(file, StandardOpenOption.READ);
            if (!SetHeader.read(opened, file).equals(expected)) {
                throw TrajectorySetFile.damaged(file, "it was replaced since it was opened", null);
            }
        } catch (final IOException e) {
            closeChannel(opened);
            throw SetHeader.unreadable(file, e);
        } catch (final RuntimeException e) {
            closeChannel(opened);
            throw e;
        }
        channel = opened;
    }

    @Override
    public int read(final long first, final int count, final FrameBlock block) {
        if (block.atoms() != run.atoms() || first < 0 || first > run.frames() || count < 0) {
            throw new IllegalArgumentException("Frames " + first + " + " + count + " of " + block.atoms() + " atoms asked from a run of "
                + run.frames() + " frames of " + run.atoms() + " atoms");
        }
        final int n = (int)Math.min(count, run.frames() - first);
        block.resize(n);
        try {
            for (int done = 0; done < n;) {
                done += readFromChunk(first + done, n - done, block, done);
            }
        } catch (final IOException e) {
            throw SetHeader.unreadable(file, e);
        }
        return n;
    }

    /** Reads as many of {@code count} frames as lie in one chunk to frame {@code to} of the block. */
    private int readFromChunk(final long first, final int count, final FrameBlock block, final int to) throws IOException {
        final int chunk = (int)(first / run.framesPerChunk());
        final int skip = (int)(first % run.framesPerChunk());
        final long frames = run.framesIn(chunk);
        final int n = (int)Math.min(count, frames - skip);
        final int w = 3 * run.atoms();
        long at = run.offsets()[chunk];
        readSteps(at + 8L * skip, block.steps(), to, n);
        at += 8 * frames;
        readDoubles(at + 72L * skip, block.cells(), 9 * to, 9 * n);
        at += 72 * frames;
        readDoubles(at + 8L * w * skip, block.positions(), w * to, w * n);
        at += 8 * w * frames;
        for (final Quantity q : Quantity.values()) {
            final int width = q.width(run.atoms());
            final boolean there = run.quantities().contains(q);
            if (block.quantities().contains(q)) {
                final double[] array = InMemoryTrajectory.array(block, q);
                if (there) {
                    readDoubles(at + 8L * width * skip, array, width * to, width * n);
                } else {
                    Arrays.fill(array, width * to, width * (to + n), Double.NaN);
                }
            }
            at += there ? 8 * width * frames : 0;
        }
        return n;
    }

    private void readSteps(final long from, final long[] out, final int to, final int count) throws IOException {
        for (int done = 0; done < count;) {
            final int n = Math.min(BUFFER_BYTES / 8, count - done);
            fill(from + 8L * done, n);
            buffer.asLongBuffer().get(out, to + done, n);
            done += n;
        }
    }

    private void readDoubles(final long from, final double[] out, final int to, final int count) throws IOException {
        for (int done = 0; done < count;) {
            final int n = Math.min(BUFFER_BYTES / 8, count - done);
            fill(from + 8L * done, n);
            buffer.asDoubleBuffer().get(out, to + done, n);
            done += n;
        }
    }

    private void fill(final long from, final int numbers) throws IOException {
        buffer.clear().limit(8 * numbers);
        TrajectorySetFile.readFully(channel, buffer, from, file);
        buffer.flip();
    }

    @Override
    public void close() {
        closeChannel(channel);
    }

    private static void closeChannel(final FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (final IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
