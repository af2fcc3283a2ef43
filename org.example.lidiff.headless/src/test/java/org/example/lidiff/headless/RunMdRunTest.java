package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.FrameReader;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;

/** Run MD in a workflow: what wrong input says, and how an interrupted run goes on. */
class RunMdRunTest {

    private static final String POTENTIAL = "org.example.lidiff.nodes.loadmlff.LoadMlffNodeFactory";
    private static final String MD = "org.example.lidiff.nodes.runmd.RunMdNodeFactory";

    @TempDir
    private Path folder;
    private TestWorkflow workflow;

    @BeforeEach
    void makeWorkflow() throws IOException {
        workflow = new TestWorkflow(folder.resolve("my workflow"));
        Files.writeString(workflow.data().resolve("force-field.txt"), "stillinger-weber Si\n");
        writeSilicon("silicon.xyz", "Si", 0);
    }

    /** Eight atoms of diamond, the second one moved along x to {@code x} · a if that is above 0. */
    private void writeSilicon(final String name, final String symbol, final double x) throws IOException {
        final double a = 5.43095;
        final double[][] sites = {{0, 0, 0}, {x > 0 ? x : 0.25, x > 0 ? 0 : 0.25, x > 0 ? 0 : 0.25}, {0, .5, .5}, {.25, .75, .75}, {.5, 0, .5},
            {.75, .25, .75}, {.5, .5, 0}, {.75, .75, .25}};
        final StringBuilder text = new StringBuilder("8\nLattice=\"" + a + " 0 0 0 " + a + " 0 0 0 " + a + "\" Properties=species:S:1:pos:R:3\n");
        for (final double[] s : sites) {
            text.append(symbol).append(' ').append(s[0] * a).append(' ').append(s[1] * a).append(' ').append(s[2] * a).append('\n');
        }
        Files.writeString(workflow.data().resolve(name), text);
    }

    private static Consumer<NodeSettings> dynamics(final Consumer<NodeSettings> change) {
        return model -> {
            model.addInt("repeatA", 2);
            model.addDouble("equilibrationPs", 0);
            model.addDouble("productionPs", 0.1);
            model.addDouble("sampleIntervalFs", 10);
            change.accept(model);
        };
    }

    private Command run(final String structure, final String output, final Consumer<NodeSettings> change) throws IOException {
        final TestWorkflow w = new TestWorkflow(workflow.directory().resolveSibling("workflow of " + output));
        try (Stream<Path> files = Files.list(workflow.data())) {
            for (final Path f : files.toList()) {
                Files.copy(f, w.data().resolve(f.getFileName()));
            }
        }
        w.node(1, TestWorkflow.LOAD, TestWorkflow.loading(structure).andThen(m -> m.addString("frames", "INDEPENDENT"))).node(2, POTENTIAL, TestWorkflow.loading("force-field.txt"))
            .node(3, MD, dynamics(change)).connect(2, 1, 3, 1).connect(1, 1, 3, 2).write();
        return Command.lidiff("run", w.directory(), "--output", folder.resolve(output));
    }

    @Test
    void aSpeciesWithoutParametersIsNamed() throws IOException {
        writeSilicon("germanium.xyz", "Ge", 0);
        run("germanium.xyz", "a", m -> { }).ended(ExitCode.EXECUTION).says("Ge", "Si");
    }

    @Test
    void atomsOnTopOfEachOtherAreNamed() throws IOException {
        writeSilicon("close.xyz", "Si", 0.01);
        run("close.xyz", "b", m -> { }).ended(ExitCode.EXECUTION)
            .says("Atoms Si 2 and Si 4 of the start structure lie on top of each other, 0.0543", "Remove one of the two from the structure.");
    }

    @Test
    void aTimeStepThatIsTooLargeIsSeenByTheEnergy() throws IOException {
        run("silicon.xyz", "c", m -> {
            m.addDouble("timeStepFs", 40);
            m.addDouble("sampleIntervalFs", 40);
            m.addDouble("productionPs", 40);
            m.addString("ensemble", "NVE");
            m.addString("beyondLimit", "FAIL");
        }).ended(ExitCode.EXECUTION).says("At step ", "Use a shorter time step");
    }

