package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;

/** Load AIMD → Detect Hops → Build MSM → Spectral Analysis on a crystal whose hops are known. */
class ChainRunTest {

    @TempDir
    private static Path folder;
    private static Path trajectory;
    private static HoppingCrystal crystal;

    @BeforeAll
    static void crystal() throws IOException {
        trajectory = folder.resolve("md.xyz");
        crystal = HoppingCrystal.write(trajectory, 7);
    }

    /** The whole chain in a new workflow. */
    private static TestWorkflow chain(final String name) throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve(name));
        HoppingCrystal.writeReference(w.data().resolve("POSCAR"));
        w.node(1, TestWorkflow.LOAD, ChainRunTest::load);
        w.node(2, TestWorkflow.HOPS, model -> { }, settings -> { });
        w.node(3, TestWorkflow.MSM, model -> model.addInt("samples", 20));
        w.node(4, TestWorkflow.SPECTRUM, model -> model.addInt("eigenvectors", 3), ChainRunTest::withTrajectories);
        return w.connect(1, 1, 2, 1).connect(2, 1, 3, 1).connect(3, 1, 4, 1).connect(1, 1, 4, 2);
    }

    private static void load(final NodeSettings model) {
        TestWorkflow.localFile(TestWorkflow.at(model, "files", "0", "file"), trajectory);
        model.addDouble("timeStepFs", HoppingCrystal.FRAME_INTERVAL_FS);
        model.addBoolean("timeStepFs_is_present", true);
        model.addDouble("temperatureK", 600);
        model.addBoolean("temperatureK_is_present", true);
        model.addString("referenceSource", "STRUCTURE_FILE");
        TestWorkflow.dataFile(TestWorkflow.at(model, "referenceStructure", "file"), "POSCAR");
    }

    private static void withTrajectories(final NodeSettings settings) {
        final NodeSettingsWO ports = settings.addNodeSettings("node_creation_config");
        ports.addNodeSettings("Markov model");
        ports.addNodeSettings("Trajectories").addNodeSettings("port_0").addString("object_class",
            "org.example.lidiff.nodes.ports.TrajectorySetPortObject");
    }

    @Test
    void findsEveryHopAndADiffusionCoefficientWithItsInterval() throws IOException {
        final Path output = folder.resolve("out-whole");
        Command.lidiff("run", chain("whole").write().directory(), "--output", output).ended(ExitCode.OK);
        for (int id = 1; id <= 4; id++) {
            assertEquals("EXECUTED", Command.state(output, id));
        }
        final List<CSVRecord> hops = csv(output.resolve("2-DetectHops/Hops.csv"));
        assertTrue(crystal.hops() > 100, "the crystal has hops: " + crystal.hops());
        assertEquals(crystal.hops(), hops.size());
        for (final CSVRecord hop : hops) {
            // every hop is along a cube edge to a neighboring site
            assertEquals(HoppingCrystal.EDGE, Double.parseDouble(hop.get("Distance (Å)")), 0.1);
        }
        assertEquals(1.0, csv(output.resolve("2-DetectHops/Site-statistics.csv")).stream().map(r -> r.get("Type")).distinct().count());
        final CSVRecord d = quantity(output, "D from the network");
        final double value = Double.parseDouble(d.get("Value"));
        assertEquals("m²/s", d.get("Unit"));
        assertTrue(Double.parseDouble(d.get("Lower (95 %)")) < value && value < Double.parseDouble(d.get("Upper (95 %)")), d.toString());
        // Γ a² / 6 times a correlation factor between 0 and 1
        final double uncorrelated = Double.parseDouble(quantity(output, "D without correlation").get("Value"));
        final double time = HoppingCrystal.FRAMES * HoppingCrystal.FRAME_INTERVAL_FS * 1e-15;
        final double expected = hops.size() / (25 * time) * Math.pow(HoppingCrystal.EDGE * 1e-10, 2) / 6;
        assertEquals(1, uncorrelated / expected, 0.05, "D without correlation against the hop count");
        assertTrue(value > 0.2 * uncorrelated && value < 1.2 * uncorrelated, value + " of " + uncorrelated);
        for (final String figure : new String[] {"2-DetectHops/figures/sites-and-hops.png", "3-BuildMsm/figures/implied-timescales.svg",
            "4-SpectralAnalysis/figures/mean-squared-displacement.png", "4-SpectralAnalysis/Figure.png"}) {
            assertTrue(Files.size(output.resolve(figure)) > 1000, figure);
        }
        final String report = Files.readString(output.resolve("report.html"));
        assertTrue(report.contains("coreFraction = 0.5"), "the report prints the chain of nodes with their parameters");
    }

    private static CSVRecord quantity(final Path output, final String name) throws IOException {
        return csv(output.resolve("4-SpectralAnalysis/Transport.csv")).stream().filter(r -> r.get("Quantity").equals(name)).findFirst().orElseThrow();
    }

    static List<CSVRecord> csv(final Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in).getRecords();
        }
    }

    @Test
    void aSpeciesThatIsNotThereIsRefusedBeforeTheNodeRuns() throws IOException {
        final Path output = folder.resolve("out-species");
        final Command run = Command.lidiff("run", chain("species").write().directory(), "--output", output, "-option=2,mobileElement,Na,String",
            "-option=1,stride,100,int").ended(ExitCode.EXECUTION);
        run.says("error: The trajectories have no element 'Na' (mobileElement)", "They have Li, S: choose one of these");
        assertEquals("EXECUTED", Command.state(output, 1));
        // as in KNIME a node that refuses its inputs stays idle
        assertEquals("IDLE", Command.state(output, 2));
        assertEquals("SKIPPED", Command.state(output, 3));
        assertEquals("SKIPPED", Command.state(output, 4));
        final JsonNode skipped = Command.node(output, 3);
        assertTrue(skipped.get("seconds").isNull());
        assertTrue(skipped.get("error").textValue().contains("node 2 (DetectHops) was not executed"), skipped.toString());
    }

    @Test
    void warningsAreSingleEntriesOfTheSummary() throws IOException {
        final Path output = folder.resolve("out-warnings");
        Command.lidiff("run", chain("warnings").write().directory(), "--output", output, "-option=1,lastFrame,99,int",
            "-option=1,lastFrame_is_present,true,boolean");
        final JsonNode warnings = Command.node(output, 2).get("warnings");
        assertTrue(!warnings.isEmpty(), "few hops give a warning");
        warnings.forEach(w -> assertTrue(!w.textValue().contains("\n"), w.textValue()));
    }

    @Test
    void branchesThatNeedNoForeignNodeStillRun() throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve("foreign"));
        LoadRunTest.writeXyz(w.data().resolve("md.xyz"));
        w.node(1, TestWorkflow.LOAD, TestWorkflow.loading("md.xyz")).foreign(2, "org.other.nodes.FilterNodeFactory", "Row Filter")
            .foreign(3, "org.other.nodes.SourceNodeFactory", "Source").node(4, TestWorkflow.MSM, model -> { })
            .node(5, TestWorkflow.LOAD, TestWorkflow.loading("md.xyz")).connect(1, 2, 2, 1).connect(3, 1, 4, 1).write();
        final Path output = folder.resolve("out-foreign");
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.EXECUTION)
            .says("belongs to another extension (org.other.nodes.FilterNodeFactory)", "Run the workflow in KNIME, or remove the node");
        assertEquals("EXECUTED", Command.state(output, 1));
        assertEquals("FAILED", Command.state(output, 2));
        assertEquals("FAILED", Command.state(output, 3));
        assertEquals("SKIPPED", Command.state(output, 4));
        assertEquals("EXECUTED", Command.state(output, 5));
    }

    @Test
    void anInputThatIsNotConnectedLeavesTheNodeIdle() throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve("unconnected")).node(1, TestWorkflow.MSM, model -> { }).write();
        final Path output = folder.resolve("out-unconnected");
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.EXECUTION).says("IDLE", "The input 'Jump network' is not connected");
        assertEquals("IDLE", Command.state(output, 1));
    }

    @Test
    void connectionsThatDoNotFitAreRefusedBeforeAnythingRuns() throws IOException {
        final Path output = folder.resolve("out-misfit");
        final TestWorkflow types = new TestWorkflow(folder.resolve("types")).node(1, TestWorkflow.LOAD, model -> { })
            .node(2, TestWorkflow.MSM, model -> { }).connect(1, 1, 2, 1).write();
        Command.lidiff("run", types.directory(), "--output", output).ended(ExitCode.LOAD)
            .says("Output 1 of node 1 (LoadAimd", "does not fit input 1 of node 2 (BuildMsm");
        final TestWorkflow port = new TestWorkflow(folder.resolve("port")).node(1, TestWorkflow.LOAD, model -> { })
            .node(2, TestWorkflow.MSM, model -> { }).connect(1, 9, 2, 1).write();
        Command.lidiff("run", port.directory(), "--output", output).ended(ExitCode.LOAD).says("output port 9 of node 1 (LoadAimd), which has 3");
        final TestWorkflow circle = new TestWorkflow(folder.resolve("circle")).foreign(1, "a.B", "B").foreign(2, "a.C", "C").connect(1, 1, 2, 1)
            .connect(2, 1, 1, 1).write();
        Command.lidiff("run", circle.directory(), "--output", output).ended(ExitCode.LOAD).says("circle");
        assertTrue(Files.notExists(output));
    }
}
