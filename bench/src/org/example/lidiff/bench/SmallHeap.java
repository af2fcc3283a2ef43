package org.example.lidiff.bench;

import java.io.IOException;
import java.nio.file.Path;

import org.example.lidiff.engine.trajectory.TrajectoryFormat;

/** A compressed text trajectory far larger than the memory that is allowed. */
final class SmallHeap {

    private SmallHeap() {
    }

    static void run(final Bench bench) throws IOException {
        final long size = bench.bytes(2000);
        final Path file = TextData.write("xyz-same", bench.file("same.xyz.gz"), size);
        final double seconds = Bench.once(() -> TextReading.read(bench, file, TrajectoryFormat.EXTENDED_XYZ));
        bench.deleteResults();
        final Table table = new Table("small heap", "MB of text", "MB heap allowed", "s on the clock", "MB/s");
        table.row("extended XYZ, .gz", size / 1e6, Runtime.getRuntime().maxMemory() / 1e6, seconds, size / 1e6 / seconds);
        table.print();
    }
}
