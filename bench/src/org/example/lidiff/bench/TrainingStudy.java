package org.example.lidiff.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.dynamics.ConstantEnergy;
import org.example.lidiff.engine.dynamics.Simulation;
import org.example.lidiff.engine.dynamics.Thermodynamics;
import org.example.lidiff.engine.dynamics.ThermodynamicsRecorder;
import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureRenderer;
import org.example.lidiff.engine.report.ImageSize;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.figures.TrainingFigures;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.training.ErrorReport;
import org.example.lidiff.engine.training.FineTuner;
import org.example.lidiff.engine.training.FrameRole;
import org.example.lidiff.engine.training.LabeledFrame;
import org.example.lidiff.engine.training.ModelShape;
import org.example.lidiff.engine.training.Stabilization;
import org.example.lidiff.engine.training.TrainingOptions;
import org.example.lidiff.engine.training.TrainingResult;
import org.example.lidiff.engine.training.TrainingSet;
import org.example.lidiff.engine.training.TrainingSetOptions;
import org.example.lidiff.engine.trajectory.FileJoining;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/** Trainings on the shared data sets with their errors, times, figures and energy conservation. Started by bench/training. */
public final class TrainingStudy {

    private final Path shared = Path.of(System.getProperty("study.shared"));
    private final Path target = Path.of(System.getProperty("study.target"));
    private final int threads = Integer.getInteger("study.threads", 2);
    private final double scale = Double.parseDouble(System.getProperty("study.scale", "1"));
    private final PrintStream out = System.out;

    /** Runs the studies that are named. */
    public static void main(final String[] names) throws IOException {
        for (final String name : names) {
            final TrainingStudy study = new TrainingStudy();
            switch (name) {
                case "mos2" -> study.mos2();
                case "mlearn-Li" -> study.mlearn("Li", lithium());
                case "mlearn-Si" -> study.mlearn("Si", silicon());
                case "lisi" -> study.lisi();
                case "speed" -> study.speed();
                default -> throw new IllegalArgumentException("There is no study " + name + ": mos2, mlearn-Li, mlearn-Si, lisi, speed");
            }
        }
    }

    // some hundred different frames: little decay; energies last, when the steps are small
    private static TrainingOptions manyKinds(final ModelShape shape) {
        return TrainingOptions.defaults().withShape(shape).withEpochs(150).withBatchSize(1).withLearningRate(3e-3, 1e-5).withWeights(20, 1, 0)
            .withEnergyWeightGrowth(20).withWeightDecay(5e-3);
    }

    private static TrainingOptions lithium() {
        return manyKinds(ModelShape.defaults().withNMax(8, 6).withNeurons(40).withCutoffs(7, 6.5));
    }

    // the melt has closer pairs held out than trained: with the repulsion of the nuclei below what is learned they are met much better. Directed
    // bonds: with all descriptors of four and five bodies force errors on new frames are a sixth smaller, which leaves room for the energies
    private static TrainingOptions silicon() {
        return manyKinds(ModelShape.defaults().withNMax(8, 6).withAngular(4, EnumSet.allOf(AngularTerm.class)).withNeurons(20).withCutoffs(6, 5)
            .withZblOuterRadius(3)).withLearningRate(5e-3, 1e-5).withWeights(100, 1, 0).withEnergyWeightGrowth(100);
    }

    // NEP89 fine-tuned on all 104 frames, in sample; then on four fifths, judged on the rest
    private void mos2() throws IOException {
        final TrajectorySet frames = read(RunKind.INDEPENDENT, "mos2-nep/train.xyz");
        final NepModel foundation = foundation();
        final TrainingSet all = TrainingSet.of(frames, TrainingSetOptions.defaults().withValidationFraction(0), Progress.NONE);
        final TrainingOptions options = TrainingOptions.fineTuning().withEpochs(epochs(100)).withWeights(10, 1, 10).withWeightDecay(0.2).withThreads(threads);
        out.println("mos2, in sample: " + all.report());
        row("published snapshot nep_gen10000", FineTuner.of(options).errors(all, FrameRole.TRAINING,
            NepModel.read(shared.resolve("data/mos2-nep/nep_gen10000.txt"))).orElseThrow());
        final TrainingResult result = train("mos2", all, options, Optional.of(foundation));
        row("NEP89", result.foundationTraining().orElseThrow());
        row("fine-tuned", result.training());
        conservation(result, all, 300);
        final TrainingSet part = TrainingSet.of(frames, TrainingSetOptions.defaults().withValidationFraction(0).withTestFraction(0.2), Progress.NONE);
        out.println("mos2, held out: " + part.report());
        final TrainingResult held = train("mos2-held-out", part, options, Optional.of(foundation));
        row("NEP89, held-out frames", held.foundationTest().orElseThrow());
        row("fine-tuned, training frames", held.training());
        row("fine-tuned, held-out frames", held.test().orElseThrow());
        held.forgetting().ifPresent(f -> out.println(f.text()));
    }

