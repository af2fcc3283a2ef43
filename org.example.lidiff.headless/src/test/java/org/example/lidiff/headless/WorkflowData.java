package org.example.lidiff.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.trajectory.ExportFormat;
import org.example.lidiff.engine.trajectory.ExportOptions;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.StressKind;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectoryExport;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/** The data of test workflows that is made, not measured. */
final class WorkflowData {

    private static final double DIGITS = 1e6;

    private WorkflowData() {
    }

    /** Writes the files of load-aimd that are made from its CP2K run into {@code data}. */
    static void loadAimd(final Path data, final Path scratch) throws IOException {
        final Trajectory run = read(scratch, ReadOptions.defaults(), Folders.root().resolve("test-workflows/load-aimd/data/short-2fs/lisi-pos-1.xyz"))
            .runs().get(0);
        write(run, data.resolve("LiSi.extxyz"), ExportOptions.of(ExportFormat.EXTENDED_XYZ).withStride(2));
        write(run, data.resolve("LiSi.XDATCAR.gz"), ExportOptions.of(ExportFormat.XDATCAR));
        write(run, data.resolve("LiSi.dump"), ExportOptions.of(ExportFormat.LAMMPS_DUMP).withStride(2));
    }

    /** Writes the files of write-trajectory into {@code data}. */
    static void writeTrajectory(final Path data) throws IOException {
        write(crystal(), data.resolve("skewed.xyz"), ExportOptions.of(ExportFormat.EXTENDED_XYZ));
        write(breathing(), data.resolve("breathing.xyz"), ExportOptions.of(ExportFormat.EXTENDED_XYZ));
    }

    private static void write(final Trajectory run, final Path file, final ExportOptions options) throws IOException {
        Files.createDirectories(file.getParent());
        TrajectoryExport.write(List.of(run), file, options.withIfExists(IfExists.OVERWRITE), Progress.NONE);
    }

    /** Reads files into a set in a scratch folder. */
    static TrajectorySet read(final Path scratch, final ReadOptions options, final Path... files) throws IOException {
        final Path target = Files.createTempDirectory(scratch, "set").resolve("set.bin");
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(target)) {
            TrajectoryReader.read(List.of(files), options, writer, Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        return TrajectorySetFile.open(target);
    }

    /** A skewed cell in no special orientation; atoms drift out of it and are stored inside, with everything a frame can have. */
    private static Trajectory crystal() {
        final int[] z = {3, 14, 3, 16};
        final int frames = 12;
        final Cell cell = Cell.of(5, 0.5, 0.2, 1, 6, -0.3, -0.7, 0.4, 7);
        final Random random = new Random(11);
        final FrameBlock b = new FrameBlock(z.length, EnumSet.allOf(Quantity.class));
        b.resize(frames);
        final double[] x = random.doubles(3 * z.length, 0, 5).toArray();
        final double[] s = new double[3];
        for (int f = 0; f < frames; f++) {
            b.steps()[f] = 10L * f;
            b.energies()[f] = rounded(-20 + random.nextDouble());
            System.arraycopy(cell.rows(), 0, b.cells(), 9 * f, 9);
            for (int i = 0; i < z.length; i++) {
                for (int k = 0; k < 3; k++) {
                    x[3 * i + k] = rounded(x[3 * i + k] + 0.4 + 0.2 * random.nextGaussian());
                    b.forces()[3 * (z.length * f + i) + k] = rounded(random.nextGaussian());
                    b.velocities()[3 * (z.length * f + i) + k] = rounded(0.01 * random.nextGaussian());
                }
                cell.toFractional(x, 3 * i, s, 0);
                for (int k = 0; k < 3; k++) {
                    s[k] -= Math.floor(s[k]);
                }
                cell.toCartesian(s, 0, b.positions(), 3 * (z.length * f + i));
            }
            for (int k = 0; k < 9; k++) {
                // symmetric
                b.stresses()[9 * f + k] = k % 4 == 0 || k / 3 < k % 3 ? rounded(0.01 * random.nextGaussian()) : b.stresses()[9 * f + 3 * (k % 3) + k / 3];
            }
        }
        return InMemoryTrajectory.of(RunInfo.continuous("skewed", 20).withStressKind(StressKind.POTENTIAL), z, b);
    }

    /** Two atoms in a cell that changes, with energies and forces. */
    private static Trajectory breathing() {
        final int frames = 6;
        final Random random = new Random(12);
        final FrameBlock b = new FrameBlock(2, EnumSet.of(Quantity.ENERGY, Quantity.FORCES));
        b.resize(frames);
        for (int f = 0; f < frames; f++) {
            b.steps()[f] = f;
            b.energies()[f] = rounded(-5 + random.nextDouble());
            final double edge = rounded(4 + 0.05 * random.nextGaussian());
            for (int k = 0; k < 9; k += 4) {
                b.cells()[9 * f + k] = edge;
            }
            for (int k = 0; k < 6; k++) {
                b.positions()[6 * f + k] = rounded(k / 3 * edge / 2 + 0.1 * random.nextGaussian());
                b.forces()[6 * f + k] = rounded(random.nextGaussian());
            }
        }
        return InMemoryTrajectory.of(RunInfo.continuous("breathing", 5), new int[] {3, 53}, b);
    }

    private static double rounded(final double value) {
        return Math.rint(value * DIGITS) / DIGITS;
    }
}
