package org.example.lidiff.nodes.ports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.hops.HopDetector;
import org.example.lidiff.engine.hops.HopOptions;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.potential.nep.NepZbl;
import org.example.lidiff.engine.spectral.NetworkModel;
import org.example.lidiff.engine.spectral.NetworkModelBuilder;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunWriter;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;

/** A little of everything that flows between nodes: a crystal of eight cells with one vacancy whose ions hop. */
public final class SmallData {

    /** A chain of two nodes. */
    public static final Provenance PROVENANCE = Provenance.NONE
        .then(Provenance.Step.of("Load AIMD", "1.0", Map.of("stride", "1"), Map.of("md.xyz", "0123456789abcdef")))
        .then(Provenance.Step.of("Run MD", "1.0", Map.of("seed", "7"), Map.of()));

    private static final double EDGE = 3;
    private static final int N = 2;
    private static final int SITES = N * N * N;
    private static final int FRAMES = 600;

    private SmallData() {
    }

    /** Lithium at the corners and silicon at the centers of the cubes. */
    static ReferenceStructure reference() {
        final Structure cell = new Structure(Cell.of(EDGE, 0, 0, 0, EDGE, 0, 0, 0, EDGE), new int[] {3, 14},
            new double[] {0, 0, 0, EDGE / 2, EDGE / 2, EDGE / 2});
        return new ReferenceStructure(cell, new int[] {N, 0, 0, 0, N, 0, 0, 0, N});
    }

    /** Writes a run in which every tenth frame an ion takes the vacant site. */
    public static void writeTrajectories(final Path file, final RunInfo info) {
        final Random random = new Random(3);
        final Structure full = reference().supercell();
        final int[] ions = full.indices(Element.of("Li"));
        final Structure start = full.without(ions[SITES - 1]);
        final double[] x = start.positions();
        double[] vacancy = {full.position(ions[SITES - 1], 0), full.position(ions[SITES - 1], 1), full.position(ions[SITES - 1], 2)};
        final int[] mobile = start.indices(Element.of("Li"));
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
            final RunWriter run = writer.beginRun(info, start.atomicNumbers(), EnumSet.noneOf(Quantity.class));
            for (int f = 0; f < FRAMES; f++) {
                if (f % 10 == 9) {
                    final int ion = mobile[random.nextInt(mobile.length)];
                    final double[] old = {x[3 * ion], x[3 * ion + 1], x[3 * ion + 2]};
                    System.arraycopy(vacancy, 0, x, 3 * ion, 3);
                    vacancy = old;
                }
                run.appendFrame(f, x, start.cell().rows(), null, Double.NaN, null, null);
            }
            run.end();
            writer.finish(Optional.of(reference()), PROVENANCE);
        }
    }

    /** A known dynamics. */
    public static RunInfo dynamics() {
        return RunInfo.continuous("small", 100).withTemperature(600);
    }

    /** Hops of the run. */
    static JumpNetwork network(final TrajectorySet set) {
        return HopDetector.of(SiteNetwork.ofReference(reference(), Element.of("Li")),
            HopOptions.defaults().withCoarseAllowed(true).withFolding(HopOptions.Folding.NEVER)).detect(set, Progress.NONE);
    }

    /** The model of the hops at a lag of 1 ps. */
    static NetworkModel model(final JumpNetwork network) {
        return NetworkModelBuilder.model(NetworkModelBuilder.build(network,
            new NetworkModelBuilder.Options(OptionalDouble.of(1000), Estimator.REVERSIBLE, 5, 1), Progress.NONE));
    }

    /** A force field of two elements with random numbers. */
    public static NepModel nep() {
        final NepSettings settings = new NepSettings(4, List.of(Element.of("Li"), Element.of("Si")), List.of(4.0, 4.0), List.of(3.0, 3.0), 50, 30, 2, 2, 3, 3, 2,
            EnumSet.noneOf(AngularTerm.class), 3, NepZbl.fixed(0.8, 1.6));
        final Random random = new Random(5);
        return new NepModel(settings, random.doubles(settings.numberOfParameters(), -0.5, 0.5).toArray(),
            random.doubles(settings.dim(), 0.1, 0.2).toArray());
    }

    /** Where a context keeps its file stores; the folder is made when needed. */
    static Path stores(final Path folder) throws IOException {
        return folder.resolve("stores");
    }
}
