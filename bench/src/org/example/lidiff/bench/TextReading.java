package org.example.lidiff.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.trajectory.ParseOnly;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.TrajectoryFormat;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/** Text trajectories: MB/s of one core to the binary set, of parsing alone, of a plain scan of the bytes, and of ASE. */
final class TextReading {

    private static final Map<String, TrajectoryFormat> FORMATS = Map.of("xdatcar", TrajectoryFormat.XDATCAR, "cp2k", TrajectoryFormat.CP2K,
        "lammps", TrajectoryFormat.LAMMPS_DUMP, "outcar", TrajectoryFormat.OUTCAR, "vasprun", TrajectoryFormat.VASPRUN);

    private TextReading() {
    }

    static void run(final Bench bench, final String... kinds) throws IOException, InterruptedException {
        final Table table = new Table("text → binary set", "MB", "MB/s read", "MB/s parsed only", "MB/s byte scan", "read / scan", "MB/s ASE",
            "read / ASE");
        for (final String kind : kinds) {
            row(bench, table, kind);
        }
        table.print();
    }

    private static void row(final Bench bench, final Table table, final String kind) throws IOException, InterruptedException {
        final String plain = kind.replace(".gz", "");
        final TrajectoryFormat format = FORMATS.getOrDefault(plain, TrajectoryFormat.EXTENDED_XYZ);
        final long size = bench.bytes(format == TrajectoryFormat.VASPRUN ? 100 : 300);
        final Path file = TextData.write(plain, bench.file(name(kind)), size);
        final double mb = unpackedBytes(file) / 1e6;
        final double read = bench.best(() -> read(bench, file, format));
        final double parsed = bench.best(() -> ParseOnly.run(file, format));
        bench.deleteResults();
        final byte[][] blocks = blocks(file);
        final double scan = bench.best(() -> newlines(blocks));
        final double ase = ase(bench, kind);
        table.row(kind, mb, mb / read, mb / parsed, mb / scan, scan / read, ase, mb / read / ase);
    }

    /** MB/s of ASE; not measured for compressed files, where it seeks backwards for each frame. */
    private static double ase(final Bench bench, final String kind) throws IOException, InterruptedException {
        if (kind.endsWith(".gz")) {
            return Double.NaN;
        }
        final Path small = TextData.write(kind, bench.file("small-" + name(kind)), bench.bytes(20));
        return Files.size(small) / 1e6 / bench.peer("ase_read.py", small.toString(), kind);
    }

    private static String name(final String kind) {
        return switch (kind) {
            case "xdatcar" -> "XDATCAR";
            case "xdatcar.gz" -> "XDATCAR.gz";
            case "outcar" -> "OUTCAR";
            case "vasprun" -> "vasprun.xml";
            case "lammps" -> "lammps.dump";
            default -> kind.endsWith(".gz") ? kind.replace(".gz", ".xyz.gz") : kind + ".xyz";
        };
    }

    static void read(final Bench bench, final Path file, final TrajectoryFormat format) throws IOException {
        // deleted at the end, so that deleting is not measured
        final Path target = bench.file("read-" + System.nanoTime() + ".lidiff");
        ReadOptions options = ReadOptions.defaults().withFormat(format).withTimeStepFs(format == TrajectoryFormat.OUTCAR
            || format == TrajectoryFormat.VASPRUN ? 2 : 1);
        options = format == TrajectoryFormat.CP2K ? options.withCell(Cell.of(20, 0, 0, 0, 20, 0, 0, 0, 20)) : options;
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(target)) {
            TrajectoryReader.read(List.of(file), options, writer, Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
        }
    }

    private static long unpackedBytes(final Path file) throws IOException {
        long total = 0;
        for (final byte[] block : blocks(file)) {
            total += block.length;
        }
        return total;
    }

    private static byte[][] blocks(final Path file) throws IOException {
        try (InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(Files.newInputStream(file), 1 << 16)
            : Files.newInputStream(file)) {
            final List<byte[]> blocks = new ArrayList<>();
            for (byte[] block = in.readNBytes(1 << 20); block.length > 0; block = in.readNBytes(1 << 20)) {
                blocks.add(block);
            }
            return blocks.toArray(new byte[0][]);
        }
    }

    private static long newlines(final byte[][] blocks) {
        long count = 0;
        for (final byte[] block : blocks) {
            count += newlines(block);
        }
        return count;
    }

    private static int newlines(final byte[] block) {
        int count = 0;
        for (final byte b : block) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }
}
