package org.example.lidiff.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.diffusion.DiffusionAnalysis;
import org.example.lidiff.engine.diffusion.DiffusionAnalysisOptions;
import org.example.lidiff.engine.dynamics.CheckpointFolder;
import org.example.lidiff.engine.dynamics.MdPlan;
import org.example.lidiff.engine.dynamics.MdResult;
import org.example.lidiff.engine.dynamics.MdRunResult;
import org.example.lidiff.engine.dynamics.MdRunner;
import org.example.lidiff.engine.dynamics.StartStructure;
import org.example.lidiff.engine.hops.HopDetector;
import org.example.lidiff.engine.hops.HopOptions;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.PotentialFiles;
import org.example.lidiff.engine.report.FigureRenderer;
import org.example.lidiff.engine.report.ImageSize;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.figures.DiffusionFigures;
import org.example.lidiff.engine.report.figures.DynamicsFigures;
import org.example.lidiff.engine.report.figures.HopFigures;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/**
 * One nanosecond of LiSi with a vacancy at 900 K with the force field of the lithium-silicide workflow: drift, hops, figures. Goes on from
 * its checkpoints when it was interrupted.
 */
final class Nanosecond {

    private static final double TIME_STEP = 2;
    private static final long EVERY = 25;

    private Nanosecond() {
    }

    static void run(final Bench bench, final int threads) throws IOException {
        final Potential potential = PotentialFiles.load(List.of(find("nep.txt")));
        final TrajectorySet set = TrajectorySetFile.open(find("trajectories.lidiff"));
        final ReferenceStructure loaded = set.reference().orElseThrow();
        final ReferenceStructure unit = new ReferenceStructure(loaded.unitCell(), new int[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
        final StartStructure start = new StartStructure(unit.supercell(), Optional.of(unit)).supercell(2, 1, 2)
            .withVacancies(Element.of("Li"), 1, 1);
        final long steps = bench.count(1e6 / TIME_STEP);
        final MdPlan plan = MdPlan.of(900).withTimeStep(TIME_STEP).withEquilibrationSteps(2500).withProduction(steps, EVERY).withThreads(threads);
        final Path file = bench.file("nanosecond.lidiff");
        final double[] clock = new double[1];
        final MdResult md;
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
            md = MdRunner.of(plan).checkpoints(new CheckpointFolder(bench.file("nanosecond-checkpoints"), 5000)).run(start, potential, writer,
                log(clock));
            writer.finish(start.reference(), Provenance.NONE);
        }
        final TrajectorySet trajectories = TrajectorySetFile.open(file);
        final JumpNetwork network = HopDetector.of(SiteNetwork.ofReference(trajectories.reference().orElseThrow(), Element.of("Li")),
            HopOptions.defaults()).detect(trajectories, Progress.NONE);
        final DiffusionAnalysis diffusion = DiffusionAnalysis.of(trajectories.runs(), DiffusionAnalysisOptions.of(Element.of("Li"))
            .withParts(EnumSet.noneOf(DiffusionAnalysisOptions.Part.class)), Progress.NONE);
        final MdRunResult run = md.runs().get(0);
        final Table table = new Table("nanosecond", "atoms", "ns", "K", "± K", "drift, meV per atom and ns", "scatter, meV per atom", "hops",
            "D, 1e-9 m²/s", "from", "to");
        final var fit = diffusion.temperatures().get(0).of(Element.of("Li")).fit();
        final double unitD = fit.squareMetersPerSecond() / fit.value() * 1e9;
        table.row(start.structure().formula() + ", 900 K", start.structure().size(), steps * TIME_STEP * 1e-6, run.thermodynamics().temperatureK(),
            run.thermodynamics().temperatureError(), 1000 * run.thermodynamics().drift(), 1000 * run.thermodynamics().scatter(),
            network.hops().size(), unitD * fit.value(), unitD * fit.lower(), unitD * fit.upper());
        table.print();
        Stream.of(md.warnings(), network.warnings(), diffusion.warnings()).flatMap(List::stream).forEach(w -> System.out.println("- " + w));
        for (final List<Picture> pictures : List.of(DynamicsFigures.of(md), DiffusionFigures.of(diffusion), HopFigures.of(network))) {
            for (final Picture p : pictures) {
                Files.write(bench.file("nanosecond-" + p.id() + ".png"), FigureRenderer.png(p, ImageSize.DEFAULT));
            }
        }
    }

    private static Progress log(final double[] last) {
        return (done, total, text) -> {
            final double now = System.nanoTime() / 60e9;
            if (now > last[0] + 1 || done == total) {
                last[0] = now;
                System.err.printf(Locale.ROOT, "%d of %d steps, %s%n", done, total, text);
            }
        };
    }

    /** A file that the lithium-silicide workflow made. */
    static Path find(final String name) throws IOException {
        final Path folder = Path.of(System.getProperty("bench.workflow"));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.getFileName().toString().equals(name)).filter(f -> !f.toString().contains("Load")).findFirst()
                .orElseThrow(() -> new IOException("There is no " + name + " in " + folder + ": run the demo first"));
        }
    }
}