    private void mlearn(final String element, final TrainingOptions base) throws IOException {
        final TrajectorySet frames = read(RunKind.INDEPENDENT, "mlearn-Li-Si/" + element + "_training.extxyz");
        final TrainingSet set = TrainingSet.of(frames, TrainingSetOptions.defaults().withValidationFraction(0).withTestFraction(0.15), Progress.NONE);
        out.println("mlearn " + element + ", the last 15 % of each config_type held out: " + set.report());
        final TrainingResult result = train("mlearn-" + element, set, base.withEpochs(epochs(base.epochs())).withThreads(threads)
            .withStabilization(Stabilization.NONE), Optional.empty());
        row("training", result.training());
        row("held out, together", result.test().orElseThrow());
        result.test().orElseThrow().perGroup().forEach((group, e) -> out.printf(Locale.ROOT,
            "| held out, %s | %d | %.2f | %.2f | %.1f | %.1f | | | %.0f |%n", group, e.frames(), 1e3 * e.energyRmse(), 1e3 * e.energyMae(),
            1e3 * e.force().rmse(), 1e3 * e.force().mae(), 1e3 * e.force().referenceRms()));
        conservation(result, set, 300);
    }

    // error on fixed held-out blocks against the number of training frames
    private void lisi() throws IOException {
        final TrajectorySet frames = read(RunKind.CONTINUOUS, "lisi-cp2k/perfect-900K/LiSi-pos-1.xyz",
            "lisi-cp2k/two-vacancies-1000K/LiSi-2vac-pos-1.xyz");
        final NepModel foundation = foundation();
        final int[] counts = {10, 20, 40, 80, 108};
        final double[] number = new double[counts.length];
        final double[][] forces = new double[2][counts.length];
        final double[][] energies = new double[2][counts.length];
        for (int c = 0; c < counts.length; c++) {
            final TrainingSet whole = TrainingSet.of(frames, TrainingSetOptions.defaults().withValidationFraction(0).withTestFraction(0.2),
                Progress.NONE);
            final TrainingSet set = whole.withTrainingFrames(counts[c]);
            number[c] = set.frames(FrameRole.TRAINING).size();
            // about as many steps for few frames as for many
            final int epochs = epochs((int)Math.min(400, 100 * 108 / number[c]));
            for (int k = 0; k < 2; k++) {
                // as the node does it: from scratch with stabilization, without which the force field heats up when it runs alone
                final TrainingOptions options = (k == 0 ? TrainingOptions.defaults() : TrainingOptions.fineTuning()).withEpochs(epochs)
                    .withThreads(threads);
                final TrainingResult result = train("lisi-" + (k == 0 ? "scratch" : "nep89") + "-" + counts[c], set, options,
                    k == 0 ? Optional.empty() : Optional.of(foundation));
                row((k == 0 ? "from scratch, " : "from NEP89, ") + (int)number[c] + " frames, held-out blocks", result.test().orElseThrow());
                forces[k][c] = 1e3 * result.test().orElseThrow().forceRmse();
                energies[k][c] = 1e3 * result.test().orElseThrow().energyRmse();
                if (c == counts.length - 1) {
                    conservation(result, set, 900);
                }
            }
        }
        save("lisi-learning-curve", Figure.builder("lisi-learning-curve").title("LiSi (CP2K): force error against the number of frames")
            .x(Axis.log("Training frames", "frames")).y(Axis.log("Force error on held-out blocks (RMSE)", "meV/Å")).line("From scratch", number, forces[0])
            .line("From NEP89", number, forces[1]).note("Held out: the last 20 % of both runs. Energies (RMSE, meV/atom): from scratch "
                + rounded(energies[0]) + ", from NEP89 " + rounded(energies[1]) + ".").build());
    }

    private static String rounded(final double[] x) {
        return String.join(", ", Arrays.stream(x).mapToObj(v -> String.format(Locale.ROOT, "%.1f", v)).toList());
    }

    // processor time of an epoch, without the reading and the first epochs, which are compiled
    private void speed() throws IOException {
        final NepModel foundation = foundation();
        final TrajectorySet lisi = read(RunKind.CONTINUOUS, "lisi-cp2k/perfect-900K/LiSi-pos-1.xyz");
        final TrajectorySet mos2 = read(RunKind.INDEPENDENT, "mos2-nep/train.xyz");
        out.println("| shape | atoms an epoch | µs an atom, epoch and core (processor time) |");
        out.println("|---|---|---|");
        speed("NEP89-shaped, Li-Si", lisi, TrainingOptions.fineTuning(), Optional.of(foundation));
        speed("NEP89-shaped, Mo-S, with virials", mos2, TrainingOptions.fineTuning().withWeights(1, 1, 1), Optional.of(foundation));
        speed("default shape, Li-Si", lisi, TrainingOptions.defaults(), Optional.empty());
    }

