package org.example.lidiff.engine.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunWriter;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/** Seconds of the analyses of a long run: {@code main(file, frames, atoms, mobile atoms)}; the file is written when it is absent. No test. */
final class DisplacementBench {

    private DisplacementBench() {
    }

    /** @param args file, frames, atoms, mobile atoms, what to run (msd, charge, rdf, vanhove, vacf) */
    public static void main(final String[] args) {
        final Path file = Path.of(args[0]);
        if (!Files.exists(file)) {
            write(file, Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        }
        final Trajectory run = TrajectorySetFile.open(file).runs().get(0);
        final Element li = Element.of("Li");
        final boolean framework = Arrays.stream(run.atomicNumbers()).anyMatch(z -> z == 14);
        final MsdOptions options = MsdOptions.of(li, framework ? Set.of(Element.of("Si")) : Set.of()).withCoarseAllowed(true);
        for (int k = 4; k < args.length; k++) {
            final long begin = System.nanoTime();
            String result = "";
            switch (args[k]) {
                case "msd" -> result += DiffusionFit.of(MeanSquaredDisplacement.compute(List.of(run), options, Progress.NONE).of(li), FitOptions.defaults()).value();
                case "charge" -> result += MeanSquaredDisplacement.compute(List.of(run), options.withCharges(Map.of(li, 1.0)), Progress.NONE).meanSquareCharge();
                case "rdf" -> result += RadialDistribution.compute(run, RadialDistribution.Options.of(li, li), Progress.NONE).coordination(100);
                case "vanhove" -> result += VanHove.compute(run, VanHove.Options.of(li, 1000), Progress.NONE).self(10);
                default -> result += VibrationalSpectrum.compute(run, li, Progress.NONE).centroidTHz();
            }
            System.out.printf("%s: %.1f s, heap limit %d MB, %d cores, result %s%n", args[k], (System.nanoTime() - begin) / 1e9,
                Runtime.getRuntime().maxMemory() >> 20, Runtime.getRuntime().availableProcessors(), result);
        }
    }

    private static void write(final Path file, final int frames, final int atoms, final int mobile) {
        final int[] z = new int[atoms];
        Arrays.fill(z, 14);
        Arrays.fill(z, 0, mobile, 3);
        final double edge = Math.cbrt(20.0 * atoms);
        final Random random = new Random(1);
        final double[] x = random.doubles(3L * atoms, 0, edge).toArray();
        final FrameBlock block = new FrameBlock(atoms, EnumSet.noneOf(Quantity.class));
        try (TrajectorySetWriter set = TrajectorySetWriter.create(file)) {
            final RunWriter run = set.beginRun(RunInfo.continuous("bench", 2), z, Set.of());
            for (int t = 0; t < frames; t += 1000) {
                block.resize(Math.min(1000, frames - t));
                for (int f = 0; f < block.frames(); f++) {
                    block.steps()[f] = t + f;
                    for (int k = 0; k < 9; k += 4) {
                        block.cells()[9 * f + k] = edge;
                    }
                    for (int k = 0; k < x.length; k++) {
                        x[k] += k < 3 * mobile ? 0.1 * (random.nextDouble() - 0.5) : 0;
                        block.positions()[f * x.length + k] = x[k] - edge * Math.floor(x[k] / edge);
                    }
                }
                run.append(block);
            }
            run.end();
            set.finish(Optional.empty(), Provenance.NONE);
        }
    }
}
