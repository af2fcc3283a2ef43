package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;

/** A workflow of one Load AIMD node: what a run leaves behind, and how it finds files. */
class LoadRunTest {

    private static final int FRAMES = 4;

    @TempDir
    private Path folder;
    private Path output;

    @BeforeEach
    void folders() {
        output = folder.resolve("results of a run");
    }

    /** Four frames of two atoms, 2 fs apart, with energy and forces. */
    static void writeXyz(final Path file) throws IOException {
        final StringBuilder text = new StringBuilder();
        for (int f = 0; f < FRAMES; f++) {
            text.append("2\nLattice=\"5 0 0 0 5 0 0 0 5\" Properties=species:S:1:pos:R:3:forces:R:3 energy=").append(-3 - 0.1 * f)
                .append(" time_fs=").append(2 * f).append(" pbc=\"T T T\"\nLi ").append(0.01 * f).append(" 0 0 0.1 0 0\nS 2.5 2.5 2.5 -0.1 0 0\n");
        }
        Files.writeString(file, text);
    }

    private TestWorkflow workflow() throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve("my workflow"));
        writeXyz(w.data().resolve("md.xyz"));
        return w;
    }

    private TestWorkflow loading() throws IOException {
        return workflow().node(1, TestWorkflow.LOAD, TestWorkflow.loading("md.xyz")).write();
    }

    @Test
    void leavesSummaryReportTablesFiguresAndPortObjects() throws IOException {
        final Command run = Command.lidiff("run", loading().directory(), "--output", output, "-reset", "-nosave").ended(ExitCode.OK);
        run.says("Running my workflow", "1  LoadAimd", "EXECUTED", "Report: " + output.resolve("report.html"));
        final JsonNode summary = Command.summary(output);
        assertEquals(List.of("version", "workflow", "nodes"), names(summary));
        assertEquals(1, summary.get("version").intValue());
        assertEquals("my workflow", summary.get("workflow").textValue());
        final JsonNode node = Command.node(output, 1);
        assertEquals(List.of("id", "name", "factory", "state", "seconds", "warnings", "error", "outputs"), names(node));
        assertEquals(TestWorkflow.LOAD, node.get("factory").textValue());
        assertEquals("EXECUTED", node.get("state").textValue());
        assertTrue(node.get("seconds").doubleValue() >= 0);
        assertTrue(node.get("error").isNull());
        assertFalse(node.get("outputs").isEmpty());
        for (final JsonNode file : node.get("outputs")) {
            assertTrue(Files.exists(output.resolve(file.textValue())), file.textValue());
        }
        assertTrue(Files.isRegularFile(output.resolve("1-LoadAimd/Loaded-trajectories/spec/spec.zip")));
        assertTrue(Files.size(output.resolve("1-LoadAimd/figures/reference-structure.png")) > 1000);
        assertTrue(Files.readString(output.resolve("1-LoadAimd/figures/reference-structure.svg")).contains("<svg"));
        final String report = Files.readString(output.resolve("report.html"));
        assertTrue(report.contains("LoadAimd") && report.contains("EXECUTED"), "the report names the node and its state");
        assertFalse(report.contains("src=\"http") || report.contains("href=\"http"), "the report works offline");
        try (Stream<Path> left = Files.list(output)) {
            assertEquals(List.of("1-LoadAimd", "report.html", "summary.json"), left.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    private static List<String> names(final JsonNode object) {
        final List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void tablesHaveAUnitInTheirHeaderAndOneLineARow() throws IOException {
        Command.lidiff("run", loading().directory(), "--output", output).ended(ExitCode.OK);
        final List<String> lines = Files.readAllLines(output.resolve("1-LoadAimd/Frames.csv"));
        assertEquals("Run,Frame,Step,Time (ps),Potential energy (eV),Temperature (K),Maximum force (eV/Å),Pressure (GPa),Volume (Å³),Flags", lines.get(0));
        assertEquals(FRAMES + 1, lines.size());
        final String[] last = lines.get(FRAMES).split(",", -1);
        assertEquals("Run 1", last[0]);
        assertEquals("3", last[1]);
        assertEquals(3 * 2 / 1000.0, Double.parseDouble(last[3]), 1e-12);
        assertEquals(-3.3, Double.parseDouble(last[4]), 1e-12);
        assertEquals("", last[5], "neither temperature nor velocities");
        assertEquals(0.1, Double.parseDouble(last[6]), 1e-6);
        assertEquals("", last[7], "a file without stress has no pressure");
        assertEquals(125, Double.parseDouble(last[8]), 1e-9);
        final List<String> files = Files.readAllLines(output.resolve("1-LoadAimd/Files.csv"));
        assertEquals("File,Format,Frames found,Frames kept,Frames left out,Why left out,Atoms,Composition,a (Å),b (Å),c (Å),α (°),β (°),γ (°),"
            + "Volume (Å³),Time covered (ps),Frames with energy,Frames with forces,Frames with stress,Frames with velocities,Remarks", files.get(0));
        assertTrue(files.get(1).startsWith("md.xyz,extended XYZ,4,4,0,,2,LiS,5.0,5.0,5.0,90.0,90.0,90.0,125.0,0.006,4,4,0,0"), files.get(1));
    }

    private static Consumer<NodeSettings> fromFolder(final String folder, final String pattern) {
        return model -> {
            model.addString("filesFrom", "FOLDER");
            model.addString("filePattern", pattern);
            TestWorkflow.dataFile(TestWorkflow.at(model, "folder", "folder"), folder);
        };
    }

    @Test
    void theFilesOfAFolderAreReadInTheOrderOfTheirNumbers() throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve("w"));
        Files.createDirectories(w.data().resolve("runs/deeper"));
        for (final String name : new String[] {"run10.xyz", "run9.xyz", "deeper/run11.xyz"}) {
            writeXyz(w.data().resolve("runs").resolve(name));
        }
        Files.writeString(w.data().resolve("runs/run.txt"), "notes\n");
        w.node(1, TestWorkflow.LOAD, fromFolder("runs", "run*").andThen(m -> m.addString("joining", "SEPARATE_RUNS"))).write();
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.OK)
            .says("run.txt is in no trajectory format that can be read and is left out.");
        List<String> files = Files.readAllLines(output.resolve("1-LoadAimd/Files.csv"));
        assertEquals(List.of("File", "run9.xyz", "run10.xyz"), files.stream().map(l -> l.split(",")[0]).toList());
        Command.lidiff("run", w.directory(), "--output", output, "-option=1,subfolders,true,boolean", "-option=1,filePattern,*.xyz,String")
            .ended(ExitCode.OK);
        files = Files.readAllLines(output.resolve("1-LoadAimd/Files.csv"));
        assertEquals(List.of("File", "run11.xyz", "run9.xyz", "run10.xyz"), files.stream().map(l -> l.split(",")[0]).toList());
    }

    @Test
    void aFolderThatHoldsNothingToReadIsNamed() throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve("w"));
        Files.createDirectories(w.data().resolve("runs"));
        Files.writeString(w.data().resolve("runs/notes.txt"), "notes\n");
        w.node(1, TestWorkflow.LOAD, fromFolder("runs", "*.xyz")).write();
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.EXECUTION)
            .says("The folder 'runs' has no file whose name fits '*.xyz'", "Change 'File names' in the dialog");
        Command.lidiff("run", w.directory(), "--output", output, "-option=1,filePattern,[,String").ended(ExitCode.EXECUTION)
            .says("The file name pattern '[' is not understood", "Write a pattern such as *.xyz");
        Command.lidiff("run", w.directory(), "--output", output, "-option=1,filePattern,*,String").ended(ExitCode.EXECUTION)
            .says("None of the 1 files in the folder is a trajectory that can be read");
        Command.lidiff("run", w.directory(), "--output", output, "-option=1,folder/folder/path/path,gone,String").ended(ExitCode.EXECUTION)
            .says("The folder 'gone' cannot be opened", "Choose an existing folder under 'Folder'");
        Command.lidiff("run", w.directory(), "--output", output, "-option=1,folder/folder/path/path,runs/notes.txt,String")
            .ended(ExitCode.EXECUTION).says("'runs/notes.txt' is no folder");
    }

    @Test
    void typesBecomeElements() throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve("w"));
        Files.writeString(w.data().resolve("md.dump"), "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 5\n0 5\n0 5\n"
            + "ITEM: ATOMS id type x y z\n1 1 0 0 0\n2 2 2.5 2.5 2.5\n");
        w.node(1, TestWorkflow.LOAD, TestWorkflow.loading("md.dump").andThen(model -> {
            model.addString("frames", "INDEPENDENT");
            for (int i = 0; i < 2; i++) {
                final NodeSettingsWO entry = i == 0 ? model.addNodeSettings("species").addNodeSettings("0")
                    : TestWorkflow.at(model, "species").addNodeSettings("1");
                entry.addString("name", String.valueOf(i + 1));
                entry.addString("element", i == 0 ? "Li" : "Si");
            }
        })).write();
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.OK);
        assertTrue(Files.readAllLines(output.resolve("1-LoadAimd/Files.csv")).get(1).startsWith("md.dump,LAMMPS dump,1,1,0,,2,LiSi,"));
    }

    @Test
    void theWorkflowIsNeverWrittenTo() throws IOException {
        final TestWorkflow w = loading();
        final Map<String, String> before = FolderHash.of(w.directory());
        Command.lidiff("run", w.directory(), "--output", output, "-option=1,stride,2,int").ended(ExitCode.OK);
        assertEquals(before, FolderHash.of(w.directory()));
    }

    @Test
    void aSecondRunReplacesTheFirst() throws IOException {
        final TestWorkflow w = loading();
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.OK);
        Files.writeString(output.resolve("1-LoadAimd/left-over.txt"), "x");
        Files.writeString(output.resolve("notes.txt"), "mine");
        Command.lidiff("run", w.directory(), "--output", output, "-option=1,stride,2,int").ended(ExitCode.OK);
        assertFalse(Files.exists(output.resolve("1-LoadAimd/left-over.txt")));
        assertTrue(Files.exists(output.resolve("notes.txt")), "files that are not ours stay");
        assertEquals(FRAMES / 2 + 1, Files.readAllLines(output.resolve("1-LoadAimd/Frames.csv")).size());
    }

    @Test
    void neverReplacesTheWorkflowItself() throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve("1-LoadAimd"));
        writeXyz(w.data().resolve("md.xyz"));
        w.node(1, TestWorkflow.LOAD, TestWorkflow.loading("md.xyz")).write();
        final Map<String, String> before = FolderHash.of(w.directory());
        Command.lidiff("run", w.directory(), "--output", folder).ended(ExitCode.EXECUTION).says("the workflow lies in the folder '1-LoadAimd'");
        assertEquals(before, FolderHash.of(w.directory()));
    }

    @Test
    void readsAFileByItsAbsolutePath() throws IOException {
        final Path file = folder.resolve("somewhere else.xyz");
        writeXyz(file);
        final TestWorkflow w = workflow().node(1, TestWorkflow.LOAD,
            model -> TestWorkflow.localFile(TestWorkflow.at(model, "files", "0", "file"), file)).write();
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.OK);
    }

    @Test
    void refusesAPathOutOfTheWorkflow() throws IOException {
        writeXyz(folder.resolve("outside.xyz"));
        final TestWorkflow w = workflow().node(1, TestWorkflow.LOAD, TestWorkflow.loading("../../outside.xyz")).write();
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.EXECUTION)
            .says("FAILED", "error: ", "'../../outside.xyz'", "Choose an existing file under 'Files'");
    }

    @Test
    void namesAFileThatIsMissing() throws IOException {
        final TestWorkflow w = workflow().node(1, TestWorkflow.LOAD, TestWorkflow.loading("gone.xyz")).write();
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.EXECUTION)
            .says("FAILED", "'gone.xyz'", "Choose an existing file under 'Files'");
        assertEquals("FAILED", Command.state(output, 1));
        assertTrue(Command.node(output, 1).get("error").textValue().contains("gone.xyz"));
        assertTrue(Files.readString(output.resolve("report.html")).contains("gone.xyz"), "the report shows the error");
    }

    @Test
    void saysThatNoFileIsChosen() throws IOException {
        final TestWorkflow w = workflow().node(1, TestWorkflow.LOAD, model -> { }).write();
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.EXECUTION).says("No trajectory file is chosen", "'Files'");
    }

    @Test
    void debugAddsTheStackTrace() throws IOException {
        final TestWorkflow w = workflow().node(1, TestWorkflow.LOAD, TestWorkflow.loading("gone.xyz")).write();
        final Command run = Command.lidiff("run", w.directory(), "--output", output, "--debug");
        assertEquals(ExitCode.EXECUTION, run.exitCode());
        assertTrue(run.hasStackTrace(), run.text());
    }

    @Test
    void namesFileAndLineOfAMalformedFile() throws IOException {
        final TestWorkflow w = workflow();
        final Path file = w.data().resolve("md.xyz");
        Files.writeString(file, Files.readString(file).replace("Li 0.02 0 0", "Li 0.02 zero 0"));
        w.node(1, TestWorkflow.LOAD, TestWorkflow.loading("md.xyz")).write();
        // frame 3 of 4 lines each begins at line 9
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.EXECUTION).says("md.xyz", "line 11", "zero");
        try (Stream<Path> left = Files.walk(output)) {
            assertEquals(List.of(), left.filter(p -> p.toString().contains("filestore") || p.toString().endsWith(".part")).toList(),
                "a failed node leaves no half-written data");
        }
    }

    @Test
    void namesTheFaultOfMalformedXdatcars() throws IOException {
        final Path data = SharedFiles.path("xdatcar-malformed");
        for (final String name : new String[] {"cell", "composition", "pos", "scale"}) {
            final TestWorkflow w = new TestWorkflow(folder.resolve(name));
            Files.copy(data.resolve("XDATCAR_" + name + "_wrong"), w.data().resolve("XDATCAR"));
            w.node(1, TestWorkflow.LOAD, TestWorkflow.loading("XDATCAR")).write();
            final Command run = Command.lidiff("run", w.directory(), "--output", folder.resolve("out"), "-option=1,timeStepFs_is_present,true,boolean",
                "-option=1,timeStepFs,1,double").ended(ExitCode.EXECUTION).says("XDATCAR", "line ");
            assertTrue(run.text().lines().filter(l -> l.contains("error: ")).count() == 1, run.text());
        }
        final TestWorkflow good = new TestWorkflow(folder.resolve("ok"));
        Files.copy(data.resolve("XDATCAR_ok"), good.data().resolve("XDATCAR"));
        good.node(1, TestWorkflow.LOAD, TestWorkflow.loading("XDATCAR")).write();
        Command.lidiff("run", good.directory(), "--output", output, "-option=1,timeStepFs_is_present,true,boolean",
            "-option=1,timeStepFs,1,double").ended(ExitCode.OK);
    }

    @Test
    void anOptionOverridesASettingAndTheReportTellsIt() throws IOException {
        Command.lidiff("run", "-workflowDir=" + loading().directory(), "--output=" + output, "-option=1,stride,2,int").ended(ExitCode.OK);
        assertEquals(FRAMES / 2 + 1, Files.readAllLines(output.resolve("1-LoadAimd/Frames.csv")).size());
        assertTrue(Files.readString(output.resolve("report.html")).contains("-option=1,stride,2,int"));
    }

    @Test
    void optionsThatFitNothingAreRefusedBeforeAnythingRuns() throws IOException {
        final Path dir = loading().directory();
        refused(dir, "-option=7,stride,2,int", "has no node 7", "1 (LoadAimd)");
        refused(dir, "-option=1,strid,2,int", "has no setting 'strid'", "stride");
        refused(dir, "-option=1,stride,two,int", "'two'", "no int");
        refused(dir, "-option=1,stride,0,int", "Take every n-th frame (stride) is 0", "at least 1");
        refused(dir, "-option=1,format,PDB,String", "format", "PDB");
        refused(dir, "-option=stride,2,int", "has 3 parts");
        refused(dir, "-workflow.variable=x,1", "has 2 parts");
        assertFalse(Files.exists(output));
    }

    private void refused(final Path dir, final String option, final String... parts) {
        Command.lidiff("run", dir, "--output", output, option).ended(ExitCode.USAGE).says(parts);
    }

    @Test
    void refusesAMissingOrInvalidSettingsKey() throws IOException {
        final TestWorkflow w = loading();
        final Path file = w.settingsFile(1);
        final String text = Files.readString(file);
        Files.writeString(file, text.replaceAll("<entry key=\"stride\"[^>]*/>", ""));
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.LOAD).says("node 1 (LoadAimd)", "Node (#1)/settings.xml", "stride");
        Files.writeString(file, text.replace("key=\"stride\" type=\"xint\" value=\"1\"", "key=\"stride\" type=\"xint\" value=\"0\""));
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.LOAD).says("(stride) is 0 but must be at least 1");
        Files.writeString(file, text.replace("key=\"stride\" type=\"xint\" value=\"1\"", "key=\"stride\" type=\"xint\" value=\"one\""));
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.LOAD).says("settings.xml");
        Files.writeString(file, text.replace("value=\"AUTO\"", "value=\"PDB\""));
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.LOAD).says("format", "PDB");
        assertFalse(Files.exists(output), "nothing is written when the workflow cannot be loaded");
    }

    @Test
    void refusesAnOutputFolderThatCannotBeWritten() throws IOException {
        final Path dir = loading().directory();
        final Path file = Files.writeString(folder.resolve("taken"), "x");
        Command.lidiff("run", dir, "--output", file).ended(ExitCode.USAGE).says("'" + file + "' cannot be written", "--output");
        Command.lidiff("run", dir, "--output", dir.resolve("out")).ended(ExitCode.USAGE).says("inside the workflow directory", "--output");
        assertFalse(Files.exists(dir.resolve("out")));
    }

    @Test
    void aWorkflowVariableReachesTheSettingItIsTiedTo() throws IOException {
        final TestWorkflow w = workflow().node(1, TestWorkflow.LOAD, TestWorkflow.loading("md.xyz"), settings -> {
            final NodeSettingsWO leaf = settings.addNodeSettings("variables").addNodeSettings("tree").addNodeSettings("stride");
            leaf.addString("used_variable", "every");
            leaf.addString("exposed_variable", null);
        }).write();
        Command.lidiff("run", w.directory(), "--output", output, "-workflow.variable=every,2,int").ended(ExitCode.OK);
        assertEquals(FRAMES / 2 + 1, Files.readAllLines(output.resolve("1-LoadAimd/Frames.csv")).size());
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.LOAD).says("flow variable 'every', which is not set",
            "-workflow.variable=every,VALUE,TYPE");
    }

    @Test
    void aWrongCommandLineEndsWithTwo() throws IOException {
        Command.lidiff("run").ended(ExitCode.USAGE).says("No workflow directory is given");
        Command.lidiff("run", folder, "--outputs", output).ended(ExitCode.USAGE).says("--output");
        Command.lidiff("walk").ended(ExitCode.USAGE).says("walk");
        final Path dir = loading().directory();
        Command.lidiff("run", dir, "-workflowDir=" + folder).ended(ExitCode.USAGE).says("Two workflow directories");
        Command.lidiff("run", folder.resolve("gone")).ended(ExitCode.LOAD).says("gone' does not exist");
    }

    @Test
    void helpAndVersionEndWithZero() {
        Command.lidiff().ended(ExitCode.OK).says("run", "demo", "Exit codes");
        Command.lidiff("help").ended(ExitCode.OK).says("run", "demo");
        Command.lidiff("help", "run").ended(ExitCode.OK).says("-option", "-workflow.variable", "--output");
        Command.lidiff("--help").ended(ExitCode.OK).says("Exit codes");
        Command.lidiff("--version").ended(ExitCode.OK).says("Lidiff ");
    }
}