    @Test
    void moreVacanciesThanAtomsSayHowManyThereAre() throws IOException {
        run("silicon.xyz", "d", m -> {
            m.addNodeSettings("vacancies").addNodeSettings("0").addString("element", "Si");
            TestWorkflow.at(m, "vacancies", "0").addInt("count", 16);
        }).ended(ExitCode.EXECUTION).says("16 vacancies of Si are asked for, the start structure has 16 Si atoms.", "Ask for at most 15");
    }

    @Test
    void aCheckpointFolderOfOtherSettingsIsRefused() throws IOException {
        run("silicon.xyz", "e", checkpoints()).ended(ExitCode.OK);
        run("silicon.xyz", "f", checkpoints().andThen(m -> m.addDouble("timeStepFs", 2))).ended(ExitCode.EXECUTION)
            .says("The checkpoint folder belongs to other settings", "Use the same settings to go on, or an empty folder to start anew.");
    }

    @Test
    void aProductionShorterThanTheTimeBetweenFramesIsRefused() throws IOException {
        run("silicon.xyz", "g", m -> m.addDouble("sampleIntervalFs", 1000)).ended(ExitCode.EXECUTION)
            .says("The production of 100 steps is shorter than the sampling interval of 1000 steps.", "Make the production longer or sample more often.");
    }

    @Test
    void aCellSmallerThanTwiceTheCutoffIsSimulatedWithAWarning() throws IOException {
        run("silicon.xyz", "h", m -> { }).ended(ExitCode.OK);
        final String warnings = Command.node(folder.resolve("h"), 3).get("warnings").toString();
        assertTrue(warnings.contains("only 5.43 Å high, less than twice the cutoff of 3.77 Å: atoms feel their own periodic images (all are summed)"), warnings);
        run("silicon.xyz", "i", m -> {
            m.addString("supercell", "SMALLEST_EDGE");
            m.addDouble("smallestEdgeAngstrom", 7.6);
        }).ended(ExitCode.OK);
        assertEquals(64, trajectory("i").atomicNumbers().length);
        assertFalse(Command.node(folder.resolve("i"), 3).get("warnings").toString().contains("twice the cutoff"));
    }

    @Test
    void aCheckpointFolderIsOnThisMachineWithItsFullPath() throws IOException {
        run("silicon.xyz", "m", m -> TestWorkflow.dataFile(TestWorkflow.at(m, "checkpoints", "folder"), "checkpoints")).ended(ExitCode.EXECUTION)
            .says("The checkpoint folder 'checkpoints' is no folder of this machine with its full path.");
    }

    private Consumer<NodeSettings> checkpoints() {
        return m -> {
            TestWorkflow.localFile(TestWorkflow.at(m, "checkpoints", "folder"), folder.resolve("checkpoints"));
            m.addDouble("checkpointIntervalPs", 0.05);
        };
    }

    private Trajectory trajectory(final String output) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(output))) {
            final List<Path> found = files.filter(f -> f.endsWith("trajectories.lidiff")).filter(f -> f.toString().contains("3-RunMd")).toList();
            return TrajectorySetFile.open(found.get(0)).runs().get(0);
        }
    }

    private double[] positions(final String output) throws IOException {
        final Trajectory t = trajectory(output);
        final FrameBlock block = FrameBlock.of(t);
        try (FrameReader reader = t.open()) {
            reader.read(0, (int)t.frames(), block);
        }
        return block.positions();
    }

    /** In this process, then on from its checkpoints in a worker process; the same bits as a run in one go. */
    @Test
    void aRunGoesOnFromItsCheckpoints() throws IOException {
        run("silicon.xyz", "j", checkpoints()).ended(ExitCode.OK);
        run("silicon.xyz", "k", checkpoints().andThen(m -> {
            m.addDouble("productionPs", 0.2);
            m.addString("execution", "WORKER_PROCESS");
        })).ended(ExitCode.OK);
        run("silicon.xyz", "l", m -> m.addDouble("productionPs", 0.2)).ended(ExitCode.OK);
        assertEquals(21, trajectory("k").frames());
        assertArrayEquals(positions("l"), positions("k"));
    }
}
