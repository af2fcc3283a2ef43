package org.example.lidiff.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SplittableRandom;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunWriter;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/** Lithium that walks at random among silicon that shakes, in a cubic cell of 20 Å, as a binary trajectory set. */
final class Walk {

    static final int LITHIUM = 3;
    static final int SILICON = 14;
    private static final double EDGE = 20;

    private Walk() {
    }

    /** The set in {@code file}, which is written if it is not there; positions are wrapped. */
    static TrajectorySet of(final Path file, final int frames, final int lithium, final int silicon) throws IOException {
        if (!Files.exists(file)) {
            write(file, frames, lithium, silicon);
        }
        return TrajectorySetFile.open(file);
    }

    static void write(final Path file, final int frames, final int lithium, final int silicon) {
        final int[] numbers = new int[lithium + silicon];
        Arrays.fill(numbers, 0, lithium, LITHIUM);
        Arrays.fill(numbers, lithium, numbers.length, SILICON);
        final SplittableRandom random = new SplittableRandom(1);
        final double[] home = random.doubles(3L * numbers.length, 1, EDGE - 1).toArray();
        final double[] x = home.clone();
        final double[] cell = {EDGE, 0, 0, 0, EDGE, 0, 0, 0, EDGE};
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
            final RunWriter run = writer.beginRun(RunInfo.continuous("walk", 10), numbers, EnumSet.noneOf(Quantity.class));
            for (int f = 0; f < frames; f++) {
                for (int i = 0; i < x.length; i++) {
                    final double step = random.nextDouble() - 0.5;
                    final double next = i < 3 * lithium ? x[i] + 0.2 * step : home[i] + 0.5 * step;
                    x[i] = next < 0 ? next + EDGE : next >= EDGE ? next - EDGE : next;
                }
                run.appendFrame(f, x, cell, null, Double.NaN, null, null);
            }
            run.end();
            writer.finish(Optional.empty(), Provenance.NONE);
        }
    }
}