    private void speed(final String name, final TrajectorySet frames, final TrainingOptions base, final Optional<NepModel> foundation) {
        final TrainingSet set = TrainingSet.of(frames, TrainingSetOptions.defaults().withValidationFraction(0), Progress.NONE);
        final TrainingOptions options = base.withThreads(1).withStabilization(Stabilization.NONE).withUncertainty(false);
        final long atoms = set.frames(FrameRole.TRAINING).stream().mapToLong(LabeledFrame::atoms).sum();
        double best = Double.POSITIVE_INFINITY;
        FineTuner.of(options.withEpochs(20)).train(set, foundation, Progress.NONE);
        for (int repeat = 0; repeat < 5; repeat++) {
            final double few = cpu(() -> FineTuner.of(options.withEpochs(2)).train(set, foundation, Progress.NONE));
            final double many = cpu(() -> FineTuner.of(options.withEpochs(12)).train(set, foundation, Progress.NONE));
            best = Math.min(best, (many - few) / 10 / atoms * 1e6);
        }
        out.printf(Locale.ROOT, "| %s | %d | %.1f |%n", name, atoms, best);
    }

    private static double cpu(final Runnable task) {
        final com.sun.management.OperatingSystemMXBean process = (com.sun.management.OperatingSystemMXBean)ManagementFactory
            .getOperatingSystemMXBean();
        final long start = process.getProcessCpuTime();
        task.run();
        return (process.getProcessCpuTime() - start) * 1e-9;
    }

    private TrainingResult train(final String name, final TrainingSet set, final TrainingOptions options, final Optional<NepModel> foundation)
        throws IOException {
        final double[] seconds = new double[1];
        final TrainingResult[] result = new TrainingResult[1];
        seconds[0] = cpu(() -> result[0] = FineTuner.of(options).train(set, foundation, Progress.NONE));
        out.printf(Locale.ROOT, "%s: %d parameters, %d epochs, %.1f s on the clock with %d threads, %.1f s of processor time%n", name,
            result[0].model().numberOfParameters(), result[0].epochsDone(), result[0].seconds(), options.threads(), seconds[0]);
        result[0].warnings().forEach(w -> out.println("  warning: " + w));
        result[0].lastLayer().ifPresent(u -> out.println("  " + u.text()));
        out.println("| frames of | number | energy RMSE (meV/atom) | energy MAE | force RMSE (meV/Å) | force MAE | mean force-error norm (meV/Å) | "
            + "virial RMSE (meV/atom) | rms force (meV/Å) |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        result[0].model().write(target.resolve(name + ".nep.txt"));
        for (final Picture picture : TrainingFigures.of(result[0])) {
            save(name + "-" + picture.id(), picture);
        }
        return result[0];
    }

    private void row(final String name, final ErrorReport r) {
        out.printf(Locale.ROOT, "| %s | %d | %.2f | %.2f | %.1f | %.1f | %.1f | %.2f | %.0f |%n", name, r.frames(), 1e3 * r.energyRmse(),
            1e3 * r.energyMae(), 1e3 * r.forceRmse(), 1e3 * r.forceMae(), 1e3 * r.meanForceErrorVectorNorm(), 1e3 * r.virialRmse(),
            1e3 * r.referenceForceRms());
    }

    private void conservation(final TrainingResult result, final TrainingSet set, final double temperature) {
        final LabeledFrame frame = set.frames(FrameRole.TRAINING).stream().max(java.util.Comparator.comparingInt(LabeledFrame::atoms)).orElseThrow();
        final ThermodynamicsRecorder recorder = new ThermodynamicsRecorder(10, 2000);
        Simulation.of(new Structure(frame.cell(), frame.atomicNumbers(), frame.positions()), new Nep(result.model()))
            .ensemble(new ConstantEnergy(temperature)).timeStep(1).threads(threads).run((long)(20_000 * Math.min(1, scale)), Progress.NONE, recorder);
        final Thermodynamics t = recorder.result();
        out.printf(Locale.ROOT, "constant energy, %d atoms from %s, 1 fs, %d steps: drift %.3g meV per atom and ns, scatter %.3g meV per atom, mean "
            + "temperature %.0f K%n%n", frame.atoms(), frame.name(), t.steps(), 1e3 * t.drift(), 1e3 * t.scatter(), t.temperatureK());
    }

    private void save(final String name, final Picture picture) throws IOException {
        Files.write(target.resolve(name + ".png"), FigureRenderer.png(picture, ImageSize.DEFAULT));
    }

    private int epochs(final int number) {
        return (int)Math.max(1, Math.round(scale * number));
    }

    private static NepModel foundation() {
        return NepModel.read(Path.of(System.getProperty("study.nep89")));
    }

    private TrajectorySet read(final RunKind kind, final String... names) throws IOException {
        final List<Path> files = new ArrayList<>();
        for (final String name : names) {
            files.add(shared.resolve("data").resolve(name));
        }
        final Path file = target.resolve(names[0].replace('/', '-') + ".lidiff");
        Files.deleteIfExists(file);
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
            TrajectoryReader.read(files, ReadOptions.defaults().withKind(kind).withJoining(FileJoining.SEPARATE), writer, Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        return TrajectorySetFile.open(file);
    }
}
