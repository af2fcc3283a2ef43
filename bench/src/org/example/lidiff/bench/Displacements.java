package org.example.lidiff.bench;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.diffusion.DiffusionFit;
import org.example.lidiff.engine.diffusion.FitOptions;
import org.example.lidiff.engine.diffusion.MeanSquaredDisplacement;
import org.example.lidiff.engine.diffusion.MsdOptions;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.Trajectory;

/** Mean squared displacements from a binary set (reading and unwrapping included), and the diffusion coefficient. Seconds on the clock. */
final class Displacements {

    private static final Element LI = Element.of(Walk.LITHIUM);
    private static final Element SI = Element.of(Walk.SILICON);

    private Displacements() {
    }

    /** 10⁵ frames × 192 ions, all lags, beside FFTs in NumPy. */
    static void run(final Bench bench) throws IOException, InterruptedException {
        final int frames = bench.count(100_000);
        final Trajectory run = Walk.of(bench.file("walk-msd.set"), frames, 192, 0).runs().get(0);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            best = Math.min(best, Bench.once(() -> compute(run, MsdOptions.of(LI, Set.of()).withLongestLag(1))));
        }
        final Table table = new Table("mean squared displacement", "frames", "ions", "s", "s NumPy", "s tidynamics", "NumPy / ours");
        final double numpy = bench.peer("msd.py", "numpy", Integer.toString(frames), "192");
        table.row("all lags, FFT", frames, 192, best, numpy, bench.peer("msd.py", "tidynamics", Integer.toString(frames), "192"), numpy / best);
        table.print();
    }

    /** 10⁶ frames × 200 atoms with little memory: displacement and fit. */
    static void runLarge(final Bench bench) throws IOException {
        final int frames = bench.count(1_000_000);
        final Trajectory run = Walk.of(bench.file("walk-large.set"), frames, 100, 100).runs().get(0);
        final double seconds = Bench.once(() -> compute(run, MsdOptions.of(LI, Set.of(SI))));
        final Table table = new Table("memory", "frames", "atoms", "MB on disk", "MB heap allowed", "s displacement and fit");
        table.row("large run", frames, 200, frames * 4.88e-3, Runtime.getRuntime().maxMemory() / 1e6, seconds);
        table.print();
    }

    private static void compute(final Trajectory run, final MsdOptions options) {
        final MeanSquaredDisplacement msd = MeanSquaredDisplacement.compute(List.of(run), options, Progress.NONE);
        final double d = DiffusionFit.of(msd.of(LI), FitOptions.defaults()).value();
        // 0.2² / 12 Å² an axis and step of 10 fs
        final double expected = 0.04 / 12 / 2 / 10;
        if (!(Math.abs(d / expected - 1) < 0.3)) {
            throw new IllegalStateException("D = " + d + " instead of " + expected);
        }
    }
}
