package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/** Writes runs to a text file of another program. */
public final class TrajectoryExport {

    private TrajectoryExport() {
    }

    /**
     * Writes all frames of {@code runs}, one run after the other, to {@code target}, which gets its name when it is complete.
     *
     * <p>Numbers have ten decimals. A label that a frame lacks is left out. A stress that contains the kinetic part is written as {@code
     * total_stress} in extended XYZ and never as a virial.
     *
     * @return how many frames were written; for GPUMD those without energy or forces are left out
     * @throws InputException if the file cannot be written, or if no frame can be
     */
    public static long write(final List<Trajectory> runs, final Path target, final ExportFormat format, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final long total = runs.stream().mapToLong(Trajectory::frames).sum();
        long done = 0;
        long written = 0;
        try (TextOutput out = new TextOutput(target)) {
            for (final Trajectory run : runs) {
                final FrameFormat frames = frameFormat(format, run, out);
                final FrameBlock block = FrameBlock.of(run);
                final int window = TrajectorySetWriter.framesPerChunk(run.atoms(), run.quantities());
                try (FrameReader reader = run.open()) {
                    for (long f = 0; f < run.frames(); f += window) {
                        final int n = reader.read(f, window, block);
                        for (int i = 0; i < n; i++) {
                            written += frames.write(block, i, f + i) ? 1 : 0;
                            throttled.advance(++done, total, "Writing " + target.getFileName());
                        }
                    }
                }
            }
            if (written == 0) {
                throw new InputException("There is no frame to write to " + target.getFileName() + (format == ExportFormat.GPUMD_XYZ
                    ? ": none has an energy and forces." : "."), "Choose runs with frames" + (format == ExportFormat.GPUMD_XYZ
                    ? " that have energies and forces." : "."));
            }
            out.finish();
        }
        return written;
    }

    private static FrameFormat frameFormat(final ExportFormat format, final Trajectory run, final TextOutput out) {
        return switch (format) {
            case XDATCAR -> new XdatcarFormat(run, out);
            case LAMMPS_DUMP -> new LammpsDumpFormat(run, out);
            case EXTENDED_XYZ -> new XyzFormat(run, out, false);
            case GPUMD_XYZ -> new XyzFormat(run, out, true);
        };
    }

    /** Writes frames of one run. */
    interface FrameFormat {
        /** Writes frame {@code index} of the block, number {@code frame} of the run. Returns false if it cannot be written. */
        boolean write(FrameBlock block, int index, long frame);
    }
}
